"""四（一） 质量安全平稳。试点区域、企业近三年未发生过区域性、系统性、行业性重大质量安全事件，未发生社会影响恶劣的相关重
大违法违规事件。

The three years end on the day of the filing, both ends included; at the selection they are looked back on again.
"""

from datetime import date

from domain.citation import Citation
from domain.deadline import Deadline
from domain.pilot.policy import PilotPolicy
from domain.windows import look_back_from

BASIS = (Citation("pilot:4(1)"),)


def look_back(checked_on: date, policy: PilotPolicy) -> Deadline:
    """``date`` is the first of the days looked back on, ``anchor`` the last."""
    return look_back_from(
        "pilot-look-back",
        "近三年的起始日",
        BASIS,
        anchor=checked_on,
        anchor_label="备案之日（遴选时为遴选之日）",
        years=policy.look_back_event_years,
        parameter="look_back_event_years",
    )
