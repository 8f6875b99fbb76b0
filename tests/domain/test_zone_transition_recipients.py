"""Who is told at each transition of a park's life: what the rules order, beside whom the requirements name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest

from domain.orders import Effects
from domain.policy import ZonePolicy
from domain.procedure import consultation, joint_act, public_notice
from domain.procedure.state import Consultation, Notice, Stance
from domain.roles import Actor, Audience, Role
from domain.task import Act, Answer, Task, TaskKind
from domain.working_days import WorkCalendar
from domain.zone import art03_withdrawal as art03
from domain.zone import art16_application as art16
from domain.zone import art17_nomination as art17
from domain.zone import art20_acceptance as art20
from domain.zone import art21_evaluation as art21
from domain.zone import art22_public_notice as art22
from domain.zone import art23_recognition as art23
from domain.zone import art27_material_event as events
from domain.zone import art27_material_event_triage as triage
from domain.zone import art27_reapplication_bar as bars
from domain.zone import art27_revocation as art27
from domain.zone import art27_revoked as revoked
from domain.zone import art28_renewal as art28
from domain.zone import art28_renewal_application as application
from domain.zone import term as terms
from domain.zone.art05_joint_departments import DEPARTMENTS, SIGNATORIES
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import Revocation
from services.calendar_seed import past_releases
from tests.support import forms
from tests.support.world import PARK

POLICY = ZonePolicy()
DAY = date(2025, 10, 9)
NOW = datetime(2025, 10, 9, 2, 0, tzinfo=UTC)
BAR = bars.bar(DAY, POLICY).compact()
REVOCATION = Revocation(ground=art27.Ground.PROMOTION, facts="示例", opened_on=DAY, decided_on=DAY, bar=BAR)
EVENT = {"kind": "other", "what": "示例", "occurred_on": DAY, "occurred_time": "08:00"}
RECORD = EVENT | {"source": "媒体报道"}
NAMES = {
    Role.CREATING_BODY: "park",
    Role.PROVINCIAL_REGULATOR: "province",
    Role.PROVINCIAL_LEADING_GROUP: "leading group",
    Role.SAMR: "samr",
    Role.JOINT_DEPARTMENT: "departments",
    Role.EXPERT: "experts",
}


def a_case() -> ZoneCase:
    term = terms.first_term(DAY, POLICY)
    case = ZoneCase(id="c", park=PARK, policy=POLICY, stage=Stage.IN_TERM, stage_since=NOW, term=term)
    case.revocation = REVOCATION
    case.events = [events.written_down(case, answered(events.RECORDING.kind, "record", RECORD))]
    return case


def answered(kind: TaskKind, action: str, data: dict[str, Any]) -> Answer:
    task = Task(id="t", kind=kind.key, audience=Audience(role=kind.role), opened_at=NOW)
    # Of a department that it is one of the four matters: it is named in what it says.
    who = Actor(id="a", role=kind.role, organisation="mara" if kind.role is Role.JOINT_DEPARTMENT else "o")
    named = kind.action(action)
    assert named is not None
    return Answer(Act(task_id="t", action=action, actor=who), named.form.model_validate(data), task, NOW)


def by(kind: TaskKind, action: str, /, **data: Any) -> Callable[[ZoneCase], Effects]:
    """What this act orders."""

    def effects(case: ZoneCase) -> Effects:
        named = kind.action(action)
        assert named is not None
        return named.effects(case, answered(kind, action, data))

    return effects


def _asked(case: ZoneCase) -> Effects:
    return consultation.asked(DEPARTMENTS, art17.APPROVAL_BASIS, art17.MATTER, BAR, "系统策略")


def _heard(case: ZoneCase) -> Effects:
    heard = Consultation(asked_on=DAY, due=BAR, replies=dict.fromkeys(DEPARTMENTS, Stance.AGREES))
    return consultation.closed(DEPARTMENTS, art17.APPROVAL_BASIS, art17.MATTER, heard)


def _noticed(case: ZoneCase) -> Effects:
    last = art22.last_day(DAY, 5, POLICY, WorkCalendar(past_releases()))
    shown = Notice(id="n", published_at=NOW, last_day=last)
    return public_notice.started(
        case, art28.EVALUATION_BASIS, art28.NOTICE_MATTER, shown, last, procedure=art28.PROCEDURE, is_open=True
    )


def _recognised(case: ZoneCase) -> Effects:
    return joint_act.completed(case, art23.BASIS, matter=art23.MATTER, signatories=SIGNATORIES)


class Told(NamedTuple):
    """One notice of one transition. ``wanted``: whom the requirements name; ``also``: whom the platform tells besides,
    because ``why``; ``paper``: the document by which those are told who have no account (objectors, the public)."""

    transition: str
    effects: Callable[[ZoneCase], Effects]
    notice: str
    wanted: str
    also: str = ""
    why: str = ""
    paper: str = ""


RECEIPT = "whoever has sent something is told that it came in"
FOLLOWS = "the province follows what its parks have in hand with 总局"
RESULT = "the park learns its result when it is there"
EXAMINED, CONSENTED, SUBMITTED = art20.CHAIN
RENEWED = application.CHAIN
RULING = {"receipt_number": "GS-1", "reasons": "示例"}
FAILED = forms.EVALUATION | {"conclusion": "not_passed"}
EVALUATED = {"findings": "良好。", "conclusion": "passed"}
OPENING = {"ground": "promotion", "facts": "示例", "evidence": ["记录"]}
TABLE = (
    Told("T03", by(art16.APPLICATION, "apply", **forms.APPLICATION), "creation_application_received", "province park"),
    Told("T04", by(art17.APPRAISAL, "return", missing=["方案"]), "supplement_asked", "park"),
    Told("T05", by(art17.APPRAISAL, "nominate", **forms.APPRAISAL), "nominated", "leading_group park"),
    Told("T06", by(art17.APPRAISAL, "decline", **forms.REASONS), "not_shortlisted", "park"),
    Told("T07", by(art17.CONSENT, "consent", **forms.OPINION), "consent_given", "park", "province", "it reports next"),
    Told("T07", by(art17.NOMINEE_REPORT, "report", **forms.OPINION), "submitted_to_samr", "samr park"),
    Told("T08", by(art17.CONSENT, "decline", **forms.REASONS), "consent_declined", "province park"),
    Told("T09", _asked, "consultation_asked", "", "departments", "they are asked"),
    Told("T09", _heard, "consultation_closed", "samr"),
    Told("T10", by(art17.DECISION, "approve"), "creation_approved", "park province leading_group"),
    Told("T11", by(art17.DECISION, "refuse", **forms.REASONS), "creation_refused", "park province leading_group"),
    Told("T12", by(art20.APPLICATION, "apply", **forms.ACCEPTANCE), "acceptance_applied", "province", "park", RECEIPT),
    Told("T13", by(EXAMINED, "pass", **forms.OPINION), "examination_passed", "leading_group park"),
    Told("T14", by(EXAMINED, "fail", **forms.REASONS), "examination_failed", "park"),
    Told("T15", by(CONSENTED, "consent", **forms.OPINION), "consent_given", "park province"),
    Told("T16", by(SUBMITTED, "submit"), "submitted_to_samr", "samr park", "province", FOLLOWS),
    Told("T17", by(art21.PANEL_FORMATION, "form_panel", **forms.PANEL), "panel_formed", "experts park province"),
    Told("T18", by(art21.PANEL_FORMATION, "return", **forms.RETURN), "returned", "park province"),
    Told("T18", by(art21.MATERIAL_REVIEW, "return", **forms.RETURN), "returned", "park province"),
    Told(
        "T19",
        by(art21.EVALUATION_REPORT, "report", **forms.EVALUATION),
        "evaluated",
        "samr",
        "park province",
        RESULT,
    ),
    Told(
        "T20",
        by(art21.EVALUATION_REPORT, "report", **FAILED),
        "evaluation_failed",
        "park province",
        "samr",
        "the experts report to 总局",
    ),
    Told(
        "T24",
        by(art22.REEXAMINATION, "reject", **RULING),
        "objection_concluded",
        "park",
        "province",
        FOLLOWS,
        "reexamination_conclusion",
    ),
    Told("T26", _recognised, "recognised", "park province leading_group"),
    Told("T29", by(events.EVENT.kind, "report", **EVENT), "material_event_reported", "samr province", "park", RECEIPT),
    Told(
        "T29",
        by(events.RECORDING.kind, "record", **RECORD),
        "material_event_recorded",
        "province",
        "park",
        "总局 itself has written it down; the zone owes its report (reading R-27-5)",
    ),
    Told(
        "T29",
        by(triage.TRIAGE.kind, "note", **forms.OPINION),
        "material_event_triaged",
        "",
        "park",
        "it learns what became of its report",
    ),
    Told(
        "T30", by(art27.OPENING.kind, "open", **OPENING), "revocation_opened", "park departments", "province", FOLLOWS
    ),
    Told(
        "T30",
        by(triage.TRIAGE.kind, "open_revocation", **OPENING),
        "revocation_opened",
        "park departments",
        "province",
        FOLLOWS,
    ),
    Told("T31", lambda case: revoked.revoked(case, BAR), "revoked", "park province leading_group departments"),
    Told("T31", by(revoked.PUBLICATION, "publish"), "revocation_published", "park province leading_group departments"),
    Told(
        "T32",
        by(art27.CLOSING.kind, "close", **forms.REASONS),
        "revocation_closed",
        "park",
        "province departments",
        "whoever was told of the opening is told of the end",
    ),
    Told("T34", by(application.APPLICATION, "apply", **forms.RENEWAL), "renewal_applied", "province", "park", RECEIPT),
    Told(
        "T35",
        by(RENEWED[0], "pass", **forms.OPINION),
        "examination_passed",
        "park",
        "leading_group",
        "its consent is asked next",
    ),
    Told("T35", by(RENEWED[1], "consent", **forms.OPINION), "consent_given", "park", "province", FOLLOWS),
    Told("T36", by(RENEWED[2], "submit"), "submitted_to_samr", "samr", "park province", RECEIPT),
    Told("T37", by(art28.EVALUATION, "evaluate", **EVALUATED), "evaluated", "", "park province", RESULT),
    Told("T38", _noticed, "public_notice_started", "park", "province", FOLLOWS, "public_notice"),
    Told(
        "T40",
        by(art28.EVALUATION, "evaluate", **EVALUATED | {"conclusion": "not_passed"}),
        "renewal_failed",
        "park",
        "province",
        FOLLOWS,
    ),
    Told("T43", revoked.bar_ended, "bar_ended", "park", "province samr", "both took part in the case"),
    Told(
        "T44",
        by(art03.WITHDRAWAL.kind, "withdraw", **forms.REASONS),
        "application_withdrawn",
        "province samr",
        "park",
        RECEIPT,
    ),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.transition}-{row.notice}")
def test_at_each_transition_those_are_told_whom_the_requirements_name(row: Told) -> None:
    effects = row.effects(a_case())
    told = {NAMES[who.role] for order in effects.notices if order.kind == row.notice for who in order.audience}
    wanted, also = words(row.wanted), words(row.also)
    assert told == wanted | also
    assert not wanted & also
    assert bool(also) is bool(row.why), "whoever is told besides is told for a reason"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.transition}-{row.notice}")
def test_a_notice_reaches_only_those_who_belong_to_the_case(row: Told) -> None:
    """The park's own body, the authorities of its region, and of the departments and experts those it concerns."""
    for order in row.effects(a_case()).notices:
        for who in order.audience:
            if who.role is Role.CREATING_BODY:
                assert who.organisation == PARK.organisation
            elif who.role in {Role.PROVINCIAL_REGULATOR, Role.PROVINCIAL_LEADING_GROUP}:
                assert who.region == PARK.region
            elif who.role is Role.EXPERT:
                assert who.organisation in forms.PANEL["experts"]


@pytest.mark.parametrize("row", [row for row in TABLE if row.paper], ids=lambda row: row.transition)
def test_those_without_an_account_are_told_by_a_paper_addressed_to_nobody_in_particular(row: Told) -> None:
    """An objector reads the conclusion by the number of the receipt, the public the notice."""
    assert row.paper in {order.kind for order in row.effects(a_case()).documents if not order.recipients}


def test_no_transition_that_is_told_is_left_out() -> None:
    """Of objections, the end of a notice and the end of a term other tests speak; T27 and T39 are announcements."""
    numbers = (*range(3, 21), 24, 26, *range(29, 33), *range(34, 39), 40, 43, 44)
    assert {row.transition for row in TABLE} == {f"T{number:02}" for number in numbers}


def words(names: str) -> set[str]:
    return {name.replace("_", " ") for name in names.split()}
