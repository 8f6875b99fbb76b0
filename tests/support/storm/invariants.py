"""What must hold of a case after every message, whatever came: each is a sentence of the law or a promise of ours.

They look at the register and at the state it keeps, never into the workflow.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.dates import CHINA, end_of, local_date
from domain.procedure.state import Notice, ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.zone.case import RECOGNISED, Stage, ZoneCase
from tests.support.storm.answers import notices, objections
from tests.support.storm.authority import may_act
from tests.support.storm.scene import Record, Sent
from verifier.days import DayTable, Reading, Release, seasons
from verifier.verification import verify

FALLEN = re.compile(
    r"^(recognition_|renewal_|creation_|acceptance_|objection|public_notice|announcement|annual_report|material_review"
    r"|panel_|evaluation_|comprehensive_|notice_correction|withdrawal|renunciation|revocation_(review|hearing|decision))"
)
"""Questions that nobody may be asked about a park whose recognition is revoked."""
OVER_OTHERWISE = frozenset(
    {
        Stage.WITHDRAWN,
        Stage.REVOKED,
        Stage.BAR_ENDED,
        Stage.RENOUNCED,
        Stage.ANNULLED,
        Stage.EXPIRED,
    }
)
"""Ends by which an entry falls with its objections."""
SETTLED = frozenset(set(ObjectionStatus) - {ObjectionStatus.ACCEPTED, ObjectionStatus.INCOMPLETE})
CHINESE = re.compile(r"[\u4e00-\u9fff].*[。：]$", re.DOTALL)


def a_refusal_says_why(refusal: Refusal) -> None:
    """Every refusal has its basis, in Chinese; only a malformed one may do without an article."""
    assert CHINESE.search(refusal.text), refusal
    assert refusal.basis or refusal.kind is RefusalKind.MALFORMED, refusal


def steps_are_gapless(record: Record) -> None:
    assert record.steps == list(range(1, record.case.step + 1)), (record.case.step, record.steps)


def every_act_stands_once(record: Record, taken: Sequence[Sent]) -> None:
    """Of each act that was taken there is one event, or one that says it was overtaken; of no other act any."""
    written = [event for event in record.events if event.request_id]
    for sent in taken:
        own = [event for event in written if event.request_id == sent.request_id]
        if overtaken(record, sent):
            assert own == [], sent
            continue
        assert [(event.kind, event.actor_id, event.step) for event in own] == [(sent.did, sent.account, sent.step)], (
            sent
        )
    strange = {event.request_id for event in written} - {sent.request_id for sent in taken}
    assert not strange, f"recorded, though nobody was told so: {strange}"
    assert not [event.kind for event in record.events if event.actor_id and not event.request_id]


def overtaken(record: Record, sent: Sent) -> bool:
    return any(event.kind == "act.overtaken" and event.step == sent.step for event in record.events) and not any(
        event.request_id == sent.request_id for event in record.events
    )


def nobody_acted_without_authority(record: Record, taken: Sequence[Sent]) -> None:
    by_id = {sent.request_id: sent for sent in taken}
    acted: list[tuple[str, str]] = []
    for event in record.events:
        if sent := by_id.get(event.request_id):
            assert may_act(sent.account, sent.task, acted), f"{sent.account} {sent.did}, after {acted}"
            acted.append((event.kind, sent.account))


def a_revoked_park_is_not_recognised(record: Record) -> None:
    """第二十七条: only the withdrawal of the revocation itself brings the title back."""
    case = record.case
    turns = [each.kind for each in record.events if each.kind in {"revocation.decided", "revocation.withdrawn"}]
    revoked = turns[-1:] == ["revocation.decided"]
    assert revoked is (case.stage in {Stage.REVOKED, Stage.BAR_ENDED}), (turns, case.stage)
    if not revoked:
        return
    assert case.stage not in RECOGNISED
    assert [task.kind for task in case.tasks if FALLEN.match(task.kind)] == []
    assert case.renewal is None
    assert [each.state for each in record.notices if each.state == "running"] == []
    if case.stage is Stage.REVOKED:
        assert case.revocation is not None
        assert case.revocation.bar is not None
    assert [duty.kind for duty in record.duties] == []


def what_is_over_asks_nothing(record: Record) -> None:
    """A case that has ended has no open question, no duty and no running notice."""
    if record.case.stage.is_final and record.closed_at:
        assert [task.kind for task in record.case.tasks] == []
        assert [duty.kind for duty in record.duties] == []
        assert [each.state for each in record.notices if each.state == "running"] == []


def every_notice_ran_its_days(case: ZoneCase, inputs: dict[str, Any], known: set[str], now: Any) -> None:
    """第二十二条 公示期不少于五个工作日: counted here by tables of days, days not yet settled not counted at all.

    ``known``: ids of the notices already looked at: what is announced later does not make a notice that is over
    shorter.
    """
    for notice in notices(case):
        if notice.ended and notice.id not in known:
            known.add(notice.id)
            ran = _days_run(notice, inputs)
            assert ran >= max(5, notice.working_days), f"{notice.id}: {ran} days, {notice.model_dump(mode='json')}"
            assert end_of(notice.last_day.date) <= now + timedelta(seconds=2), notice.id


def _days_run(notice: Notice, inputs: dict[str, Any]) -> int:
    """The working days after the day of publication on which it certainly stood, as far as is known."""
    paused = [(each.first_day, each.last_day) for each in notice.last_day.pauses if each.last_day]
    table = DayTable([Release.read(each) for each in inputs["releases"]], seasons(inputs["seasons"]))
    first = local_date(notice.published_at) + timedelta(days=1)
    days = table.without(paused).between(first, notice.last_day.date)
    return sum(Reading.LATEST in day.works for day in days)


def no_objection_is_lost(record: Record, taken: Sequence[Sent], before: ZoneCase) -> None:
    """第二十二条: each objection that was taken is in the state once, as long as its entry is; recognition waits."""
    case = record.case
    numbers = [one.receipt_number for one in objections(case)]
    assert len(numbers) == len(set(numbers)), numbers
    for sent in taken:
        if sent.action in {"object", "register"} and not overtaken(record, sent):
            _is_kept(sent.data["receipt_number"], numbers, case, before)
    if case.stage is Stage.ANNOUNCEMENT and case.proceeding.notice:
        held = [one for one in case.proceeding.notice.objections if one.status not in SETTLED]
        assert held == [], f"recognised with an open objection: {held}"
    if case.renewal and case.renewal.proceeding.signatures and case.renewal.proceeding.notice:
        notice = case.renewal.proceeding.notice
        in_time = [one for one in notice.incomplete if one.received_at < (notice.last_day.closes_at or one.received_at)]
        assert in_time == [], f"renewal signed with an open objection: {in_time}"


def _is_kept(number: str, numbers: list[str], case: ZoneCase, before: ZoneCase) -> None:
    """It is there; or its matter is over, and then it was settled or fell with the case."""
    if number in numbers:
        return
    last = next((one for one in objections(before) if one.receipt_number == number), None)
    if last is None:
        return  # gone before: looked at then
    fell = case.stage in OVER_OTHERWISE
    assert last.status in SETTLED or fell, f"objection {number} lost while {last.status}"


def every_date_agrees(inputs: dict[str, Any]) -> None:
    """Every date of the case, recomputed by the second, independent hand."""
    assert [each.words for each in verify(inputs) if not each.verdict.passes] == []


def local(instant: Any) -> str:
    return f"{instant.astimezone(CHINA):%Y-%m-%d %H:%M}"
