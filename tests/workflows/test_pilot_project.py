"""五 A pilot project on the real workflow: filed with every province, selected and published by all five, built."""

from random import Random

import pytest

from domain.dates import local_date
from domain.pilot.case import PilotStage
from domain.pilot.parts import Bureau, Filing
from domain.pilot.provinces import NAMES
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.became import became
from tests.support.pilot_cases import BING, FILING, JIA, YI, PilotWorld
from tests.support.world import World


@pytest.fixture
def pilot(world: World) -> PilotWorld:
    return PilotWorld(world.env, world.register, world.mail)


@pytest.mark.article("pilot:5(1)")
@pytest.mark.scenario("D04")
async def test_a_project_is_filed_when_every_bureau_has_filed_with_its_own_province(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilot.act("city-jia", "pilot_filing", "file", **FILING)
    await pilot.act("city-yi", "pilot_filing", "file", **FILING)
    case = await pilot.project()
    assert case.stage is PilotStage.FILING_PARTIAL
    assert [(each.name, each.province.organisation) for each in case.unfiled] == [(BING.name, "prov-sh")]
    await pilot.act("city-bing", "pilot_filing", "file", **FILING)
    assert (await pilot.project()).stage is PilotStage.FILED


@pytest.mark.article("pilot:5(1)", "pilot:a1")
@pytest.mark.scenario("D05")
async def test_a_province_returns_a_filing_for_its_form_and_never_refuses_it_on_merit(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilot.act("city-yi", "pilot_filing", "file", **FILING | {"sealed": False})
    refusal = await pilot.refused("prov-zj", "pilot_filing_check", "refuse", reasons="不先进")
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("pilot:5(1)", "pilot:5(2)"))
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_seal"])
    assert (await pilot.project()).stage is PilotStage.RETURNED_FOR_COMPLETION
    await pilot.act("city-yi", "pilot_filing", "file", **FILING)
    case = await pilot.project()
    assert (case.stage, case.filings["city-yi"].version) == (PilotStage.FILING_PARTIAL, 2)
    replaced = [("pilot_filing", "replaced", "pilot_filing"), ("pilot_work_plan", "replaced", "pilot_filing")]
    assert await became(pilot.register) == replaced


@pytest.mark.article("pilot:5(1)", "pilot:a1")
async def test_a_form_without_its_seal_is_not_received_and_nothing_is_assessed_on_it(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilot.act("city-jia", "pilot_filing", "file", **FILING)
    await pilot.act("city-bing", "pilot_filing", "file", **FILING)
    await pilot.act("city-yi", "pilot_filing", "file", **FILING | {"sealed": False})
    assert (await pilot.project()).stage is PilotStage.FILED
    refusal = await pilot.refused_own("prov-zj", "pilot_filing_check", "receive")
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("pilot:5(1)", "pilot:a1"))
    assert "示例乙市市场监督管理局的备案表未盖章" in refusal.text
    assert "退回补正" in refusal.remedy
    refusal = await pilot.refused_own("prov-js", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    assert refusal.basis == ("pilot:5(1)", "pilot:a1", "pilot:5(2)")
    assert "示例乙市市场监督管理局" in refusal.text
    assert "浙江省市场监督管理局" in refusal.remedy
    await pilot.act("prov-js", "pilot_filing_check", "receive")
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_seal"])
    await pilot.act("city-yi", "pilot_filing", "file", **FILING)
    # Neither prov-zj nor prov-sh has looked at what now is on file, and nobody waits for them.
    await pilot.act("prov-js", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    case = await pilot.project()
    assert case.stage is PilotStage.UNDER_ASSESSMENT
    assert [case.filings[each].received_on is None for each in pilots.BUREAUS] == [False, True, True]


@pytest.mark.article("pilot:5(1)", "pilot:a1")
async def test_a_form_once_received_without_its_seal_is_still_returned(pilot: PilotWorld) -> None:
    """As a case stands that ran before receipt asked for the seal."""
    today = local_date(await pilot.clock.now())
    facts = pilots.launched(today, (JIA, BING)) | {"stage": PilotStage.FILED, "launched_on": None}
    facts["filings"]["city-bing"] = Filing(**FILING | {"sealed": False}, filed_on=today, received_on=today)
    await pilot.begin(**facts)
    await pilot.refused("prov-sh", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    await pilot.act("prov-sh", "pilot_filing_check", "return", defects=["no_seal"])
    await pilot.act("city-bing", "pilot_filing", "file", **FILING)
    assert (await pilot.project()).stage is PilotStage.FILED


@pytest.mark.article("pilot:5(1)")
@pytest.mark.scenario("D07")
@pytest.mark.parametrize(("region", "words"), [("370100", "沪、苏、浙、皖、赣"), ("320831", "地级市（区）")])
async def test_a_bureau_outside_the_five_or_of_a_county_cannot_take_part(
    pilot: PilotWorld, region: str, words: str
) -> None:
    await pilot.begin()
    stranger = {"organisation": "city-x", "name": "示例某市市场监督管理局", "region": region}
    members = [JIA.model_dump(), stranger]
    data = {"members": members, "lead": "city-jia", "scope": "范围", "goals": "目标"}
    refusal = await pilot.refused("city-jia", "pilot_cooperation", "establish", **data)
    assert refusal.kind is RefusalKind.RULE
    assert "pilot:5(1)" in refusal.basis
    assert words in refusal.text


@pytest.mark.article("pilot:2(1)")
@pytest.mark.parametrize(
    ("stranger", "words"),
    [
        (YI.model_copy(update={"organisation": "city-x"}), "不是已登记的地级市（区）市场监管局"),
        (YI.model_copy(update={"organisation": "prov-zj"}), "不是已登记的地级市（区）市场监管局"),
        (YI.model_copy(update={"name": "示例丁市市场监督管理局"}), "与登记的单位信息不符"),
        (YI.model_copy(update={"region": "320500"}), "与登记的单位信息不符"),
    ],
)
async def test_who_takes_part_is_a_bureau_of_the_register_with_its_name_and_seat(
    pilot: PilotWorld, stranger: Bureau, words: str
) -> None:
    await pilot.begin()
    members = [JIA.model_dump(), stranger.model_dump()]
    data = {"members": members, "lead": "city-jia", "scope": "范围", "goals": "目标"}
    refusal = await pilot.refused("city-jia", "pilot_cooperation", "establish", **data)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("pilot:2(1)",))
    assert words in refusal.text
    await pilots.cooperate(pilot, (JIA, YI))
    assert (await pilot.project()).members == [JIA, YI]


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_four_of_five_signatures_leave_the_act_open_and_the_fifth_completes_it(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilots.file_all(pilot)
    await pilot.act("prov-ah", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    *four, last = NAMES
    for each in four:
        await pilot.act(each, "pilot_selection_signature", "sign")
    case = await pilot.project()
    assert case.stage is PilotStage.UNDER_ASSESSMENT
    assert {task.audience.organisation for task in case.awaited} == {last}
    await pilot.act(last, "pilot_selection_signature", "sign")
    assert (await pilot.project()).stage is PilotStage.SELECTED
    await pilots.publish(pilot)
    case = await pilot.project()
    assert (case.stage, case.launched_on) == (PilotStage.UNDER_CONSTRUCTION, local_date(await pilot.clock.now()))


@pytest.mark.article("pilot:5(2)")
@pytest.mark.parametrize("seed", range(2))
async def test_in_any_order_with_edits_and_signatures_taken_back_the_end_is_the_same(
    pilot: PilotWorld, seed: int
) -> None:
    """An edit voids what was signed before; the record keeps it."""
    random = Random(seed)
    await pilots.begun(pilot)
    await pilots.file_all(pilot)
    await pilot.act("prov-jx", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    order = random.sample(list(NAMES), 5)
    await pilot.act(order[0], "pilot_selection_signature", "sign")
    await pilot.act(order[1], "pilot_selection_signature", "sign")
    await pilot.act(order[1], "pilot_selection_retraction", "retract", reasons="再核实")
    await pilot.act(
        order[2], "pilot_selection_draft", "revise", **pilots.ASSESSMENT | {"merit": "更加突出。", "reasons": "补充"}
    )
    case = await pilot.project()
    assert case.proceeding.signatures == {}
    assert {each.organisation for each in case.proceeding.void_signatures} == {order[0], order[1]}
    for each in random.sample(order, 5):
        await pilot.act(each, "pilot_selection_signature", "sign")
    case = await pilot.project()
    assert (case.stage, case.assessment and case.assessment.merit) == (PilotStage.SELECTED, "更加突出。")


@pytest.mark.article("pilot:4(1)", "pilot:5(2)")
async def test_a_project_that_does_not_meet_a_condition_cannot_be_selected(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilots.file_all(pilot)
    unsafe = pilots.ASSESSMENT | {"safety_met": False}
    refusal = await pilot.refused("prov-sh", "pilot_assessment", "assess", **unsafe)
    assert "pilot:4(1)" in refusal.basis
    await pilot.act("prov-sh", "pilot_assessment", "assess", **unsafe | {"selected": False})
    for each in NAMES:
        await pilot.act(each, "pilot_selection_signature", "sign")
    assert (await pilot.project()).stage is PilotStage.NOT_SELECTED


@pytest.mark.article("pilot:5(4)")
async def test_every_bureau_reports_to_its_own_province_each_half_year(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.forward(days=170)
    case = await pilot.project()
    planned = [(each.bureau, each.k) for each in case.reports]
    assert planned == [(name, k) for k in (1, 2) for name in pilots.BUREAUS]
    for name in pilots.BUREAUS:
        await pilot.act(name, "pilot_report", "submit", **pilots.REPORT)
    await pilot.act("prov-js", "pilot_report_receipt", "accept")
    await pilot.act("prov-zj", "pilot_report_receipt", "return", reasons="数据不全")
    case = await pilot.project()
    first = {each.bureau: each for each in case.reports if each.k == 1}
    assert first["city-jia"].accepted_on is not None
    assert (first["city-yi"].submitted_on, first["city-yi"].version) == (None, 1)
    await pilot.act("city-yi", "pilot_report", "submit", **pilots.REPORT)
    await pilot.forward(days=40)
    case = await pilot.project()
    assert {each.k for each in case.reports} == {1, 2, 3}
    assert not any(each.overdue for each in case.reports)


@pytest.mark.article("pilot:2(3)", "pilot:5(4)")
async def test_a_missed_report_is_marked_and_nothing_else_follows_and_the_aims_pass(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot, half_year_ladder_before=(30,), half_year_ladder_after=())
    for _ in range(12):
        await pilot.forward(days=93)
    case = await pilot.project()
    assert case.stage is PilotStage.UNDER_CONSTRUCTION
    assert case.milestones_passed == 2
    assert sum(each.overdue for each in case.reports) == 3 * 6
