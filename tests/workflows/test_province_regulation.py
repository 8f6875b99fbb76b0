"""第四十二条 on the real workflow: nothing of a draft runs, and a text comes into force on its day."""

import pytest

from domain.province.case import GovernmentStage, RegulationStage
from domain.refusal import RefusalKind
from tests.support.province_cases import GOVERNMENTS, HB, JA, SHIFTED, TEXT, WH, ProvinceWorld, adoption
from tests.support.world import World

pytestmark = [pytest.mark.article("province:42"), pytest.mark.starts_at("2025-05-01T09:00")]


@pytest.fixture
async def province(world: World) -> ProvinceWorld:
    found = ProvinceWorld(world.env, world.register, world.mail)
    await found.begin()
    return found


@pytest.mark.scenario("F01")
async def test_of_a_draft_nothing_runs_however_long_it_lies(province: ProvinceWorld) -> None:
    await province.forward(days=800)
    case = await province.regulation()
    assert case.stage is RegulationStage.DRAFT
    assert [task for task in case.tasks if not task.optional] == []
    assert await province.cases() == {"province-hb"}
    assert await province.kinds_told() == []
    assert "87项条款，全部未施行" in (await province.events())[0]


async def test_on_the_day_before_it_is_not_in_force_and_on_the_day_it_is(province: ProvinceWorld) -> None:
    await province.act("ops", "province_adoption", "promulgate", **adoption())
    await province.to(2025, 5, 14, 23, 59)
    assert (await province.regulation()).stage is RegulationStage.PROMULGATED
    assert await province.cases() == {"province-hb"}
    await province.to(2025, 5, 15, 0, 1)
    assert (await province.regulation()).stage is RegulationStage.IN_FORCE
    for each in GOVERNMENTS:
        assert (await (await province.of(each)).duties()).since.isoformat() == "2025-05-15"
    await province.forward(days=1)
    assert len(await province.cases()) == 4


async def test_a_day_that_is_entered_anew_is_planned_anew(province: ProvinceWorld) -> None:
    await province.act("ops", "province_adoption", "promulgate", **adoption())
    change = {"effective_on": "2025-07-01", "decision": "示例更正公告第3号", "reasons": "推迟施行"}
    await province.act("ops", "province_effective_date", "reschedule", **change)
    await province.to(2025, 5, 16)
    assert (await province.regulation()).stage is RegulationStage.PROMULGATED
    await province.to(2025, 7, 1, 0, 1)
    assert (await (await province.of(WH)).duties()).since.isoformat() == "2025-07-01"


async def test_a_day_already_past_makes_nothing_late(province: ProvinceWorld) -> None:
    await province.act("ops", "province_adoption", "promulgate", **adoption(effective_on="2025-04-01"))
    county = await (await province.of(JA)).duties()
    assert county.since.isoformat() == "2025-05-01"
    assert not any(each.overdue for each in county.campaigns)
    assert min(each.held.date.isoformat() for each in county.campaigns) == "2025-05-10"


@pytest.mark.scenario("F10")
async def test_a_clause_keeps_its_identity_when_the_adopted_text_renumbers_it(province: ProvinceWorld) -> None:
    await province.act("ops", "province_adoption", "promulgate", **adoption(renumbered=SHIFTED))
    assert await province.cases() == {"province-hb"}, "running_instances: none (draft)"
    await province.to(2025, 5, 15, 0, 1)
    case = await (await province.of(WH)).duties()
    assert case.numbers("H30-1-1") == "第三十二条第一款（草案第三十条第一款）"
    assert case.numbers("H04-1-1") == "第四条第一款"
    assert {each.key for each in case.campaigns} >= {"3-2025", "1-2025"}


@pytest.mark.parametrize(
    ("renumbered", "says"),
    [
        ([{"old": "43", "new": "45"}], "现有文本没有第四十三条，不能作为原条款。"),
        ([{"old": "30", "new": "32"}], "新文本的第三十二条、第三十二条第一款、第三十二条第二款对应不止一个原条款"),
        ([{"old": "30", "new": "44"}, {"old": "30", "new": "45"}], "条款映射中第三十条出现不止一次。"),
    ],
)
async def test_a_mapping_that_names_unknown_or_doubled_places_is_refused(
    province: ProvinceWorld, renumbered: list[dict[str, str]], says: str
) -> None:
    refusal = await province.refused("ops", "province_adoption", "promulgate", **adoption(renumbered=renumbered))
    assert says in refusal.text
    assert refusal.basis == ("province:42",)
    assert refusal.remedy


@pytest.mark.article("province:2")
async def test_a_government_outside_the_province_or_unknown_to_the_register_is_refused(
    province: ProvinceWorld,
) -> None:
    outside = {"organisation": "gov-js", "name": "示例省外人民政府", "region": "320100", "level": "prefecture_level"}
    refusal = await province.refused("ops", "province_adoption", "promulgate", **adoption(governments=[outside]))
    assert "不在本省行政区域内" in refusal.text
    assert refusal.basis == ("province:2",)
    unknown = outside | {"organisation": "gov-nobody", "region": "420300"}
    refusal = await province.refused("ops", "province_adoption", "promulgate", **adoption(governments=[unknown]))
    assert "不是已登记的县级以上人民政府" in refusal.text
    assert refusal.kind is RefusalKind.RULE


async def test_a_draft_that_is_withdrawn_never_runs(province: ProvinceWorld) -> None:
    await province.act("ops", "province_draft_withdrawal", "withdraw", reasons="另行起草")
    case = await province.regulation()
    assert (case.stage, case.tasks) == (RegulationStage.WITHDRAWN, [])
    await province.forward(days=400)
    assert await province.cases() == {"province-hb"}


@pytest.mark.article("province:42", "province:4.1")
async def test_an_amended_text_a_merger_and_the_repeal_reach_every_government(province: ProvinceWorld) -> None:
    await province.act("ops", "province_adoption", "promulgate", **adoption())
    await province.to(2025, 5, 15, 0, 1)
    city, county = await province.of(WH), await province.of(JA)
    later = TEXT | {"document_number": "示例公告第20号", "adopted_on": "2025-05-15", "effective_on": "2025-06-01"}
    await province.act("ops", "province_amendment", "amend", **later | {"renumbered": SHIFTED})
    assert len((await city.duties()).versions) == 1, "until its day the text before is the law"
    await province.to(2025, 6, 1, 0, 1)
    assert (await province.regulation()).stage is RegulationStage.AMENDED
    await city.until(lambda state: len(state["versions"]) == 2)
    assert (await city.duties()).numbers("H30-1-1") == "第三十二条第一款（草案第三十条第一款）"
    new = {"organisation": "gov-new", "name": "示例新区人民政府", "region": "420190", "level": "county_level"}
    merger = {
        "kind": "merged",
        "decision": "示例国函〔2025〕3号",
        "ending": [JA],
        "created": [new],
        "reasons": "区划调整",
    }
    await province.act("ops", "province_tree", "change", **merger)
    await county.until(lambda state: state["stage"] == GovernmentStage.DISSOLVED)
    assert (await (await province.of("gov-new")).duties()).since.isoformat() == "2025-06-01"
    await province.act(
        "ops", "province_repeal", "repeal", document_number="示例公告第30号", on="2025-07-01", reasons="另行制定"
    )
    await province.to(2025, 7, 1, 0, 1)
    for each in (HB, WH, "gov-new"):
        await (await province.of(each)).until(lambda state: state["stage"] == GovernmentStage.REPEALED)
    assert (await county.duties()).stage is GovernmentStage.DISSOLVED
