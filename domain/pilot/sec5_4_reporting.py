"""五（四） 建设。长三角相关地级市(区)市场监管局开展示范试点建设，狠抓落实，每半年向相应省级市场监管局提交示范试点建设
情况报告，确保示范试点建设取得实效。

Reading R-P-5: one report for every bureau, to its own province; otherwise one of the lead for all bureaus, which goes
to the province of each and which the lead's own receives or returns. A report that never comes raises reminders to
whoever owes it and to the provinces it is for; nothing else follows from it.

Reading R-P-29: whether a report was in time is settled by its first version. One returned is handed in again whenever
it is put right; the plan sets no day for that.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from pydantic import Field

from domain.dates import in_words, plus_months, start_of
from domain.deadline import Deadline
from domain.ladder import Rung
from domain.orders import Effects
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau, HalfYearReport
from domain.pilot.provinces import NAMES, province_name
from domain.pilot.sec5_4_half_year_report import BASIS, KEY, ladder, period
from domain.procedure.forms import Reasons, Text
from domain.procedure.reports import ACCEPT, SUBMIT, Reporting
from domain.procedure.review import document, notice
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.working_days import WorkCalendar

RETURN = "return"


class SituationReport(Form):
    """建设情况报告; its fields are 系统策略."""

    progress: Text = Field(title="建设目标和任务进展")
    measures: Text = Field(title="主要措施")
    problems: str = Field(default="", title="存在的问题", max_length=4000)
    next_half: Text = Field(title="下半年工作安排")
    experience: str = Field(default="", title="可复制、可推广的经验做法", max_length=4000)


def reporter(case: PilotCase, report: HalfYearReport) -> Bureau:
    """Who owes it: the bureau, or by policy the lead for all of them."""
    found = case.bureau(report.bureau) if report.bureau else case.lead
    assert found is not None
    return found


def provinces_of(case: PilotCase, report: HalfYearReport) -> tuple[Audience, ...]:
    """The provincial bureaus it is for, first the one that receives it."""
    own = reporter(case, report).province
    return (own,) if report.bureau else tuple(dict.fromkeys((own, *case.provinces)))


def _open(case: PilotCase) -> list[HalfYearReport]:
    """Those of bureaus that still take part, and what others handed in before they left; oldest first."""
    own = [each for each in case.reports if not each.bureau or case.member(each.bureau) or each.submitted_on]
    return sorted(own, key=lambda each: each.k)


def report_of(case: PilotCase, answer: Answer) -> HalfYearReport:
    """The report an answer is about: of a bureau its oldest one not submitted."""
    if answer.task.kind == REPORT.key:
        own = answer.act.actor.organisation
        return next(
            each for each in _open(case) if each.submitted_on is None and reporter(case, each).organisation == own
        )
    return next(each for each in case.reports if _key(each) == answer.task.about)


def _key(report: HalfYearReport) -> str:
    return f"{report.bureau}.{report.k}"


def is_due(report: HalfYearReport) -> bool:
    """Whether its day counts against it: nothing of it came in time."""
    return report.overdue or not report.version


def in_period(report: HalfYearReport) -> str:
    """2020年11月19日至2021年5月18日."""
    first = in_words(report.period_from + timedelta(days=1))
    return f"{first}至{in_words(report.period_to)}"


def _submitted(case: PilotCase, answer: Answer) -> Effects:
    report = report_of(case, answer)
    bureau, version = reporter(case, report), report.version + 1
    which = f"（第{version}版）" if version > 1 else ""
    late = "，逾期提交" if report.overdue else ""
    told: dict[str, Any] = {"bureau": bureau.name, "period": in_period(report), "k": report.k, "version": version}
    provinces = provinces_of(case, report)
    names = [name for key, name in NAMES.items() if key in {each.organisation for each in provinces}]
    return Effects(
        text=f"{bureau.name}向{'、'.join(names)}提交第{report.k}次建设情况报告{which}{late}。",
        notices=(notice("pilot_report_received", BASIS, *provinces, bureau.audience, **told),),
        documents=(document("pilot_half_year_report", BASIS, answer, *provinces, **told, **answer.form.model_dump()),),
    )


def _accepted(case: PilotCase, answer: Answer) -> Effects:
    report = report_of(case, answer)
    bureau = reporter(case, report)
    return Effects(text=f"{province_name(bureau.region)}收悉{bureau.name}第{report.k}次建设情况报告。")


def _returned(case: PilotCase, answer: Answer) -> Effects:
    report = report_of(case, answer)
    bureau = reporter(case, report)
    told: dict[str, Any] = {"bureau": bureau.name, "period": in_period(report), "reasons": answer.form.reasons}
    told["in_time"] = not report.overdue
    return Effects(
        text=f"{province_name(bureau.region)}退回{bureau.name}第{report.k}次建设情况报告。",
        notices=(notice("pilot_report_returned", BASIS, bureau.audience, **told),),
    )


def _is_readable(case: PilotCase, report: HalfYearReport) -> bool:
    return report.submitted_on is not None and report.accepted_on is None


def _overdue(case: PilotCase, report: HalfYearReport) -> Effects:
    bureau = reporter(case, report)
    return Effects(
        text=f"{bureau.name}第{report.k}次建设情况报告逾期未提交（期限{report.due.words}）。逾期本身不产生移出清单的后果。"
    )


def _launch(case: PilotCase) -> date:
    assert case.launched_on is not None
    return case.launched_on


def _last_period_begins_before(case: PilotCase) -> date | None:
    """Until when half-years begin (系统策略 ``half_year_end``); None: until the project is closed."""
    if case.policy.half_year_end == "36_months":
        return plus_months(_launch(case), 36)
    if case.policy.half_year_end == "five_year_plan":
        return case.policy.five_year_plan_ends_on
    return None


def _in_view(case: PilotCase, now: datetime) -> Iterator[int]:
    """The numbers of the half-years begun by ``now``, and of the next one: what comes is known before it begins."""
    last = _last_period_begins_before(case)
    for k in count(1):
        begins = period(_launch(case), k, case.policy)[0]
        if last is not None and begins >= last:
            return
        yield k
        if start_of(begins) > now:
            return


def _unplanned(case: PilotCase, now: datetime) -> list[dict[str, int]]:
    return [{"k": k} for k in _in_view(case, now) if _without(case, k)]


def _without(case: PilotCase, k: int) -> list[str]:
    """Organisations that owe the ``k``-th report and have none planned; "" stands for whoever leads."""
    over = period(_launch(case), k, case.policy)[1]
    owing = [""] if case.policy.half_year_reporter == "lead" else _taking_part_until(case, over)
    planned = {each.bureau for each in case.reports if each.k == k}
    return [each for each in owing if each not in planned]


def _taking_part_until(case: PilotCase, over: date) -> list[str]:
    """A bureau that joins in the middle of a half-year reports on the rest of it."""
    return [each.bureau.organisation for each in case.participants if each.left_on is None and each.joined_on < over]


def _plan(case: PilotCase, given: Mapping[str, int], due: Deadline) -> None:
    k = given["k"]
    before, over = period(_launch(case), k, case.policy)
    case.reports += [
        HalfYearReport(bureau=each, k=k, period_from=before, period_to=over, due=due) for each in _without(case, k)
    ]


def _next_period(case: PilotCase, now: datetime) -> datetime | None:
    """When one more comes into view."""
    farthest = max(_in_view(case, now), default=0)
    begins = start_of(period(_launch(case), farthest, case.policy)[0]) if farthest else now
    return begins if begins > now else None


def _asked_from(case: PilotCase, report: HalfYearReport) -> datetime:
    """From the day of the first reminder on (系统策略)."""
    return start_of(report.due.date - timedelta(days=max(case.policy.half_year_ladder_before, default=0)))


REPORT = TaskKind(
    "pilot_report",
    "提交示范试点建设情况报告",
    Role.CITY_REGULATOR,
    BASIS,
    (Action(SUBMIT, "提交情况报告", _submitted, form=SituationReport),),
)
RECEIPT = TaskKind(
    "pilot_report_receipt",
    "接收示范试点建设情况报告",
    Role.PROVINCIAL_REGULATOR,
    BASIS,
    (Action(ACCEPT, "接收", _accepted), Action(RETURN, "退回补正", _returned, form=Reasons)),
)
REPORTING = Reporting(
    rule=KEY,
    basis=BASIS,
    report=REPORT,
    receipt=RECEIPT,
    reports=_open,
    report_of=report_of,
    anchor=_launch,
    asked_from=_asked_from,
    debtor=lambda case, report: reporter(case, report).audience,
    reader=lambda case, report: reporter(case, report).province,
    is_readable=_is_readable,
    about=lambda case, report: (_key(report), f"{reporter(case, report).name}第{report.k}次情况报告"),
    overdue=_overdue,
    planned_at_start=lambda case: (),
    take=_plan,
    planned_since=_unplanned,
    next_period=_next_period,
    is_due=is_due,
)


def reminders(case: PilotCase, report: HalfYearReport, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """The ladder around the due day (系统策略): after it the provinces it is for are copied, nobody else.

    None follow the day where a version came in time (reading R-P-29).
    """
    copies = provinces_of(case, report)
    return tuple(
        rung.model_copy(
            update={"wording": "pilot_report_after", "copies": copies}
            if rung.key.startswith("d+")
            else {"wording": "pilot_report_before"}
        )
        for rung in ladder(report.due.date, case.policy, calendar)
        if is_due(report) or not rung.key.startswith("d+")
    )
