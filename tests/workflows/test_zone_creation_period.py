"""第十八条 to 第二十一条: the year and its exception, the indicators, the panel and what follows its report."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from db.models import InstrumentRow
from domain.dates import local_date
from domain.refusal import RefusalKind
from domain.zone import art18_creation_period as art18
from domain.zone.case import Stage
from tests.support import forms, stories
from tests.support.world import World
from tests.support.zone_cases import POLICY, documents, start_creation, until_open

SOON = timedelta(days=100)


async def start_young(world: World, **policy: object) -> None:
    """A park approved 100 days ago: its year is not over."""
    own = POLICY.model_copy(update=policy)
    approved_on = local_date(await world.clock.now()) - SOON
    await start_creation(
        world,
        Stage.CREATION,
        policy=own,
        approved_on=approved_on,
        creation_minimum=art18.minimum(approved_on, own).compact(),
    )
    await until_open(world, "acceptance_application", "early_acceptance_request")


async def apply(world: World) -> None:
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B04")
async def test_only_samr_excepts_from_the_year_in_writing_and_the_province_has_no_power_to(world: World) -> None:
    await start_young(world)
    await world.act("park-js-1", "early_acceptance_request", "ask", **forms.REASONS)
    assert "creation_exception" in {task.kind for task in (await world.state()).awaited}
    grant = {"document_number": "国市监质〔2025〕8号", "reasons": "目标提前完成"}
    refusal = await world.refused("prov-js", "creation_exception", "grant", **grant)
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:18",))
    await world.act("samr", "creation_exception", "decline", **forms.REASONS)
    refusal = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:18",))
    await world.act("park-js-1", "early_acceptance_request", "ask", **forms.REASONS)
    await world.act("samr", "creation_exception", "grant", **grant)
    await apply(world)
    case = await world.state()
    assert case.exception is not None
    assert (case.stage, case.exception.document_number) == (Stage.ACCEPTANCE, grant["document_number"])
    assert {"early_acceptance_request", "early_acceptance_grant"} <= set(await documents(world))
    assert "early_acceptance_request" not in {task.kind for task in case.tasks}


@pytest.mark.article("zone:18")
async def test_the_year_may_be_asked_for_where_the_park_submits_to_samr(world: World) -> None:
    await start_young(world, creation_guard_at="submission")
    await apply(world)
    await world.act("prov-js", "acceptance_examination", "pass", **forms.OPINION)
    await world.act("lsg-js", "acceptance_consent", "consent", **forms.OPINION)
    refusal = await world.refused("park-js-1", "acceptance_submission", "submit")
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:18",))
    await world.forward(days=270)
    await world.act("park-js-1", "acceptance_submission", "submit")


@pytest.mark.article("zone:18")
async def test_the_year_may_be_asked_for_where_the_evaluation_begins(world: World) -> None:
    await start_young(world, creation_guard_at="evaluation")
    await apply(world)
    await stories.pass_the_chain(world, "acceptance")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    refusal = await world.refused("samr", "panel_formation", "form_panel", **forms.PANEL)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:18",))
    await world.forward(days=270)
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)


@pytest.mark.article("zone:17.2")
@pytest.mark.parametrize("entered_by", ["park-js-1", "samr"])
async def test_the_year_may_run_from_the_delivery_of_the_approval(world: World, entered_by: str) -> None:
    policy = POLICY.model_copy(update={"creation_start": "delivery"})
    await start_creation(world, Stage.APPROVAL, policy=policy)
    await until_open(world, "creation_consultation")
    await stories.approve(world)
    approved_on = local_date(await world.clock.now())
    case = await world.state()
    assert (case.stage, case.approved_on, case.creation_minimum) == (Stage.CREATION, approved_on, None)
    refusal = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert "尚未送达" in refusal.text
    await world.forward(days=5)
    if entered_by == "samr":
        delivered_on = approved_on + timedelta(days=3)
        early = (approved_on - timedelta(days=1)).isoformat()
        refusal = await world.refused("samr", "creation_delivery_entry", "confirm", delivered_on=early)
        assert refusal.basis == ("zone:18",)
        await world.act("samr", "creation_delivery_entry", "confirm", delivered_on=delivered_on.isoformat())
    else:
        delivered_on = approved_on + timedelta(days=5)
        await world.act("park-js-1", "creation_delivery", "confirm")
    case = await world.state()
    assert case.creation_minimum == art18.minimum(delivered_on, policy).compact()
    assert {"creation_delivery", "creation_delivery_entry"}.isdisjoint({task.kind for task in case.tasks})


@pytest.mark.article("zone:19")
@pytest.mark.scenario("B16")
async def test_indicators_changed_after_the_application_leave_its_evaluation_to_the_old_ones(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    await apply(world)
    assert (await world.state()).proceeding.indicator_version == "第1版"
    today = local_date(await world.clock.now())
    async with world.register.write() as session:
        session.add(InstrumentRow(id="v2", kind="indicators", number="第2版", title="第2版", in_force_from=today))
    await stories.pass_the_chain(world, "acceptance")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    refusal = await world.refused(
        "expert-1", "evaluation_report", "report", **forms.EVALUATION | {"indicator_version": "第2版"}
    )
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:19",))
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE


@pytest.mark.article("zone:19")
async def test_no_acceptance_is_applied_for_while_no_indicators_are_in_force(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    tomorrow = local_date(await world.clock.now()) + timedelta(days=1)
    async with world.register.write() as session:
        await session.execute(
            update(InstrumentRow).where(InstrumentRow.kind == "indicators").values(in_force_from=tomorrow)
        )
    refusal = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:19",))


@pytest.mark.article("zone:21#1")
async def test_an_expert_with_an_interest_in_the_park_does_not_sit_on_its_panel(world: World) -> None:
    await start_creation(world, Stage.MATERIAL_REVIEW)
    await until_open(world, "material_review")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    first, *others = forms.PANEL["declarations"]
    own = (await world.state()).park.creating_body
    for declarations in (
        [first | {"has_conflict": True}, *others],
        [first | {"employer": own}, *others],
        others,
        [first, first, *others],
    ):
        panel = forms.PANEL | {"declarations": declarations}
        refusal = await world.refused("samr", "panel_formation", "form_panel", **panel)
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:21#1",))
        assert "系统策略" in refusal.text
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)


@pytest.mark.article("zone:21#2")
async def test_a_negative_evaluation_may_end_the_case(world: World) -> None:
    """The other reading, a return to creation, stands in test_zone_creation_branches."""
    policy = POLICY.model_copy(update={"evaluation_failed": "terminate"})
    await start_creation(world, Stage.MATERIAL_REVIEW, policy=policy)
    await until_open(world, "material_review")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION | {"conclusion": "not_passed"})
    case = await world.state()
    assert (case.stage, case.awaited) == (Stage.NOT_RECOGNISED, [])


@pytest.mark.article("zone:21#3")
@pytest.mark.scenario("B05")
async def test_materials_are_returned_without_limit_and_the_year_is_never_restarted(world: World) -> None:
    started = await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    for number in (1, 2):
        await apply(world)
        await stories.pass_the_chain(world, "acceptance")
        await world.act("samr", "material_review", "return", **forms.RETURN)
        case = await world.state()
        assert (case.stage, case.returns) == (Stage.CREATION, number)
        assert case.creation_minimum == started.creation_minimum
    found = await documents(world)
    assert [found.count(each) for each in ("return_notice", "acceptance_examination", "leading_group_consent")] == [
        2,
        2,
        2,
    ]
    assert found.count("acceptance_submission") == 2
