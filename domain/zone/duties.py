"""Every open duty of a park's case, with its ladder: derived from the state, so it can be rebuilt at any time."""

from domain.dates import ONE_DAY, at
from domain.duty import Duty
from domain.ladder import Rung, clock_time
from domain.policy import ZonePolicy
from domain.procedure.public_notice import closing_hour
from domain.procedure.state import Notice
from domain.roles import SAMR, Audience, Role
from domain.working_days import WorkCalendar
from domain.zone import art22_public_notice as art22
from domain.zone import art27_annual_report as art27
from domain.zone import art27_material_event, art28_renewal_window
from domain.zone import art28_renewal as art28
from domain.zone import art28_renewal_reminders as reminders
from domain.zone.case import TITLE, Report, Stage, Term, ZoneCase
from domain.zone.parts import MaterialEvent

OPS = Audience(role=Role.OPS)


def open_duties(case: ZoneCase, calendar: WorkCalendar) -> list[Duty]:
    """All duties now open; a duty not in the list any more is closed, and its rungs with it."""
    duties: list[Duty] = []
    notice = case.current.notice
    if notice and notice.is_running and not notice.last_day.suspended:
        duties.append(_watch_notice(case, notice, calendar))
    if case.stage in TITLE:
        duties += [_unreported(case, event) for event in art27_material_event.unreported(case)]
    if case.term and case.stage is Stage.IN_TERM:
        owed = [report for report in case.term.reports if report.submitted_on is None]
        duties += [_report(case, report, calendar) for report in owed]
        if case.renewal is None:
            duties.append(_renewal(case, case.term, calendar))
    return duties


def _report(case: ZoneCase, report: Report, calendar: WorkCalendar) -> Duty:
    """第二十七条: the zone owes it to 总局; after the due day 总局 is copied, and at the end the province and ops."""
    return Duty(
        id=f"{case.id}-annual-report-{report.year}",
        kind="annual_report",
        title=f"{report.year}年度工作报告",
        debtor=case.applicant,
        due=report.due,
        basis=art27.BASIS,
        opened_at=case.stage_since,
        rungs=_escalated(case, art27.reminders(report, case.policy, calendar), case.policy),
        facts={"year": report.year},
    )


def _escalated(case: ZoneCase, rungs: tuple[Rung, ...], policy: ZonePolicy) -> tuple[Rung, ...]:
    """Wording and copies by rung: before, after (总局 copied), the last one to the province and ops as well."""
    last = f"d+{max(policy.report_ladder_after, default=0)}"
    found = []
    for rung in rungs:
        if rung.key == last:
            change = {"wording": "annual_report_escalated", "copies": (SAMR, case.province, OPS)}
        elif rung.key.startswith("d+"):
            change = {"wording": "annual_report_after", "copies": (SAMR,)}
        else:
            change = {"wording": "annual_report_before", "copies": ()}
        found.append(rung.model_copy(update=change))
    return tuple(found)


def _renewal(case: ZoneCase, term: Term, calendar: WorkCalendar) -> Duty:
    """第二十八条: voluntary, so there is no debtor in law; the reminders end when an application is filed."""
    return Duty(
        id=f"{case.id}-renewal-{term.number}",
        kind="renewal_application",
        title="申请复审（自愿）",
        debtor=case.applicant,
        due=term.last_day,
        basis=art28_renewal_window.BASIS,
        opened_at=case.stage_since,
        rungs=reminders.reminders(term, case.policy, calendar),
        facts=dict(reminders.window_facts(term)),
    )


def _unreported(case: ZoneCase, event: MaterialEvent) -> Duty:
    """第二十七条 重大事项及时上报: 总局 knows of it, and the zone has not reported. Only an alert, to its handlers."""
    assert event.alert_at is not None
    assert event.alert_at.closes_at is not None
    assert event.recorded_at is not None
    return Duty(
        id=f"{case.id}-material-event-{event.number}",
        kind="material_event",
        title=f"重大事项第{event.number}号尚未上报",
        debtor=SAMR,
        due=event.alert_at,
        basis=event.alert_at.basis,
        opened_at=event.recorded_at,
        rungs=(
            Rung(
                key="alert",
                planned_at=max(event.alert_at.closes_at, event.recorded_at),
                wording="material_event_unreported",
            ),
        ),
        facts={"number": event.number, "what": event.what},
    )


def _watch_notice(case: ZoneCase, notice: Notice, calendar: WorkCalendar) -> Duty:
    """The handlers at 总局 are told on the last working day before the one on which a notice closes (系统策略)."""
    eve = calendar.certainly_worked(notice.last_day.date - ONE_DAY)  # somebody is at the desk
    planned_at = at(eve, clock_time(case.policy.reminder_time))
    return Duty(
        id=f"{notice.id}-closing",
        kind="public_notice",
        title="公示即将截止",
        debtor=SAMR,
        due=notice.last_day,
        basis=notice.last_day.basis,
        opened_at=notice.published_at,
        rungs=(Rung(key="eve", planned_at=planned_at, wording="public_notice_closing"),),
        facts={
            "matter": art28.NOTICE_MATTER if case.renewal else art22.MATTER,
            "last_day": notice.last_day.date.isoformat(),
            "closing_hour": closing_hour(notice.last_day),
        },
    )
