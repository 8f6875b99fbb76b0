"""五（四） A half-year report on the real workflow: late by its first version alone, corrected after its receipt."""

from datetime import timedelta

import pytest

from domain.dates import ONE_DAY
from domain.pilot.parts import HalfYearReport
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import REPORT, YI, PilotWorld
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:5(4)")


@pytest.fixture
async def pilot(world: World) -> PilotWorld:
    """A project whose first reports can be handed in."""
    found = PilotWorld(world.env, world.register, world.mail)
    await pilots.into_construction(found, half_year_ladder_after=())
    await found.forward(days=160)
    return found


async def first(pilot: PilotWorld, bureau: str = "city-yi") -> HalfYearReport:
    return next(each for each in (await pilot.project()).reports if (each.bureau, each.k) == (bureau, 1))


async def test_a_report_returned_for_completion_is_not_late_when_its_first_version_was_in_time(
    pilot: PilotWorld,
) -> None:
    due = (await first(pilot)).due.date
    await pilot.to(due.year, due.month, due.day, 9)
    await pilot.act("city-yi", "pilot_report", "submit", **REPORT)
    await pilot.act("prov-zj", "pilot_report_receipt", "return", reasons="数据不全")
    after = due + ONE_DAY
    await pilot.to(after.year, after.month, after.day, 9)
    assert (await first(pilot, "city-jia")).overdue, "of this one nothing came"
    assert not (await first(pilot)).overdue
    [task] = [each for each in await pilot.tasks() if each.kind == "pilot_report" and each.audience == YI.audience]
    assert task.due is None, "the plan sets no day for putting it right"
    await pilot.forward(days=20)
    await pilot.act("city-yi", "pilot_report", "submit", **REPORT)
    await pilot.act("prov-zj", "pilot_report_receipt", "accept")
    report = await first(pilot)
    assert (report.version, report.overdue) == (2, False)
    assert not any("逾期提交" in text for _, text, _ in await pilot.events())


async def test_a_received_report_is_corrected_its_province_receives_the_new_version_and_both_are_kept(
    pilot: PilotWorld,
) -> None:
    correction = REPORT | {"k": 1, "progress": "合格率为九成六。", "correction": "合格率有误。"}
    early = await pilot.refused_own("city-yi", "pilot_report_correction", "submit", **correction)
    assert (early.kind, early.basis) == (RefusalKind.NOT_YET, ("pilot:5(4)",))
    await pilot.act("city-yi", "pilot_report", "submit", **REPORT)
    await pilot.act("prov-zj", "pilot_report_receipt", "accept")
    await pilot.act("city-yi", "pilot_report_correction", "submit", **correction)
    await pilot.act("city-yi", "pilot_report_correction", "submit", **correction)
    asked = [each for each in await pilot.tasks() if each.kind == "pilot_correction_receipt"]
    assert [each.about for each in asked] == ["city-yi.1.3"], "the one before it gives way"
    assert (await first(pilot)).standing == 1
    await pilot.act("prov-zj", "pilot_correction_receipt", "accept")
    report = await first(pilot)
    assert (report.standing, report.latest, report.version) == (3, 3, 1)
    papers = await pilot.documents("pilot_half_year_report")
    assert [each["version"] for each in papers] == [1, 2, 3]
    assert not [each for each in await pilot.tasks() if each.kind == "pilot_report" and each.audience == YI.audience]
    assert await pilot.told("pilot_report_corrected") == {"city-yi", "prov-zj"}
    await pilot.forward(seconds=timedelta(days=1).total_seconds())
