"""第二十八条: a renewal taken back by the zone, one that never reaches 总局 in time, and one that came on paper."""

from datetime import timedelta
from typing import Any

import pytest

from db.models import PublicNotice
from domain.citation import Citation
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.procedure.state import Proceeding
from domain.zone.case import Renewal, RenewalStage, Stage, Term, ZoneCase
from tests.support import forms
from tests.support.notices import with_file
from tests.support.world import World
from tests.support.zone_cases import documents, kinds, paper, start_last_days, told, until_open

POLICY = "tests.support.zone_cases.POLICY"


def term_of(case: ZoneCase) -> Term:
    assert case.term is not None
    return case.term


@pytest.mark.article("zone:28.1")
async def test_a_zone_takes_its_renewal_back_from_the_province_and_applies_again(world: World) -> None:
    await start_last_days(world, 100)
    await until_open(world, "renewal_application")
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await until_open(world, "renewal_examination", "renewal_withdrawal")
    await world.act("park-js-1", "renewal_withdrawal", "withdraw", **forms.REASONS)
    case = await until_open(world, "renewal_application")
    assert (case.stage, case.renewal, case.renewals_failed) == (Stage.IN_TERM, None, 0)
    assert not {"renewal_examination", "renewal_withdrawal"} & {task.kind for task in case.tasks}
    [letter] = await paper(world, "renewal_withdrawal")
    assert ([each["role"] for each in letter["recipients"]], letter["basis"]) == (
        ["provincial_regulator"],
        [Citation("zone:28.1")],
    )
    assert set(await told(world, "renewal_withdrawn")) == {"park-js-1", "prov-js"}
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    case = await world.state()
    assert case.renewal is not None
    assert case.renewal.proceeding.number == 2


@pytest.mark.article("zone:28.1", "zone:28.3#1")
async def test_a_renewal_taken_back_during_its_notice_ends_the_notice_and_the_term_runs_to_its_last_day(
    world: World,
) -> None:
    renewal = Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=Proceeding())
    term = term_of(await start_last_days(world, 30, renewal=renewal))
    await until_open(world, "renewal_notice")
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    case = await world.state()
    assert case.current.notice is not None
    shown = case.current.notice.id
    await world.act("park-js-1", "renewal_withdrawal", "withdraw", **forms.REASONS)
    case = await until_open(world, "renewal_application")
    assert "renewal_objection" not in {task.kind for task in case.tasks}
    async with world.register.read() as session:
        row = await session.get(PublicNotice, shown)
    assert row is not None
    assert row.state == "withdrawn"
    [public] = await paper(world, "renewal_notice_withdrawal")
    assert (public["data"]["because"], public["basis"]) == ("园区撤回复审申请", ["zone:28.1"])
    assert term.last_day.closes_at is not None
    await world.clock.advance_to(term.last_day.closes_at + timedelta(minutes=1))
    case = await world.state()
    assert (case.stage, case.tasks) == (Stage.EXPIRED, [])


@pytest.mark.article("zone:24", "zone:28.1")
async def test_a_renewal_taken_back_after_the_last_day_lets_the_zone_expire(world: World) -> None:
    renewal = Renewal(stage=RenewalStage.DECISION, proceeding=Proceeding())
    term = term_of(await start_last_days(world, 5, renewal=renewal))
    await until_open(world, "renewal_decision")
    assert term.last_day.closes_at is not None
    await world.clock.advance_to(term.last_day.closes_at + timedelta(minutes=1))
    assert (await world.state()).stage is Stage.EXPIRED_PENDING_RENEWAL
    await world.act("park-js-1", "renewal_withdrawal", "withdraw", **forms.REASONS)
    await world.forward(minutes=1)
    case = await world.state()
    assert (case.stage, case.tasks) == (Stage.EXPIRED, [])
    assert {"mara", "cnipa", "samr", "lsg-js", "prov-js", "park-js-1"} <= set(await told(world, "renewal_withdrawn"))


@pytest.mark.article("zone:28.1", "zone:28.2")
@pytest.mark.parametrize("reading", ["window", "deadline"])
async def test_a_renewal_that_is_not_with_samr_when_the_window_closes_is_turned_away_and_the_term_ends_as_ever(
    world: World, monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    policy = ZonePolicy.model_validate({"renewal_timely_at": "samr", "renewal_reading": reading})
    monkeypatch.setattr(POLICY, policy)
    days = 5 if reading == "window" else 190
    term = term_of(await start_last_days(world, days))
    await until_open(world, "renewal_application")
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await world.act("prov-js", "renewal_examination", "pass", **forms.OPINION)
    assert term.window.closes_at is not None
    await world.clock.advance_to(term.window.closes_at - timedelta(minutes=1))
    await world.act("lsg-js", "renewal_consent", "consent", **forms.OPINION)
    await world.forward(minutes=2)
    case = await world.state()
    assert (case.renewal, case.renewals_failed) == (None, 1)
    assert "renewal_submission" not in {task.kind for task in case.tasks}
    [letter] = await paper(world, "renewal_failed")
    assert (letter["issuers"], letter["basis"]) == (["samr"], ["zone:28.1", "zone:28.2"])
    assert "未在" in letter["data"]["because"]
    assert {"park-js-1", "prov-js"} <= set(await told(world, "renewal_failed"))
    assert term.last_day.closes_at is not None
    await world.clock.advance_to(term.last_day.closes_at + timedelta(minutes=2))
    case = await world.state()
    assert (case.stage, case.tasks) == (Stage.EXPIRED, [])
    assert "term.expired_pending_renewal" not in await kinds(world)
    assert "expiry_status" not in await documents(world)


async def entered(world: World, **data: Any) -> None:
    await with_file(world, "prov-js", "paper_renewal", "apply", **forms.RENEWAL, **data)


@pytest.mark.article("zone:28.1", "zone:28.2")
async def test_a_renewal_on_paper_stamped_in_the_window_counts_though_it_is_entered_after_its_last_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(POLICY, ZonePolicy(renewal_reading="deadline"))
    term = term_of(await start_last_days(world, 190))
    await until_open(world, "paper_renewal", "renewal_application")
    assert term.window.closes_at is not None
    last = local_date(term.window.closes_at - timedelta(minutes=1))
    await world.clock.advance_to(term.window.closes_at + timedelta(days=3))
    case = await world.state()
    assert {"renewal_application", "paper_renewal"} & {task.kind for task in case.tasks} == {"paper_renewal"}
    after = (last + timedelta(days=1)).isoformat()
    refusal = await world.refused("prov-js", "paper_renewal", "apply", **forms.RENEWAL, received_on=after)
    assert ("截止" in refusal.text, refusal.basis) == (True, (Citation("zone:28.1"),))
    await entered(world, received_on=last.isoformat())
    case = await until_open(world, "renewal_examination")
    assert case.renewal is not None
    assert case.renewal.proceeding.applied_on == last
    assert "paper_renewal" not in {task.kind for task in case.tasks}
    [material] = await paper(world, "renewal_application")
    assert material["issuers"] == ["park-js-1"]
