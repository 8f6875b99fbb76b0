"""Every date a pilot project now has, and every duty: for pages, search, reminders and Temporal's own page."""

from datetime import datetime

from domain.dates import end_of, plus_months, start_of
from domain.deadline import Deadline
from domain.duty import Duty
from domain.pilot import sec2_3_results
from domain.pilot import sec5_4_reporting as sec5_4
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import HalfYearReport
from domain.place import Place
from domain.roles import Audience
from domain.working_days import WorkCalendar


def aims(case: PilotCase) -> list[Deadline]:
    """二（三）: the days by which results are aimed at, in order. Nothing is owed by them; one that had passed at
    the launch is none."""
    if case.launched_on is None:
        return []
    found = [
        sec2_3_results.stage_results(case.launched_on, years, case.policy) for years in case.policy.stage_results_years
    ]
    found.append(sec2_3_results.clear_results(case.launched_on, case.policy))
    return sorted((each for each in found if each.date >= case.launched_on), key=lambda each: each.date)


def next_aim(case: PilotCase) -> Deadline | None:
    """The first aim not yet passed."""
    return next(iter(aims(case)[case.milestones_passed :]), None)


def aim_passes_at(case: PilotCase) -> datetime | None:
    """The instant (UTC) at which the day of the next aim is over."""
    aim = next_aim(case)
    return end_of(aim.date) if aim else None


def evaluation_due_at(case: PilotCase) -> datetime | None:
    """The instant (UTC) at which the next periodic evaluation is called for (系统策略 ``evaluation_months``)."""
    months = case.policy.evaluation_months
    if not months or case.launched_on is None or case.evaluation:
        return None
    last = max((each.opened_on for each in case.evaluations), default=case.launched_on)
    return start_of(plus_months(last, months * (case.evaluations_called + 1)))


def contacts_erased_at(case: PilotCase) -> datetime:
    """The instant (UTC) at which the contacts of the filings are kept no longer (系统策略 ``contact_kept_months``)."""
    assert case.ended_on is not None
    return end_of(plus_months(case.ended_on, case.policy.contact_kept_months))


def owed(case: PilotCase) -> list[HalfYearReport]:
    """Reports not submitted, of bureaus that still take part."""
    if case.stage is not PilotStage.UNDER_CONSTRUCTION:
        return []
    return [
        each for each in case.reports if each.submitted_on is None and (not each.bureau or case.member(each.bureau))
    ]


def milestones(case: PilotCase) -> list[Deadline]:
    """The due days of the half-year reports (one for all bureaus), and the aims still to come."""
    if case.stage is not PilotStage.UNDER_CONSTRUCTION:
        return []
    due = {each.due.date: each.due for each in owed(case)}
    return [*(due[day] for day in sorted(due)), *aims(case)[case.milestones_passed :]]


def open_duties(case: PilotCase, calendar: WorkCalendar) -> list[Duty]:
    """All duties now open: every report not submitted."""
    return [_report(case, each, calendar) for each in owed(case)]


def _report(case: PilotCase, report: HalfYearReport, calendar: WorkCalendar) -> Duty:
    bureau = sec5_4.reporter(case, report)
    return Duty(
        id=f"{case.id}-report-{report.bureau or 'lead'}-{report.k}",
        kind="pilot_report",
        title=f"第{report.k}次示范试点建设情况报告",
        debtor=bureau.audience,
        due=report.due,
        basis=report.due.basis,
        opened_at=case.stage_since,
        rungs=sec5_4.reminders(case, report, calendar),
        facts={"k": report.k, "period": sec5_4.in_period(report), "bureau": bureau.name},
    )


def places(case: PilotCase) -> list[Place]:
    """The due days of the reports not submitted: they roll over days off."""
    return [
        Place(
            f"reports.{each.bureau or 'lead'}.{each.k}.due",
            each,
            "due",
            (sec5_4.reporter(case, each).audience, sec5_4.reporter(case, each).province),
            tasks=frozenset({sec5_4.REPORT.key} if sec5_4.is_due(each) else ()),
            asked=sec5_4.reporter(case, each).audience,
        )
        for each in owed(case)
    ]


def counted(case: PilotCase) -> list[tuple[str, Deadline]]:
    return [(f"reports.{each.bureau or 'lead'}.{each.k}.due", each.due) for each in case.reports]


def decides(case: PilotCase, path: str) -> Audience:
    """Who may extend the report at ``path``: the province it is for."""
    organisation = path.split(".")[1] if path.startswith("reports.") else ""
    bureau = case.member(organisation) or case.lead
    return bureau.province
