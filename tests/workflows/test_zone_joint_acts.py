"""会同 (第二十三条): five bodies sign one draft; an edit voids what was signed."""

import asyncio
from datetime import date

import pytest

from domain.refusal import RefusalKind
from domain.zone.case import Stage
from domain.zone.policy import ZonePolicy
from tests.support import stories
from tests.support.world import World, world
from tests.support.zone_cases import events, start_creation, told, until_open

__all__ = ["world"]
pytestmark = pytest.mark.article("zone:23")
DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")
REVISED = {"text": "决定认定示例一号园区为全国质量品牌提升示范区。", "reasons": "按会签意见修改。"}


async def _in_recognition(world: World, **policy: object) -> None:
    await start_creation(world, Stage.RECOGNITION, policy=ZonePolicy.model_validate(policy))
    await until_open(world, "recognition_decision")


async def test_an_edit_voids_the_signatures_given_and_keeps_them_in_the_record(world: World) -> None:
    await _in_recognition(world)
    await world.act("mara", "recognition_signature", "sign", draft=1)
    await world.act("samr-2", "recognition_decision", "sign")
    await world.act("samr", "recognition_draft", "revise", **REVISED)
    proceeding = (await world.state()).proceeding
    assert proceeding.signatures == {}
    assert [(each.organisation, each.draft_number) for each in proceeding.void_signatures] == [("mara", 1), ("samr", 1)]
    assert "第2稿" in (await events(world))[-1].text


async def test_a_signature_to_an_old_draft_is_refused(world: World) -> None:
    await _in_recognition(world)
    await world.act("samr", "recognition_draft", "revise", **REVISED)
    refusal = await world.refused("mara", "recognition_signature", "sign", draft=1)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:23",))
    await world.act("mara", "recognition_signature", "sign", draft=2)
    assert set((await world.state()).proceeding.signatures) == {"mara"}


async def test_who_wrote_the_draft_does_not_sign_it_for_the_administration(world: World) -> None:
    await _in_recognition(world)
    await world.act("samr-2", "recognition_draft", "revise", **REVISED)
    task = await world.task("recognition_decision", "samr")
    assert task.excluded == ("samr-2",)
    refusal = await world.refused_task("samr-2", task.id, "sign", {})
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:23",))


async def test_a_body_takes_its_signature_back_until_the_act_is_complete(world: World) -> None:
    await _in_recognition(world)
    for each in DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    await world.act("cnipa", "recognition_retraction", "retract", reasons="尚需核实。")
    await world.act("samr-2", "recognition_decision", "sign")
    assert (await world.state()).stage is Stage.RECOGNITION, "four of five have signed"
    await world.act("cnipa", "recognition_signature", "sign")
    case = await until_open(world, "announcement")
    assert case.stage is Stage.ANNOUNCEMENT
    assert not [task for task in case.tasks if task.kind.startswith("recognition_")]


@pytest.mark.article("zone:5")
async def test_the_four_departments_are_told_when_the_recognition_they_signed_is_published(world: World) -> None:
    await _in_recognition(world)
    await stories.recognise(world)
    assert {"park-js-1", "prov-js", "lsg-js", *DEPARTMENTS} <= set(await told(world, "announced"))


async def test_no_department_takes_back_what_another_signed(world: World) -> None:
    await _in_recognition(world)
    await world.act("mara", "recognition_signature", "sign")
    task = await world.task("recognition_retraction", "mara")
    refusal = await world.refused_task("mct", task.id, "retract", {"reasons": "无"})
    assert refusal.kind is RefusalKind.WRONG_ACTOR


@pytest.fixture
def standing_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """``mara-as-mct``: the account of 农业农村部 with an order of 文化和旅游部."""
    own = world.actor
    order = {"organisation": "mct", "substitute_for": "文化和旅游部", "order": "文旅办〔2027〕3号"}
    substitute = own("mara").model_copy(update=order)
    monkeypatch.setattr(world, "actor", lambda account: substitute if account == "mara-as-mct" else own(account))


@pytest.mark.article("zone:5", "zone:23")
@pytest.mark.usefixtures("standing_in")
async def test_one_person_signs_for_one_of_the_five_bodies_and_stands_in_for_no_other(world: World) -> None:
    """R-5-4; by a signature taken back the way is free again."""
    await _in_recognition(world)
    await world.act("mara", "recognition_signature", "sign")
    task = await world.task("recognition_signature", "mct")
    assert task.excluded == ("mara",)
    refusal = await world.refused_task("mara-as-mct", task.id, "sign", {})
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:23",))
    await world.act("mara", "recognition_retraction", "retract", reasons="尚需核实。")
    assert (await world.task("recognition_signature", "mct")).excluded == ()
    await world.act("mara-as-mct", "recognition_signature", "sign")
    assert (await world.task("recognition_signature", "mara")).excluded == ("mara",)
    assert (await world.state()).proceeding.signers == {"mct": "mara"}


@pytest.mark.article("zone:5", "zone:23")
@pytest.mark.usefixtures("standing_in")
async def test_of_two_signatures_of_one_person_that_come_at_once_one_has_no_place(world: World) -> None:
    await _in_recognition(world)
    tasks = [(await world.task("recognition_signature", each)).id for each in ("mara", "mct")]
    await asyncio.gather(
        world.send("mara", tasks[0], "sign", {}),
        world.send("mara-as-mct", tasks[1], "sign", {}),
        return_exceptions=True,
    )
    assert len((await world.state()).proceeding.signatures) == 1


@pytest.mark.article("zone:5")
async def test_under_the_other_reading_the_administration_signs_alone(world: World) -> None:
    await _in_recognition(world, joint_decision="samr_alone")
    await world.act("samr-2", "recognition_decision", "sign")
    case = await until_open(world, "announcement")
    assert isinstance(case.recognised_on, date)
    assert set(case.proceeding.signatures) == {"samr"}


@pytest.mark.article("zone:5", "zone:23")
async def test_without_separation_of_duties_one_person_may_prepare_and_decide(world: World) -> None:
    await _in_recognition(world, separation_of_duties=False)
    await world.act("samr", "recognition_draft", "revise", **REVISED)
    task = await world.task("recognition_decision", "samr")
    assert task.excluded == ()
    await world.act("samr", "recognition_decision", "sign")
    assert set((await world.state()).proceeding.signatures) == {"samr"}
