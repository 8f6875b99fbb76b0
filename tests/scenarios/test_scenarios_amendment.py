"""Group C: the measures are amended while a case runs."""

from datetime import timedelta

import pytest

from db.models import PolicyVersion
from domain.policy import ZonePolicy
from services import recalculation
from tests.scenarios.playing import PUBLISHED, go, term_of
from tests.support import forms, lives
from tests.support.recounting import SANDBOX
from tests.support.scenarios import begins, expected, timed
from tests.support.world import World
from tests.support.zone_cases import POLICY, start_term, until_open, until_recorded

RENEWAL = (
    "renewal_application",
    "renewal_examination",
    "renewal_consent",
    "renewal_submission",
    "renewal_consultation",
    "renewal_opinion",
    "comprehensive_evaluation",
)
"""What is answered before the results are shown to the public."""


@pytest.mark.article("zone:24", "zone:28.3#1", "zone:30")
@pytest.mark.scenario("C19")
@begins(timed("C19")[0].moment, hours=24)
@pytest.mark.served
async def test_amended_measures_leave_a_granted_term_alone_and_count_for_the_notice_not_yet_begun(
    world: World,
) -> None:
    """That a bar running elsewhere keeps its three years: tests/domain/test_zone_article_27. A document prints the
    regulation and the policy of the moment it is written: services/documents/wording."""
    wanted, [amended] = expected("C19"), timed("C19")
    await start_term(world, PUBLISHED, settled=3)
    await until_open(world, "renunciation")
    await go(world, amended.moment)
    regulation = amended.day.isoformat()
    await adopt(world, ZonePolicy(version="2027-1", regulation=regulation, term_years=5, notice_min_working_days=7))
    case, term = await world.state(), await term_of(world)
    assert (case.policy.regulation, case.policy.term_years) == (regulation, 5)
    assert wanted["term_last_day"].note == "(unchanged)"
    assert term.last_day.date == wanted["term_last_day"].day
    assert term.window.opens_at is not None
    await go(world, term.window.opens_at + timedelta(hours=10))
    await lives.answer(world, *RENEWAL)
    assert wanted["renewal_notice_min"].startswith("7 working days")
    refusal = await world.refused("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    assert "公示期不少于7个工作日" in refusal.text
    assert refusal.basis == ("zone:28.3#1",)
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION | {"working_days": 7})


async def adopt(world: World, policy: ZonePolicy) -> None:
    """Approve a policy and have the running cases take it over."""
    now = await world.clock.now()
    async with world.register.write() as session:
        session.add(
            PolicyVersion(
                programme="zone",
                version=policy.version,
                based_on=POLICY.version,
                values=policy.model_dump(mode="json"),
                changes={},
                reason="办法修订",
                state="approved",
                proposed_by="ops",
                proposed_at=now,
                decided_by="samr",
                decided_at=now,
            )
        )
    assert await recalculation.wake(world.client, SANDBOX)
    await until_recorded(world, "policy.adopted")
