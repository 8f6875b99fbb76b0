"""第二十八条: the notice of a renewal, objected to on paper and late, and a park renamed meanwhile (as 第二十二条)."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models import Objection as ObjectionRow
from domain.citation import Citation
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.procedure.state import Notice, ObjectionStatus, Proceeding
from domain.refusal import RefusalKind
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from tests.support import forms, stories
from tests.support.notices import close, object_to, paper, with_file
from tests.support.world import World
from tests.support.zone_cases import kinds, start_last_days, until_open
from tests.support.zone_cases import paper as orders

POLICY = "tests.support.zone_cases.POLICY"


async def published(world: World, **facts: Any) -> Notice:
    renewal = Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=Proceeding())
    await start_last_days(world, 100, renewal=renewal, **facts)
    await until_open(world, "renewal_notice")
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    return notice_of(await world.state())


def notice_of(case: ZoneCase) -> Notice:
    assert case.renewal is not None
    assert case.renewal.proceeding.notice is not None
    return case.renewal.proceeding.notice


def stands(case: ZoneCase) -> tuple[RenewalStage, list[ObjectionStatus]]:
    assert case.renewal is not None
    return case.renewal.stage, [one.status for one in notice_of(case).objections]


async def continued(world: World) -> None:
    await world.act("samr-2", "renewal_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "renewal_signature", "sign")
    await world.act("samr", "renewal_announcement", "publish")


async def found_by_receipt(world: World, number: str) -> str:
    async with world.register.read() as session:
        row = (await session.scalars(select(ObjectionRow).where(ObjectionRow.receipt_number == number))).one()
    return row.status


@pytest.mark.article("zone:28.3#1")
async def test_a_paper_objection_stamped_in_time_brings_a_renewal_that_is_signed_back_to_its_notice(
    world: World,
) -> None:
    notice = await published(world)
    await close(world, notice, days=3)
    await until_open(world, "renewal_signature", "renewal_late_objection")
    await world.act("mara", "renewal_signature", "sign")
    await paper(world, "收-1", notice.last_day.date.isoformat())
    case = await until_open(world, "renewal_reexamination")
    assert stands(case) == (RenewalStage.PUBLIC_NOTICE, [ObjectionStatus.ACCEPTED])
    assert (case.stage, case.current.signatures) == (Stage.IN_TERM, {})
    assert not {"renewal_signature", "renewal_late_objection"} & {task.kind for task in case.tasks}
    assert await found_by_receipt(world, "收-1") == ObjectionStatus.ACCEPTED
    await world.act("samr-2", "renewal_reexamination", "reject", receipt_number="收-1", reasons="经核查。")
    case = await until_open(world, "renewal_signature")
    assert stands(case) == (RenewalStage.DECISION, [ObjectionStatus.REJECTED])


@pytest.mark.article("zone:28.3#2")
async def test_a_published_continuation_stays_and_samr_decides_on_the_paper_entered_in_the_next_term(
    world: World,
) -> None:
    notice = await published(world)
    await close(world, notice)
    await until_open(world, "renewal_decision")
    await continued(world)
    last_day = notice.last_day.date.isoformat()
    await paper(world, "收-1", last_day)
    case = await until_open(world, "renewal_late_finding")
    assert stands(case) == (RenewalStage.GRANTED, [ObjectionStatus.ACCEPTED])
    answer = {"receipt_number": "收-1", "reasons": "不影响继续认定。"}
    refusal = await world.refused("samr-2", "renewal_late_finding", "leave", **answer)
    assert refusal.kind is RefusalKind.WRONG_ACTOR, "who decided the continuation does not decide on this"
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await world.clock.advance_to(case.term.last_day.closes_at)
    await world.forward(minutes=5)
    case = await until_open(world, "renewal_late_finding", "paper_objection")
    assert case.term is not None
    assert (case.term.number, case.renewal) == (2, None)
    await world.act("samr", "renewal_late_finding", "leave", **answer)
    await paper(world, "收-2", last_day)
    assert await found_by_receipt(world, "收-1") == ObjectionStatus.REFERRED
    assert await found_by_receipt(world, "收-2") == ObjectionStatus.ACCEPTED
    refusal = await world.refused("samr", "paper_objection", "register", **PAPER | {"stamped_on": last_day})
    assert (refusal.kind, refusal.basis) == (RefusalKind.ALREADY_DONE, (Citation("zone:28.3#1"),))
    case = await until_open(world, "renewal_late_finding")
    assert case.stage is Stage.IN_TERM


PAPER = {"receipt_number": "收-2", "has_evidence": True}


@pytest.mark.article("zone:28.3#1")
@pytest.mark.parametrize(
    ("policy", "stage", "status"),
    [
        ("record", RenewalStage.DECISION, ObjectionStatus.LATE),
        ("accept_until_decision", RenewalStage.PUBLIC_NOTICE, ObjectionStatus.ACCEPTED),
    ],
)
async def test_what_comes_after_the_notice_of_a_renewal_is_recorded_or_by_policy_taken_until_the_decision(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str, stage: RenewalStage, status: ObjectionStatus
) -> None:
    monkeypatch.setattr(POLICY, ZonePolicy.model_validate({"objection_late": policy}))
    notice = await published(world)
    await close(world, notice)
    await until_open(world, "renewal_late_objection")
    await world.act("mara", "renewal_signature", "sign")
    await object_to(world, "GS-9", "a.pdf", kind="renewal_late_objection")
    case = await world.state()
    assert stands(case) == (stage, [status])
    assert bool(case.current.signatures) is (policy == "record")
    assert await kinds(world)


@pytest.mark.article("zone:3#2", "zone:28.3#2")
@pytest.mark.parametrize("choice", ["correct_notice", "recognise_with_note"])
async def test_a_park_renamed_before_its_continuation_waits_for_the_choice_of_samr(world: World, choice: str) -> None:
    notice = await published(world)
    await close(world, notice)
    await until_open(world, "renewal_decision")
    today = local_date(await world.clock.now()).isoformat()
    change = {"name": "示例新园区", "approval_number": "苏政复〔2027〕3号", "effective_on": today}
    await with_file(world, "park-js-1", "identity_change", "report", **change)
    case = await until_open(world, "identity_decision")
    assert stands(case) == (RenewalStage.PUBLIC_NOTICE, [])
    assert "renewal_decision" not in {task.kind for task in case.tasks}
    await world.act("samr", "identity_decision", choice)
    if choice == "correct_notice":
        case = await until_open(world, "renewal_objection")
        assert notice_of(case).last_day.anchor == local_date(await world.clock.now())
        assert notice_of(case).id != notice.id
        await close(world, notice_of(case))
    case = await until_open(world, "renewal_decision")
    assert (stands(case)[0], case.identity) == (RenewalStage.DECISION, None)
    if choice == "recognise_with_note":
        await continued(world)
        [decision] = await orders(world, "renewal_recognition")
        assert decision["data"]["former"] == ["示例一号园区"]
