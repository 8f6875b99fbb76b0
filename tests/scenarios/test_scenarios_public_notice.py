"""Group A: the notice of 第二十二条, its windows over the real holidays of 2024 to 2026, on running workflows."""

from datetime import date, datetime

import pytest

from db.models import PublicNotice
from domain.date_rules import derive
from domain.dates import CHINA, local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from tests.scenarios.playing import (
    DOCUMENTS,
    ORGANISATIONS,
    Told,
    go,
    kinds_of,
    notice_of,
    papers,
    publish,
    until_told,
)
from tests.support import forms
from tests.support.calendars import CALENDAR
from tests.support.scenarios import begins, computation, days_in, expected, given, steps
from tests.support.world import World
from tests.support.zone_cases import start_creation, until_open

FLOOR = ("zone:22#1",)
WINDOWS = ("A01", "A02", "A04", "A05", "A06", "A08", "A09", "A11")
COUNTING_THE_DAY = ZonePolicy(notice_count_publication_day=True)
KINDS = {
    "公示开始": "public_notice_started",
    "公示将于下一工作日截止": "public_notice_closing",
    "公示期满无异议": "public_notice_passed",
}
"""How a scenario's notification begins → the wording of ours."""


def counted(published: datetime, policy: ZonePolicy = ZonePolicy(), **given: int) -> Deadline:  # noqa: B008
    return derive("zone-notice", published.astimezone(CHINA).date(), given, policy, CALENDAR)


def parted(scenario: str) -> dict[str, Told]:
    """Wording → who is to be told and when. 公众(公告) has no mailbox: the notice board is looked at instead."""
    return {
        next(ours for words, ours in KINDS.items() if each["what"].startswith(words)): {
            (ORGANISATIONS[who], each["at"].astimezone(CHINA)) for who in each["to"] if who in ORGANISATIONS
        }
        for each in expected(scenario)["notifications"]
    }


async def board(world: World, notice: str) -> PublicNotice:
    """The notice as the public reads it."""
    async with world.register.read() as session:
        return await session.get_one(PublicNotice, notice)


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01", "A02", "A04", "A05", "A06", "A08", "A09", "A11")
@pytest.mark.parametrize("scenario", [pytest.param(each, marks=begins(steps(each)[0].moment)) for each in WINDOWS])
@pytest.mark.served
async def test_a_notice_stands_its_five_working_days_and_opens_the_recognition_at_their_end(
    world: World, scenario: str
) -> None:
    wanted, at = expected(scenario), steps(scenario)[0].moment
    notice = await publish(world, at)
    last, closes = wanted["notice_last_day"], wanted["objection_channel_closes"]
    assert (notice.last_day.date, notice.last_day.closes_at, notice.last_day.provisional) == (last, closes, False)
    shown = await board(world, notice.id)
    assert (shown.state, shown.last_day, shown.closes_at) == ("running", last, closes)
    assert [kind for kind, _ in await papers(world)] == [DOCUMENTS[each] for each in wanted["documents"]]

    await go(world, closes, minutes=-1)
    case = await world.state()
    assert (case.stage, "objection" in kinds_of(case)) == (Stage.PUBLIC_NOTICE, True)
    assert "recognition_decision" not in kinds_of(case)
    await go(world, closes, seconds=30)
    case = await until_open(world, "recognition_decision", "recognition_signature")
    assert wanted["status"] == "RECOGNITION_PENDING"
    assert (case.stage, "objection" in kinds_of(case)) == (Stage.RECOGNITION, False)
    assert local_date((await world.task("recognition_decision")).opened_at) == wanted["earliest_recognition_decision"]
    assert (await board(world, notice.id)).state == "ended"
    for kind, whom in parted(scenario).items():
        await until_told(world, whom, kind)

    *days, counting_the_day = computation(scenario)[1:]
    assert list(counted(at).counted) == days
    assert counted(at, COUNTING_THE_DAY).date == counting_the_day


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A14")
@begins(steps("A14")[0].moment)
async def test_a_notice_published_on_a_make_up_saturday_counts_from_the_day_after(world: World) -> None:
    wanted, at = expected("A14"), steps("A14")[0].moment
    notice = await publish(world, at)
    assert [at.date()] == given("A14")
    assert (notice.last_day.date, notice.last_day.closes_at) == (
        wanted["notice_last_day"],
        wanted["objection_channel_closes"],
    )
    assert (await world.state()).stage.value.upper() == wanted["status"]
    assert counted(at, COUNTING_THE_DAY).date == wanted["with_count_publication_day_true"]


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A15")
@pytest.mark.parametrize("policy", [ZonePolicy(), COUNTING_THE_DAY], ids=["by default", "counting the day"])
@begins(steps("A15")[0].moment)
async def test_a_notice_published_on_an_ordinary_saturday_ends_alike_in_both_readings(
    world: World, policy: ZonePolicy
) -> None:
    wanted = expected("A15")
    notice = await publish(world, steps("A15")[0].moment, policy=policy)
    assert notice.last_day.date == wanted["notice_last_day"] == wanted["with_count_publication_day_true"]
    assert (await world.state()).stage.value.upper() == wanted["status"]


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A17")
@begins(steps("A17")[0].moment)
async def test_a_longer_notice_is_allowed_and_a_shorter_one_refused(world: World) -> None:
    """EVALUATED is, with us, the notice stage before anything is published: it stays so after the refusal."""
    wanted, at = expected("A17"), steps("A17")[0].moment
    await go(world, at)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    before = await until_open(world, "public_notice")
    refusal = await world.refused("samr", "public_notice", "publish", **forms.PUBLICATION | {"working_days": 4})
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, FLOOR)
    assert wanted["n4"] == "refused: 公示期不少于五个工作日"
    assert refusal.text.startswith("公示期不少于5个工作日")
    case = await world.state()
    assert (case.stage, case.proceeding.notice, case.step) == (before.stage, None, before.step)
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION | {"working_days": 7})
    assert notice_of(await world.state()).last_day.date == wanted["n7_last_day"]


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A24")
def test_a_real_notice_of_2018_is_a_day_short_by_one_reading_and_conforms_by_the_other() -> None:
    """On the kernel: the notice of a predecessor programme is nobody's case."""
    wanted, [published] = expected("A24"), given("A24")
    stated, needed = days_in(wanted["default_policy"])
    assert derive("zone-notice", published, {}, ZonePolicy(), CALENDAR).date == needed
    assert [day for day in counted_days(published) if day > stated] == [needed]
    conforming = wanted["with_Z-NOTICE-COUNT-PUBDAY=true"]
    assert (conforming.day, conforming.note) == (stated, "conforms")
    assert derive("zone-notice", published, {}, COUNTING_THE_DAY, CALENDAR).date == stated


def counted_days(published: date) -> tuple[date, ...]:
    return derive("zone-notice", published, {}, ZonePolicy(), CALENDAR).counted
