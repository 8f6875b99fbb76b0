"""Group E on running workflows: the target year passes with open items, and a review that the office alone starts."""

from datetime import date

import pytest

from domain.district.case import PlanStage
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.measures import measures_of
from domain.district.parts import Item, ItemStatus, PlanUnit
from domain.refusal import RefusalKind
from onebox.people_district import DEPARTMENTS, OFFICE
from tests.support import district_cases as districts
from tests.support.district_cases import TARGET, DistrictWorld
from tests.support.scenarios import expected, steps
from tests.support.world import World

SUMMARY = {"summary": "有序推进。", "evaluation": "达到预期。", "problems": "偏慢。", "next_steps": "逐项督促。"}
DONE = 55
"""Given: 55 of 62 items done."""


@pytest.fixture
def district(world: World) -> DistrictWorld:
    return DistrictWorld(world.env, world.register, world.mail)


async def with_items_done(district: DistrictWorld, number: int) -> None:
    """A plan under way as it stands, the first so many of its items closed."""
    units = [
        PlanUnit(id=each, name=name, organisation=each, items=list(measures_of(name)), begun=True)
        for each, name in DEPARTMENTS.items()
    ]
    await district.begin(stage=PlanStage.RUNNING, units=units, office=OFFICE, target=TARGET)
    left = number
    for unit in units:
        closed = unit.items[: max(left, 0)]
        left -= len(unit.items)
        day = {"filed_on": date(2025, 3, 3)}
        over = {"closed_on": date(2025, 11, 3), "outcome": ItemStatus.DONE}
        items = [Item(key=key, **day, **(over if key in closed else {})) for key in unit.items]
        await district.begin_ledger_beside(unit.id, stage=LedgerStage.RUNNING, items=items)
    district.at()


def standing(ledgers: dict[str, LedgerCase]) -> list[ItemStatus]:
    return [ledger.status(item) for ledger in ledgers.values() for item in ledger.items]


@pytest.mark.article("district:s2.1", "district:s4(3)#3")
@pytest.mark.scenario("E06")
@pytest.mark.starts_at("2025-12-30T09:00")
async def test_the_target_year_passes_with_open_items_and_nobody_fails(district: DistrictWorld) -> None:
    wanted, [target] = expected("E06"), steps("E06")
    await with_items_done(district, DONE)
    await district.clock.advance_to(target.moment)
    await district.forward(minutes=1)

    async def marked() -> bool:
        return standing(await district.ledgers()).count(ItemStatus.OPEN_AT_TARGET) == wanted["open_items"]

    await district.until(marked)
    plan = await district.plan()
    assert plan.stage.name == wanted["plan_status"]
    found = standing(await district.ledgers())
    assert {each.name for each in found if each is not ItemStatus.DONE} == {wanted["status_of_open_items"]}
    assert [each.kind for each in plan.awaited] == ["plan_final_review"]
    final = {"focus": "全部措施。", "due_on": "2026-01-20"}
    await district.act(OFFICE, "plan_final_review", "start", **final)
    await district.act(OFFICE, "plan_review_report", "report", **SUMMARY)
    [summary] = await district.documents("district_stage_summary")
    assert (summary["is_final"], summary["total"], summary["closed"]) == (True, 62, DONE)


@pytest.mark.article("district:s4(3)#3")
@pytest.mark.scenario("E07")
@pytest.mark.starts_at("2025-06-10T09:00")
async def test_a_review_asks_every_department_town_and_street_and_the_office_alone_starts_it(
    district: DistrictWorld,
) -> None:
    wanted, [started] = expected("E07"), steps("E07")
    assert started.day == date(2025, 6, 10)
    await districts.running(district)
    asked = {"focus": "消费品质量。", "due_on": "2025-06-30"}
    for other in ("yc-market", "ops"):
        refusal = await district.refused(other, "plan_review_opening", "start", **asked)
        assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("district:s4(3)#3",))
        assert "领导小组办公室" in refusal.text
    assert wanted["who_may_start"].startswith("区质量强区工作领导小组办公室")
    await district.act(OFFICE, "plan_review_opening", "start", **asked)

    async def everybody_is_asked() -> bool:
        return sum(each.review is not None for each in (await district.ledgers()).values()) == 17 + 2

    await district.until(everybody_is_asked)
    await district.to(2025, 9, 1)
    assert not any(task.due for each in (await district.ledgers()).values() for task in each.tasks)
    await district.act(OFFICE, "plan_review_report", "report", **SUMMARY)
    kinds = ("district_stage_summary", "district_evaluation_report")
    assert [len(await district.documents(kind)) for kind in kinds] == [1, 1]
    assert len(wanted["documents"]) == 2


@pytest.mark.article("district:s4(3)#3", "district:3", "district:2")
@pytest.mark.scenario("E03")
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_branch_office_is_asked_for_its_item_and_never_instructed(district: DistrictWorld) -> None:
    branches = set(expected("E03")["branch_offices"])
    offices = {unit: name for unit, name in DEPARTMENTS.items() if name in branches} | {"yc-market": "区市场监管局"}
    await district.populate()
    for unit in offices:
        await district.begin_ledger_beside(unit, [measures_of(DEPARTMENTS[unit])[0]])
        item = measures_of(DEPARTMENTS[unit])[0]
        await district.act(OFFICE, "ledger_supervision", "issue", item=item, requirement="请推进。")
        sent = "商请函" if DEPARTMENTS[unit] in branches else "督办单"
        assert any(f"向{DEPARTMENTS[unit]}发出{sent}" in each for each in await district.texts())
    asked = {each["unit"]: each["asks"] for each in await district.documents("district_supervision_order")}
    assert asked == {name: name in branches for name in offices.values()}
    district.at("yc-environment")
    refused = {"item": "3", "reasons": "由市局统一部署。", "superior": "示例市生态环境局"}
    await district.act("yc-environment", "ledger_declining", "decline", **refused)
    ledger = await district.ledger()
    assert ledger.status(ledger.items[0]) is ItemStatus.DECLINED
    assert ledger.stage is LedgerStage.RUNNING, "nothing else follows from it"
    assert await district.told("district_declined") == {OFFICE}
