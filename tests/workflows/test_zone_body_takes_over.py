"""第三条 园区管理委员会或所在地人民政府: another creating body takes over while a case runs (reading R-3-5)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import Notification, Park, TaskRow
from db.queries import lineage, parks
from domain.dates import local_date, start_of
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.roles import Role
from domain.zone.case import Stage, ZoneCase
from services.standing import standing_of
from tests.support import forms
from tests.support import world as people
from tests.support.accounts import add_accounts
from tests.support.notices import close, notice_of, publish, with_file
from tests.support.revocations import revoke
from tests.support.world import World
from tests.support.zone_cases import (
    events,
    roll_over,
    settle_in,
    start_creation,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)

pytestmark = pytest.mark.article("zone:3#2")
GOV, NAME = "gov-js", "示例市人民政府"
REGISTERED = start_of(date(2024, 3, 14))


@pytest.fixture(autouse=True)
async def government(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """所在地人民政府, registered as a creating body."""
    monkeypatch.setitem(people.PEOPLE, GOV, (Role.CREATING_BODY, GOV, "320500"))
    async with world.register.write() as session:
        await add_accounts(session, {GOV: (GOV, NAME, Role.CREATING_BODY, "320500")}, REGISTERED)


async def report(world: World, **change: str) -> None:
    """The body that has acted so far reports that the government takes over."""
    today = local_date(await world.clock.now()).isoformat()
    found = {"organisation": GOV, "approval_number": "苏政复〔2027〕3号", "effective_on": today}
    await with_file(world, "park-js-1", "identity_change", "report", **found | change)


async def take_over(world: World) -> ZoneCase:
    await report(world)
    await world.act("samr", "identity_decision", "acknowledge")
    return await world.state()


async def bodies(world: World) -> tuple[str, str, list[str]]:
    """Of the park in the register: its creating body, what it is called, and every body of its history."""
    async with world.register.read() as session:
        park = await session.get_one(Park, "js-1")
        history = [each.organisation_id for each in await lineage.identities_of(session, "js-1")]
        assert [each.id for each in await parks.bodies_of(session, park)] == [park.organisation_id]
        return park.organisation_id, park.creating_body, history


async def test_from_the_decision_on_the_new_body_acts_and_the_old_one_is_refused(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application", "identity_change")
    await report(world)
    case = await world.state()
    assert (case.park.organisation, case.park.creating_body) == ("park-js-1", NAME)
    early = await world.refused(GOV, "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert early.kind is RefusalKind.WRONG_ACTOR, "not before 总局 has settled it"
    assert await bodies(world) == ("park-js-1", NAME, ["park-js-1", "park-js-1"])
    await world.act("samr", "identity_decision", "acknowledge")
    case = await world.state()
    assert (case.park.organisation, case.identity) == (GOV, None)
    assert [(each.creating_body, each.organisation) for each in case.former] == [
        ("示例一号园区管理委员会", "park-js-1")
    ]
    assert not [task for task in case.tasks if task.audience.organisation == "park-js-1"]
    assert f"自此由{NAME}办理本案件" in (await until_recorded(world, "identity_decision.acknowledge")).text
    assert await bodies(world) == (GOV, NAME, ["park-js-1", GOV])
    async with world.register.read() as session:
        open_ = select(TaskRow).where(TaskRow.closed_at.is_(None), TaskRow.role == Role.CREATING_BODY.value)
        assert {row.organisation_id for row in await session.scalars(open_)} == {GOV}
    late = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (late.kind, late.basis[0]) == (RefusalKind.WRONG_ACTOR, "zone:20#1")
    await world.act(GOV, "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (await world.state()).stage is Stage.ACCEPTANCE
    assert (await events(world))[-1].actor_organisation == GOV


async def test_a_new_name_of_the_same_body_replaces_nobody(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "identity_change")
    await report(world, organisation="", creating_body="示例一号园区管理局")
    await world.act("samr", "identity_decision", "acknowledge")
    case = await world.state()
    assert (case.park.organisation, case.park.creating_body) == ("park-js-1", "示例一号园区管理局")
    assert (await bodies(world))[0] == "park-js-1"


async def test_shown_on_a_notice_the_new_body_takes_over_with_the_corrected_notice(world: World) -> None:
    notice = await publish(world)
    await close(world, notice)
    await until_open(world, "recognition_decision")
    await report(world)
    await world.act("samr", "identity_decision", "correct_notice")
    case = await until_open(world, "objection", "identity_change")
    assert (case.stage, case.park.organisation) == (Stage.PUBLIC_NOTICE, GOV)
    assert notice_of(case).last_day.anchor == local_date(await world.clock.now())
    assert (await world.task("identity_change")).audience.organisation == GOV
    assert (await bodies(world))[0] == GOV


async def test_in_a_renewal_what_is_open_is_the_new_bodys_to_do(world: World) -> None:
    await start_last_days(world, 100)
    await until_open(world, "renewal_application", "identity_change")
    await take_over(world)
    refusal = await world.refused("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    assert refusal.kind is RefusalKind.WRONG_ACTOR
    await roll_over(world)
    await world.act(GOV, "renewal_application", "apply", **forms.RENEWAL)
    assert (await world.state()).renewal is not None


@pytest.mark.served
@pytest.mark.article("zone:27#1")
async def test_the_report_that_is_due_and_its_reminders_go_to_the_new_body(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_open(world, "identity_change")
    await take_over(world)
    await world.clock.advance_to(start_of(date(year + 1, 1, 1)) + timedelta(minutes=1))
    assert (await world.task("annual_report")).audience.organisation == GOV
    term = (await world.state()).term
    assert term is not None
    await world.clock.advance_to(start_of(term.reports[0].due.date) - timedelta(days=6))
    async with world.register.read() as session:
        rows = await session.scalars(select(Notification).where(Notification.kind.startswith("annual_report_before")))
        assert {row.account_id for row in rows} == {GOV}
    await world.act(GOV, "annual_report", "submit", **forms.REPORT)


@pytest.mark.article("zone:27#3")
async def test_the_bar_of_the_body_alone_stays_with_the_body_at_the_revocation(world: World) -> None:
    await start_term(world, local_date(await world.clock.now()))
    await until_open(world, "revocation_opening")
    await revoke(world)
    case = await take_over(world)
    assert case.revocation is not None
    assert (case.stage, case.park.organisation, case.revocation.body) == (Stage.REVOKED, GOV, "park-js-1")
    today, policy = local_date(await world.clock.now()), ZonePolicy(bar_scope="applicant")
    async with world.register.read() as session:
        assert (await standing_of(session, "js-1", "park-js-1", today, policy)).bars
        assert not (await standing_of(session, "js-1", GOV, today, policy)).bars
