"""How a case that ran elsewhere is taken over as it stands: what must be known of it, and the case it becomes.

Only stages that a few dates describe whole: a case with a chain, a notice or a signature half done is finished where
it began, or begun here. What fell due before is somebody else's (``domain.zone.opening``) and is not sent again.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from domain.date_rules import derive
from domain.dates import in_words
from domain.policy import ZonePolicy
from domain.procedure.state import Proceeding
from domain.working_days import WorkCalendar
from domain.zone import art18_creation_period as art18
from domain.zone import term as terms
from domain.zone.art27_report_cycle import REPORTING
from domain.zone.case import Park, Stage, ZoneCase

STAGES = (Stage.CREATION, Stage.ACCEPTANCE, Stage.IN_TERM)
_WANTED = {
    Stage.CREATION: ("approved_on",),
    Stage.ACCEPTANCE: ("approved_on", "applied_on"),
    Stage.IN_TERM: ("recognised_on",),
}
_MAY = {
    Stage.CREATION: {"approved_on"},
    Stage.ACCEPTANCE: {"approved_on", "applied_on"},
    Stage.IN_TERM: {"approved_on", "recognised_on", "reports"},
}


class Handover(BaseModel):
    """What is told of a running case. Days in Asia/Shanghai."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    approved_on: date | None = None
    """When 总局 agreed to the creation (第十七条第二款)."""
    applied_on: date | None = None
    """When acceptance was applied for (第二十条)."""
    recognised_on: date | None = None
    """When the recognition was published (第二十三条)."""
    reports: Mapping[int, date] = {}
    """Year → when its annual report was received (第二十七条)."""


def faults(told: Handover, policy: ZonePolicy, today: date) -> Iterator[tuple[str, str]]:
    """What stands in the way, each with the field it is about."""
    if told.stage not in STAGES:
        labels = "、".join(each.label for each in STAGES)
        yield "stage", f"“{told.stage.label}”的案件不能批量接入，只接入：{labels}"
        return
    days = {name: getattr(told, name) for name in ("approved_on", "applied_on", "recognised_on")}
    for name, day in days.items():
        if day is None and name in _WANTED[told.stage]:
            yield name, f"“{told.stage.label}”的案件须填写"
        if day is not None and name not in _MAY[told.stage]:
            yield name, f"“{told.stage.label}”的案件还没有这一日期，应当留空"
        if day is not None and day > today:
            yield name, "不能晚于今天"
    if told.reports and "reports" not in _MAY[told.stage]:
        yield "reports", f"“{told.stage.label}”的案件还没有年度工作报告，应当留空"
    yield from _out_of_order(told)
    if told.stage is Stage.IN_TERM and told.recognised_on and told.recognised_on <= today:
        yield from _of_term(told, told.recognised_on, policy, today)


def _out_of_order(told: Handover) -> Iterator[tuple[str, str]]:
    if told.approved_on and told.applied_on and told.applied_on < told.approved_on:
        yield "applied_on", "不能早于同意创建日期"
    if told.approved_on and told.recognised_on and told.recognised_on < told.approved_on:
        yield "recognised_on", "不能早于同意创建日期"


def _of_term(told: Handover, recognised_on: date, policy: ZonePolicy, today: date) -> Iterator[tuple[str, str]]:
    last = terms.first_term(recognised_on, policy).last_day.date
    if last < today:
        yield "recognised_on", f"示范期已于{in_words(last)}届满；经复审继续认定的，不能批量接入"
    for year, received in told.reports.items():
        if not recognised_on.year <= year <= today.year:
            yield "reports", f"{year}年不在示范期内"
        elif not date(year, 1, 1) <= received <= today:
            yield "reports", f"{year}年度报告的接收日期应在{year}年1月1日以后，且不晚于今天"


def taken_over(
    told: Handover, id_: str, park: Park, policy: ZonePolicy, calendar: WorkCalendar, now: datetime, request_id: str
) -> ZoneCase:
    """The case as it stands at ``now`` (UTC), known to have been asked for by ``request_id``."""
    case = ZoneCase(
        id=id_,
        park=park,
        policy=policy,
        stage=told.stage,
        stage_since=now,
        taken_over=True,
        approved_on=told.approved_on,
        recognised_on=told.recognised_on,
        # The first step, which opens the case, is the answer to this request.
        answers={request_id: 1},
    )
    if told.approved_on and told.stage is not Stage.IN_TERM:
        case.creation_minimum = art18.minimum(told.approved_on, policy).compact()
    if told.stage is Stage.ACCEPTANCE:
        case.proceeding = Proceeding(applied_on=told.applied_on)
    if told.stage is Stage.IN_TERM and told.recognised_on:
        case.term = terms.first_term(told.recognised_on, policy)
        _plan_reports(case, told.reports, calendar)
    return case


def _plan_reports(case: ZoneCase, received: Mapping[int, date], calendar: WorkCalendar) -> None:
    assert case.term is not None
    for given in REPORTING.planned_at_start(case):
        due = derive(REPORTING.rule, REPORTING.anchor(case), given, case.policy, calendar)
        REPORTING.take(case, given, due.compact())
    for report in case.term.reports:
        report.submitted_on = report.accepted_on = received.get(report.year)
        report.version = int(report.year in received)
