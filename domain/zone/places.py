"""The dates of a park's case that hang on the working-day calendar, and the correction of one the public has read."""

from collections.abc import Iterator
from functools import partial

from pydantic import BaseModel

from domain.deadline import Deadline
from domain.orders import DocumentOrder
from domain.place import Place
from domain.procedure import consultation as asking
from domain.procedure.public_notice import closing_hour
from domain.procedure.state import Consultation, Proceeding
from domain.roles import SAMR, Audience
from domain.zone import art17_nomination, art21_evaluation, art22_public_notice, art27_annual_report, art28_renewal
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.case import Report, Stage, Term, ZoneCase

_OPINIONS = frozenset(each.OPINION.key for each in (art17_nomination, art21_evaluation, art28_renewal))
_REPORTS = frozenset({art27_annual_report.REPORT.key})
_RENEWAL = "renewal.proceeding"


def places(case: ZoneCase) -> Iterator[Place]:
    if case.stage.is_final or case.stage is Stage.REVOKED:
        return
    yield from _of_proceeding(case, case.proceeding, "proceeding")
    if case.renewal:
        yield from _of_proceeding(case, case.renewal.proceeding, _RENEWAL)
    if case.term:
        yield from _of_term(case, case.term)


def _of_term(case: ZoneCase, term: Term) -> Iterator[Place]:
    for report in term.reports:
        if report.submitted_on is None:
            yield Place(
                f"term.reports.{report.year}.due",
                report,
                "due",
                (case.applicant,),
                tasks=_REPORTS,
                owed_until=term.last_day.date,
                drop=partial(_drop, term, report),
            )


def _drop(term: Term, report: Report) -> None:
    """Due after the term, it is owed in the next one, if there is one."""
    term.reports = [each for each in term.reports if each is not report]


def _of_proceeding(case: ZoneCase, proceeding: Proceeding, path: str) -> Iterator[Place]:
    asked, notice = proceeding.consultation, proceeding.notice
    if asked and not asked.closed:
        yield Place(f"{path}.consultation.due", asked, "due", _unheard(asked), tasks=_OPINIONS)
    if notice and not notice.ended:
        told = (case.applicant, case.province, SAMR)
        yield Place(f"{path}.notice.last_day", notice, "last_day", told, stated=True)
    if notice and notice.ended and notice.incomplete and notice.supplement_until:
        # While the notice runs this day hangs on its last one, and is counted when it closes.
        yield Place(f"{path}.notice.supplement_until", notice, "supplement_until", (SAMR,))


def _unheard(asked: Consultation) -> tuple[Audience, ...]:
    """The departments that have not replied, and 总局, which waits for them."""
    return (*(asking.department(each) for each in asked.asked(DEPARTMENTS) if each not in asked.replies), SAMR)


def correction(case: ZoneCase, path: str, last_day: Deadline, **told: str) -> DocumentOrder:
    """更正公告: the public that read the notice at ``path`` reads its new last day.

    ``told``: the day it read ``before``, ``because`` of what, and of a notice that stands still what is ``remaining``.
    """
    return DocumentOrder(
        kind="notice_correction",
        issuers=("samr",),
        data={
            "matter": art28_renewal.NOTICE_MATTER if path.startswith(_RENEWAL) else art22_public_notice.MATTER,
            "starts": last_day.anchor.isoformat(),
            "last_day": last_day.date.isoformat(),
            "counted": [day.isoformat() for day in last_day.counted],
            "provisional": last_day.provisional,
            **({} if last_day.suspended else {"closing_hour": closing_hour(last_day)}),
            **told,
        },
        deadlines=(last_day,),
        basis=last_day.basis,
    )


def dates(case: ZoneCase) -> Iterator[tuple[BaseModel, str]]:
    """Every date the case has fixed, as a field of what holds it."""
    if case.creation_minimum:
        yield case, "creation_minimum"
    yield from _dates_of(case.proceeding)
    if case.renewal:
        yield from _dates_of(case.renewal.proceeding)
    yield from _of_article_27(case)
    if case.term:
        yield from ((case.term, "last_day"), (case.term, "window"))
        yield from ((report, "due") for report in case.term.reports)


def _of_article_27(case: ZoneCase) -> Iterator[tuple[BaseModel, str]]:
    """A running bar keeps its length, and an alert its instant."""
    if case.revocation and case.revocation.bar:
        yield case.revocation, "bar"
    yield from ((event, "alert_at") for event in case.events if event.alert_at)


def _dates_of(proceeding: Proceeding) -> Iterator[tuple[BaseModel, str]]:
    if proceeding.consultation:
        yield proceeding.consultation, "due"
    if proceeding.notice:
        yield proceeding.notice, "last_day"


def fixed(case: ZoneCase) -> Iterator[tuple[str, Deadline | None]]:
    """What the text itself fixes."""
    yield "creation_minimum", case.creation_minimum
    if case.term:
        yield "term.last_day", case.term.last_day
        yield "term.window", case.term.window


def counted(case: ZoneCase) -> Iterator[tuple[str, Deadline]]:
    """What counts working days, whether or not it is settled."""
    for report in case.term.reports if case.term else ():
        yield f"term.reports.{report.year}.due", report.due
    proceedings = {"proceeding": case.proceeding, "renewal.proceeding": case.renewal and case.renewal.proceeding}
    for path, proceeding in proceedings.items():
        if proceeding and proceeding.consultation:
            yield f"{path}.consultation.due", proceeding.consultation.due
        if proceeding and proceeding.notice:
            yield f"{path}.notice.last_day", proceeding.notice.last_day
