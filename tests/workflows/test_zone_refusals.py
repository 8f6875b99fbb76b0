"""Whatever the text does not allow is turned away with its basis, and leaves nothing behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from domain.citation import Basis, Citation
from domain.dates import end_of, in_words, local_date, start_of
from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.zone.case import Stage
from tests.support import forms, stories
from tests.support.world import World
from tests.support.zone_cases import footprint, settle_in, start_creation, start_last_days, start_term, until_open


def basis(*keys: str) -> Basis:
    return tuple(Citation(key) for key in keys)


@asynccontextmanager
async def nothing_changes(world: World) -> AsyncIterator[None]:
    before = await footprint(world.register)
    yield
    assert await footprint(world.register) == before


def assert_refused(refusal: Refusal, kind: RefusalKind, *keys: str) -> None:
    assert (refusal.kind, refusal.basis) == (kind, basis(*keys))
    assert refusal.text.endswith("。")


@pytest.mark.article("zone:16")
async def test_an_application_is_taken_from_the_creating_body_of_this_park_alone(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    async with nothing_changes(world):
        for stranger in ("prov-js", "samr", "expert-1", "a-citizen"):
            refusal = await world.refused(stranger, "creation_application", "apply", **forms.APPLICATION)
            assert_refused(refusal, RefusalKind.WRONG_ACTOR, "zone:16")


@pytest.mark.article("zone:17.1")
async def test_a_park_is_appraised_by_its_own_province_alone(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    async with nothing_changes(world):
        refusal = await world.refused("prov-zj", "provincial_appraisal", "nominate", **forms.APPRAISAL)
        assert_refused(refusal, RefusalKind.WRONG_ACTOR, "zone:17.1")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)


@pytest.mark.article("zone:23")
async def test_a_department_signs_for_itself_alone(world: World) -> None:
    await start_creation(world, Stage.RECOGNITION)
    await until_open(world, "recognition_signature")
    for_mct = await world.task("recognition_signature", "mct")
    for_samr = await world.task("recognition_decision", "samr-2")
    async with nothing_changes(world):
        for signatory, task in (("mara", for_mct), ("samr", for_mct), ("mct", for_samr)):
            refusal = await world.refused_task(signatory, task.id, "sign", {})
            assert_refused(refusal, RefusalKind.WRONG_ACTOR, "zone:23")


@pytest.mark.article("zone:17.1")
async def test_a_step_is_never_taken_before_its_turn_nor_twice(world: World) -> None:
    """A task that is not open yet has no name; one that is closed is done for good."""
    await start_creation(world, Stage.NOMINATION)
    case = await until_open(world, "provincial_appraisal")
    appraisal = case.awaited[0]
    async with nothing_changes(world):
        ahead = await world.refused_task("lsg-js", f"{world.case_id}-task-99", "consent", forms.OPINION)
        assert_refused(ahead, RefusalKind.ALREADY_DONE, "zone:17.1")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    async with nothing_changes(world):
        again = await world.refused_task("prov-js", appraisal.id, "decline", forms.REASONS)
        assert_refused(again, RefusalKind.ALREADY_DONE, "zone:17.1")


@pytest.mark.article("zone:16")
async def test_only_the_actions_and_the_data_of_the_form_are_taken(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    wrong = (
        ("withdraw", forms.APPLICATION),
        ("apply", {}),
        ("apply", forms.APPLICATION | {"goals": []}),
        ("apply", forms.APPLICATION | {"industry": ["高端仪器仪表"]}),
        ("apply", forms.APPLICATION | {"score": 100}),
        (
            "apply",
            forms.APPLICATION | {"check_list": forms.CHECK_LIST | {"items": [{"item": "N11", "occurred": "no"}]}},
        ),
    )
    async with nothing_changes(world):
        for action, data in wrong:
            refusal = await world.refused("park-js-1", "creation_application", action, **data)
            assert_refused(refusal, RefusalKind.MALFORMED, "zone:16")


@pytest.mark.article("zone:7")
async def test_an_incident_of_the_last_three_years_stops_an_application(world: World) -> None:
    await start_creation(world, Stage.APPLICATION)
    await until_open(world, "creation_application")
    today = local_date(await world.clock.now())
    recent = {"item": "N1", "occurred": "yes", "occurred_on": (today - timedelta(days=900)).isoformat()}
    async with nothing_changes(world):
        for entry in (recent, {"item": "N1", "occurred": "pending"}):
            items = [entry, *forms.CHECK_LIST["items"][1:]]
            data = forms.APPLICATION | {"check_list": forms.CHECK_LIST | {"items": items}}
            refusal = await world.refused("park-js-1", "creation_application", "apply", **data)
            assert_refused(refusal, RefusalKind.RULE, "zone:7")


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B02")
async def test_acceptance_is_not_asked_for_before_the_creation_year_is_over(world: World) -> None:
    today = local_date(await world.clock.now())
    case = await start_creation(world, Stage.CREATION, approved_on=today, proceeding=Proceeding(applied_on=today))
    assert case.creation_minimum is not None
    last_day = case.creation_minimum.date
    await until_open(world, "acceptance_application")
    for moment in (start_of(last_day) - timedelta(minutes=1), end_of(last_day) - timedelta(minutes=1)):
        await world.clock.advance_to(moment)
        async with nothing_changes(world):
            refusal = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
            assert_refused(refusal, RefusalKind.NOT_YET, "zone:18")
            assert in_words(last_day + timedelta(days=1)) in refusal.remedy
    await world.clock.advance_to(end_of(last_day))
    async with nothing_changes(world):
        unready = forms.ACCEPTANCE | {"meets_requirements": False}
        refusal = await world.refused("park-js-1", "acceptance_application", "apply", **unready)
        assert_refused(refusal, RefusalKind.RULE, "zone:20#1")
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (await world.state()).stage is Stage.ACCEPTANCE


@pytest.mark.article("zone:17.2")
async def test_silence_is_no_answer_a_department_can_give(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    async with nothing_changes(world):
        task = await world.task("creation_opinion", "mara")
        refusal = await world.refused_task("mara", task.id, "reply", {"stance": "silent"})
        assert_refused(refusal, RefusalKind.RULE, "zone:17.2")


@pytest.mark.article("zone:21#1")
async def test_the_leader_of_the_panel_sits_on_it(world: World) -> None:
    await start_creation(world, Stage.MATERIAL_REVIEW)
    await until_open(world, "material_review")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    async with nothing_changes(world):
        for panel in ({"leader": "expert-9"}, {"experts": ["expert-1", "expert-1"]}):
            refusal = await world.refused("samr", "panel_formation", "form_panel", **forms.PANEL | panel)
            assert_refused(refusal, RefusalKind.RULE, "zone:21#1")


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A17")
async def test_a_notice_is_never_shorter_than_five_working_days(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    async with nothing_changes(world):
        refusal = await world.refused("samr", "public_notice", "publish", **forms.PUBLICATION | {"working_days": 4})
        assert_refused(refusal, RefusalKind.RULE, "zone:22#1")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION | {"working_days": 7})
    notice = (await world.state()).proceeding.notice
    assert notice is not None
    assert len(notice.last_day.counted) == 7


@pytest.mark.article("zone:22#2")
async def test_an_objection_bears_its_number_and_comes_before_the_notice_closes(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    invitation = await world.task("objection")
    notice = (await world.state()).proceeding.notice
    assert notice is not None
    assert notice.last_day.closes_at is not None
    objection = {"grounds": "指标不实", "evidence": ["a.pdf"], "receipt_number": "GS-1"}
    async with nothing_changes(world):
        unnumbered = await world.refused("a-citizen", "objection", "object", **objection | {"receipt_number": ""})
        assert_refused(unnumbered, RefusalKind.MALFORMED, "zone:22#2")
    await world.clock.advance_to(notice.last_day.closes_at - timedelta(minutes=1))
    await world.send("a-citizen", invitation.id, "object", objection)
    await world.forward(minutes=2)
    async with nothing_changes(world):
        unknown = await world.refused(
            "samr-2", "objection_reexamination", "reject", receipt_number="GS-2", reasons="不成立"
        )
        assert_refused(unknown, RefusalKind.RULE, "zone:22#3")


@pytest.mark.article("zone:28.1")
async def test_renewal_is_asked_for_from_the_first_day_of_the_window_on(world: World) -> None:
    case = await start_last_days(world, 190)
    assert case.term is not None
    assert case.term.window.opens_at is not None
    await world.clock.advance_to(case.term.window.opens_at - timedelta(minutes=1))
    assert (await world.state()).awaited == []
    async with nothing_changes(world):
        early = await world.refused_task("park-js-1", f"{world.case_id}-task-99", "apply", forms.RENEWAL)
        assert_refused(early, RefusalKind.ALREADY_DONE, "zone:24")
    await world.clock.advance_to(case.term.window.opens_at + timedelta(minutes=1))
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    renewal = (await world.state()).renewal
    assert renewal is not None
    assert renewal.proceeding.applied_on == case.term.window.date


@pytest.mark.article("zone:28.1")
async def test_renewal_is_asked_for_until_the_end_of_the_last_day(world: World) -> None:
    case = await start_last_days(world, 20)
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await until_open(world, "renewal_application")
    task = await world.task("renewal_application")
    await world.clock.advance_to(case.term.last_day.closes_at - timedelta(minutes=1))
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    async with nothing_changes(world):
        again = await world.refused_task("park-js-1", task.id, "apply", forms.RENEWAL)
        assert_refused(again, RefusalKind.ALREADY_DONE, "zone:24")
    await world.forward(minutes=2)
    assert (await world.state()).stage is Stage.EXPIRED_PENDING_RENEWAL


@pytest.mark.article("zone:27#1")
async def test_a_report_is_not_taken_before_its_year_is_over(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, local_date(await world.clock.now()) - timedelta(days=3))
    await world.to(year, 12, 31, 23, 59)
    assert (await world.state()).awaited == []
    await world.forward(minutes=2)
    assert [task.kind for task in (await world.state()).awaited] == ["annual_report"]
