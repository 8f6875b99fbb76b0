"""第二十一条: the panel while it evaluates: who is let go, who comes, and of whom the report is asked (R-21-4)."""

import asyncio

import pytest

from domain.procedure.state import Proceeding
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from tests.support import forms
from tests.support.world import World, world
from tests.support.zone_cases import kinds, start_creation, told, until_open

__all__ = ["world"]
pytestmark = pytest.mark.article("zone:21#1")
PANEL = ["expert-1", "expert-2", "expert-3"]


async def _evaluating(world: World) -> None:
    proceeding = Proceeding(number=2, panel=list(PANEL), panel_leader="expert-1", indicator_version="第1版")
    await start_creation(world, Stage.EVALUATION, proceeding=proceeding)
    await until_open(world, "evaluation_report")


async def test_a_leader_who_asks_to_go_is_replaced_and_the_report_is_asked_of_the_next(world: World) -> None:
    await _evaluating(world)
    await world.act("expert-1", "panel_recusal", "recuse", relation="两年前曾在该园区任职。")
    refusal = await world.refused("expert-1", "evaluation_report", "report", **forms.EVALUATION)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:21#1",))
    await world.act("samr", "panel_replacement", "replace", **forms.REPLACEMENT)
    open_ = [each.audience.organisation for each in await world.tasks() if each.kind == "evaluation_report"]
    assert open_ == ["expert-2"]
    sitting = {each.audience.organisation for each in await world.tasks() if each.kind == "panel_recusal"}
    assert sitting == {"expert-2", "expert-3", "expert-4"}
    assert list(await told(world, "panel_formed")) == ["expert-4"]
    assert {"expert-1", "expert-2", "expert-3", "park-js-1", "prov-js"} <= set(await told(world, "panel_changed"))
    await world.act("expert-2", "evaluation_report", "report", **forms.EVALUATION)
    case = await until_open(world, "public_notice")
    assert not [each for each in case.tasks if each.kind.startswith("panel_")]


async def test_who_is_not_registered_or_already_handled_the_application_does_not_come_in(world: World) -> None:
    await start_creation(
        world,
        Stage.EVALUATION,
        proceeding=Proceeding(number=2, panel=list(PANEL), panel_leader="expert-1"),
        acted={"acceptance_examination": ("expert-4",)},
    )
    await until_open(world, "evaluation_report")
    unknown = await world.refused(
        "samr", "panel_replacement", "replace", **forms.REPLACEMENT | {"successor": "expert-8"}
    )
    assert unknown.text == "expert-8不是已登记的专家账号，不能参加专家评审组（系统策略）。"
    handled = await world.refused("samr", "panel_replacement", "replace", **forms.REPLACEMENT)
    assert (handled.kind, handled.basis) == (RefusalKind.RULE, ("zone:21#1",))
    assert "已经参与示例一号园区申请的办理" in handled.text


async def test_a_report_and_a_replacement_at_once_leave_one_of_them_its_place(world: World) -> None:
    await _evaluating(world)
    report = await world.task("evaluation_report")
    replacement = await world.task("panel_replacement")
    await asyncio.gather(
        world.send("expert-1", report.id, "report", forms.EVALUATION),
        world.send("samr", replacement.id, "replace", forms.REPLACEMENT),
        return_exceptions=True,
    )
    case = await world.state()
    if case.stage is Stage.EVALUATION:
        assert case.proceeding.panel_leader == "expert-2"
        await world.act("expert-2", "evaluation_report", "report", **forms.EVALUATION)
        case = await until_open(world, "public_notice")
    assert (await kinds(world)).count("evaluation_report.report") == 1
