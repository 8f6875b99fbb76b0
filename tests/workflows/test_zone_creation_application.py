"""第十五条 to 第十七条: rounds, the application on paper and the one to be completed, the joint appraisal."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from db.models import InstrumentRow
from domain.dates import local_date
from domain.refusal import RefusalKind
from domain.zone.art27_reapplication_bar import bar_of
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import Revocation, RevocationStage
from tests.support import forms, stories
from tests.support.world import PARK, World
from tests.support.zone_cases import POLICY, case_row, documents, events, start_creation, until_open


async def close_the_round(world: World, on: date) -> None:
    async with world.register.write() as session:
        await session.execute(update(InstrumentRow).where(InstrumentRow.kind == "work_plan").values(closes_on=on))


@pytest.mark.article("zone:15")
async def test_no_application_is_taken_outside_a_round_and_one_in_hand_is_untouched_by_its_end(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    today = local_date(await world.clock.now())
    await close_the_round(world, today - timedelta(days=1))
    refusal = await world.refused("park-js-1", "creation_application", "apply", **forms.APPLICATION)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:15",))
    await close_the_round(world, today)
    await stories.apply(world)
    assert (await world.state()).round == "第1轮"
    await close_the_round(world, today - timedelta(days=1))
    await stories.nominate(world)
    assert (await world.state()).stage is Stage.APPROVAL


@pytest.mark.article("zone:15")
async def test_where_no_round_is_asked_for_an_application_needs_none(world: World) -> None:
    await start_creation(world, Stage.APPLICATION, policy=POLICY.model_copy(update={"round_required": False}))
    await until_open(world, "creation_application")
    await close_the_round(world, local_date(await world.clock.now()) - timedelta(days=1))
    await stories.apply(world)
    case = await world.state()
    assert (case.stage, case.round) == (Stage.NOMINATION, "")


@pytest.mark.article("zone:17.1")
async def test_an_incomplete_application_goes_back_with_what_was_typed_and_comes_again_in_its_round(
    world: World,
) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    await stories.apply(world)
    await world.act("prov-js", "provincial_appraisal", "return", missing=["补充创建方案"])
    case = await world.state()
    assert case.stage is Stage.APPLICATION
    assert case.application["plan_summary"] == forms.APPLICATION["plan_summary"]
    assert "supplement_notice" in await documents(world)
    await close_the_round(world, local_date(await world.clock.now()) - timedelta(days=1))
    await stories.apply(world)
    await stories.nominate(world)
    case = await world.state()
    assert (case.stage, case.round, case.application) == (Stage.APPROVAL, "第1轮", {})


@pytest.mark.article("zone:16")
async def test_an_application_on_paper_counts_from_the_day_stamped_on_its_receipt(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "paper_application")
    today = local_date(await world.clock.now())
    stamped = today - timedelta(days=20)
    await close_the_round(world, stamped)
    paper = forms.APPLICATION | {"received_on": stamped.isoformat(), "scan": ["file-1"]}
    for wrong in (today - timedelta(days=19), today + timedelta(days=1)):
        refusal = await world.refused(
            "prov-js", "paper_application", "apply", **paper | {"received_on": wrong.isoformat()}
        )
        assert refusal.basis in {("zone:15",), ("zone:16",)}
    await world.act("prov-js", "paper_application", "apply", **paper)
    case = await world.state()
    assert (case.stage, case.proceeding.applied_on, case.round) == (Stage.NOMINATION, stamped, "第1轮")
    assert "paper_application" not in {task.kind for task in case.tasks}
    [entry] = [event for event in await events(world) if event.kind == "paper_application.apply"]
    assert f"{stamped.year}年{stamped.month}月{stamped.day}日" in entry.text
    assert f"{today.year}年{today.month}月{today.day}日" in entry.text
    await stories.nominate(world)


@pytest.mark.article("zone:17.1")
async def test_a_park_is_not_nominated_without_the_departments_that_took_part(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    refusal = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.OPINION)
    assert (refusal.kind, refusal.basis) == (RefusalKind.MALFORMED, ("zone:17.1",))


@pytest.mark.article("zone:17.1")
async def test_a_declined_list_may_lead_to_leaving_the_park_out(world: World) -> None:
    await start_creation(world, Stage.LEADING_GROUP_DECLINED)
    await until_open(world, "provincial_appraisal")
    await world.act("prov-js", "provincial_appraisal", "decline", **forms.REASONS)
    assert (await world.state()).stage is Stage.NOT_SHORTLISTED


@pytest.mark.article("zone:17.2")
async def test_samr_asks_only_the_departments_it_names_where_the_policy_lets_it(world: World) -> None:
    await start_creation(world, Stage.APPROVAL, policy=POLICY.model_copy(update={"consultation_scope": "named"}))
    await until_open(world, "creation_consultation")
    refusal = await world.refused("samr", "creation_consultation", "consult")
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:17.2",))
    await world.act("samr", "creation_consultation", "consult", departments=["mara", "cnipa"])
    asked = {task.audience.organisation for task in (await world.state()).tasks if task.kind == "creation_opinion"}
    assert asked == {"mara", "cnipa"}
    for each in ("mara", "cnipa"):
        await world.act(each, "creation_opinion", "reply", stance="agrees")
    await world.act("samr-2", "creation_decision", "approve")
    assert (await documents(world)).count("consultation_letter") == 2


@pytest.mark.article("zone:17.2")
async def test_samr_asks_all_four_departments_where_the_policy_says_all(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    refusal = await world.refused("samr", "creation_consultation", "consult", departments=["mara"])
    assert "系统策略" in refusal.text
    await world.act("samr", "creation_consultation", "consult")
    assert (await documents(world)).count("consultation_letter") == 4


async def add_earlier_case(world: World, stage: Stage, **facts: Any) -> str:
    """Another case of the park stands in the register; answers its id."""
    now = await world.clock.now()
    case = ZoneCase(id="zone-js-1-case-0", park=PARK, policy=POLICY, stage=stage, stage_since=now, **facts)
    async with world.register.write() as session:
        session.add(case_row(case))
    return case.id


@pytest.mark.article("zone:3", "zone:16")
@pytest.mark.parametrize(("account", "kind"), [("park-js-1", "creation_application"), ("prov-js", "paper_application")])
async def test_what_was_drafted_is_not_submitted_once_the_park_is_in_its_term_again(
    world: World, account: str, kind: str
) -> None:
    """A second case is drafted while the revocation bars; then the revocation is withdrawn."""
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application", "paper_application")
    earlier = await add_earlier_case(world, Stage.IN_TERM)
    stamp = {"received_on": local_date(await world.clock.now()).isoformat(), "scan": ["file-1"]}
    paper = stamp if kind == "paper_application" else {}
    refusal = await world.refused(account, kind, "apply", **forms.APPLICATION | paper)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:3", "zone:16"))
    assert "处于示范期内" in refusal.text
    assert earlier in refusal.text
    case = await world.state()
    assert (case.stage, case.proceeding.applied_on) == (Stage.APPLICATION, None)


@pytest.mark.article("zone:27#3")
async def test_an_application_is_not_taken_within_the_three_years_of_a_revocation(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    today = local_date(await world.clock.now())
    revocation = Revocation(
        stage=RevocationStage.PUBLICATION,
        ground="promotion",
        facts="示例",
        opened_on=today - timedelta(days=60),
        decided_on=today - timedelta(days=30),
    )
    await add_earlier_case(world, Stage.REVOKED, revocation=revocation)
    refusal = await world.refused("park-js-1", "creation_application", "apply", **forms.APPLICATION)
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:27#3",))
    assert "三年内不得再次提出创建申请" in refusal.text
    case = await world.state()
    assert (case.stage, case.proceeding.applied_on) == (Stage.APPLICATION, None)
    free = bar_of(revocation, POLICY)
    assert free is not None
    assert free.opens_at is not None
    await world.clock.advance_to(free.opens_at)
    await stories.apply(world)
    assert (await world.state()).stage is Stage.NOMINATION
