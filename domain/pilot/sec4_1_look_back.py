"""四（一） 质量安全平稳。试点区域、企业近三年未发生过区域性、系统性、行业性重大质量安全事件，未发生社会影响恶劣的相关重
大违法违规事件。

Reading R-P-25: the three years end on the day of the filing, both ends included; at the selection it is looked at
again, up to the day of the selection.
"""

from datetime import date

from domain.citation import Citation
from domain.dates import in_words
from domain.deadline import Deadline, Line, Lines
from domain.pilot.case import PilotCase
from domain.pilot.policy import PilotPolicy
from domain.windows import look_back_from

BASIS = (Citation("pilot:4(1)"),)
FILING = "备案之日"


def look_back(filed_on: date, policy: PilotPolicy) -> Deadline:
    """``date`` is the first of the days looked back on, ``anchor`` the day of the filing."""
    return look_back_from(
        "pilot-look-back",
        "近三年的起始日",
        BASIS,
        anchor=filed_on,
        anchor_label=FILING,
        years=policy.look_back_event_years,
        parameter="look_back_event_years",
    )


def before_filing(case: PilotCase) -> Deadline:
    """Of a project all of whose bureaus have filed: from the first of the filings on file."""
    return look_back(min(case.filings[each.organisation].filed_on for each in case.members), case.policy)


def up_to_selection(case: PilotCase, selected_on: date) -> Deadline:
    """The same, and that it was looked at again up to the day of the selection."""
    period = before_filing(case)
    again = f"遴选时再次核查，自{in_words(period.date)}至遴选之日{in_words(selected_on)}，首尾两日均计入。"
    line = Line(text=again, in_text=False, dates=(period.date, selected_on))
    return period.model_copy(update={"lines": Lines(lambda: (*period.lines, line))})
