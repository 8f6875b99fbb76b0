"""Group A: objections to a notice of 第二十二条, and a notice into a year whose calendar is not published."""

from datetime import date

import pytest

from domain.dates import CHINA, end_of, local_date
from domain.deadline import Deadline
from domain.procedure.state import ObjectionStatus
from domain.rederivation import rederived
from domain.working_days import WorkCalendar
from domain.zone.case import Stage
from services.calendar_seed import past_releases
from tests.scenarios.playing import (
    DOCUMENTS,
    PARK,
    PROVINCE,
    go,
    kinds_of,
    notice_of,
    object_to,
    papers,
    publish,
    until_told,
)
from tests.support import forms, recounting
from tests.support.calendars import release
from tests.support.scenarios import begins, days_in, expected, given, steps, timed
from tests.support.world import World
from tests.support.zone_cases import POLICY, documents, until_open, until_recorded

PUBLISHED = steps("A01")[0].moment
"""The notice of A19, which is not among these scenarios: the plain week of A01, as A20 and A22 say."""


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
@pytest.mark.parametrize("variant", [1, 2])
@begins(timed("A18")[0].moment)
@pytest.mark.served
async def test_a_notice_into_an_unsettled_year_states_the_latest_day_and_keeps_it(world: World, variant: int) -> None:
    """Deliberately other than the scenario (docs/adr/0015): stated is the latest day the count may need, 2027-01-11,
    and the scenario's nominal day stands in the explanation. So a notice is never extended by a release."""
    wanted, (at,) = expected("A18"), [step.moment for step in timed("A18")]
    stated = (await publish(world, at)).last_day
    nominal = wanted["initial_last_day"]
    assert nominal.provisional
    assert (stated.date, stated.provisional) == (date(2027, 1, 11), True)
    assert _explained(stated, nominal.day)

    days = days_in(steps("A18")[variant].action)
    off, made_up = ([], days) if variant == 1 else (days, [])
    published = release(
        nominal.day.year,
        off=[each.isoformat() for each in (*off, date(nominal.day.year, 1, 1))],
        made_up=[each.isoformat() for each in made_up],
        issued_on=at.date().isoformat(),
    )
    again = rederived(stated, POLICY, WorkCalendar([*past_releases(), published]))
    assert again.date == wanted[f"variant{variant}_recomputed"]
    await recounting.publish(world, published)
    await until_recorded(world, "dates.recalculated")
    effective = notice_of(await world.state()).last_day
    assert (effective.date, effective.provisional) == (stated.date, False)
    assert effective.date >= wanted[f"variant{variant}_effective_last_day"].day
    assert "notice_correction" not in await documents(world)
    await go(world, end_of(effective.date), minutes=-5)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await go(world, end_of(effective.date), seconds=30)
    await until_open(world, "recognition_decision")


def _explained(stated: Deadline, nominal: date) -> bool:
    """The compact deadline of a case leaves its lines out: they are counted again."""
    [reading] = [
        line
        for line in rederived(stated, POLICY, WorkCalendar(past_releases())).lines
        if line.parameter == "CAL-UNKNOWN-YEAR"
    ]
    return f"推算为{nominal.year}年{nominal.month}月{nominal.day}日" in reading.text


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("A20")
@begins(PUBLISHED)
async def test_an_objection_without_evidence_waits_for_it_five_working_days_and_then_frees_the_gate(
    world: World,
) -> None:
    wanted, [at] = expected("A20"), [step.moment for step in timed("A20")]
    notice = await publish(world, PUBLISHED)
    assert notice.last_day.date == at.date()
    await go(world, at)
    await object_to(world, "O4")
    [known] = notice_of(await world.state()).objections
    assert wanted["O4_status"].startswith(known.status.name)
    until = notice_of(await world.state()).supplement_until
    assert until is not None
    assert (until.date, until.closes_at) == (wanted["supplement_until"].day, end_of(wanted["supplement_until"].day))
    assert wanted["supplement_until"].note == "24:00"

    await go(world, end_of(until.date), minutes=-5)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await go(world, end_of(until.date), seconds=30)
    case = await until_open(world, "recognition_decision")
    [known] = notice_of(case).objections
    assert known.status is ObjectionStatus.CLOSED_WITHOUT_EVIDENCE
    assert "未提供书面举证材料" in wanted["after_that"]
    assert known.status.label.startswith("未提供书面举证材料")
    assert local_date((await world.task("recognition_decision")).opened_at) == wanted["earliest_recognition_decision"]
    assert {DOCUMENTS[each] for each in wanted["documents"]} <= set(await documents(world))


@pytest.mark.article("zone:22#4")
@pytest.mark.scenario("A22")
@begins(PUBLISHED)
async def test_an_upheld_objection_means_no_recognition_no_bar_and_the_whole_chain_again(world: World) -> None:
    wanted, [step] = expected("A22"), timed("A22")
    await publish(world, PUBLISHED)
    published, objected = given("A22")
    assert published == PUBLISHED.date()
    await go(world, PUBLISHED + (objected - published))
    await object_to(world, "O1", "a.pdf")
    await go(world, step.moment)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE, "an open objection holds its entry, without limit"
    await world.act("samr-2", "objection_reexamination", "uphold", receipt_number="O1", reasons="经核查属实。")
    case = await until_open(world, "acceptance_application")
    assert wanted["status"].startswith("CREATING")
    assert (case.stage, case.recognised_on, case.term) == (Stage.CREATION, None, None)
    assert wanted["recognition"] == "none"
    assert wanted["ban"].startswith("none")
    assert case.revocation is None
    ordered = await papers(world)
    for each in wanted["documents"]:
        assert (DOCUMENTS[each], step.day) in ordered
    # 异议人 has no account: the conclusion is issued under the receipt number by which the objector asks for it.
    [notified] = wanted["notifications"]
    moment = notified["at"].astimezone(CHINA)
    await until_told(world, {(PARK, moment), (PROVINCE, moment)}, "objection_concluded")

    assert "province + leading group" in wanted["next"]
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    asked = []
    for who, kind, action in (
        ("prov-js", "acceptance_examination", "pass"),
        ("lsg-js", "acceptance_consent", "consent"),
        ("park-js-1", "acceptance_submission", "submit"),
    ):
        asked.append([task.kind for task in (await world.state()).awaited])
        await world.act(who, kind, action, **({} if action == "submit" else forms.OPINION))
    assert asked == [["acceptance_examination"], ["acceptance_consent"], ["acceptance_submission"]]
    assert "objection" not in kinds_of(await world.state())
