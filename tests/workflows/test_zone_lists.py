"""A list of several parks: one act, and every entry answers for itself (第十七条、第二十二条)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from temporalio import activity
from temporalio.worker import Worker

from activities.list_acts import ListActs
from config import Environment, Settings
from contracts.lists import EntryResult, ListEntryOrder, ListOrder
from db.models import AuditEntry, CaseEvent, DocumentRow, ListActRow, PublicNotice, TaskRow
from domain.policy import ZonePolicy
from domain.procedure.state import Proceeding
from domain.task import Act
from domain.zone.case import Stage
from services.wake import Wake
from tests.support import forms
from tests.support.rounds import CASE_IDS, DEPARTMENTS, PARKS, Round
from tests.support.web import on_world
from tests.support.world import World, actor, world
from worker import passed_through
from workflows.list_act import ListAct

__all__ = ["world"]


@pytest.fixture
async def three(world: World, tmp_path: Path) -> Round:
    return Round(world, on_world(world, tmp_path))


@pytest.mark.article("zone:17.1")
@pytest.mark.article("zone:17.2")
@pytest.mark.scenario("B06")
async def test_three_parks_of_one_list_leave_by_three_exits(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    declined = await three.done(number, "prov-js", "provincial_appraisal.decline", "js-1", **forms.REASONS)
    assert declined == {"js-1": "done"}
    nominated = await three.done(number, "prov-js", "provincial_appraisal.nominate", **forms.APPRAISAL)
    assert nominated == {"js-2": "done", "js-3": "done"}
    assert await three.done(number, "lsg-js", "nomination_consent.decline", "js-2", **forms.REASONS) == {"js-2": "done"}
    assert await three.done(number, "lsg-js", "nomination_consent.consent", **forms.OPINION) == {"js-3": "done"}
    assert await three.done(number, "prov-js", "nominee_report.report", **forms.OPINION) == {"js-3": "done"}
    assert await three.done(number, "samr", "creation_consultation.consult") == {"js-3": "done"}
    for each in DEPARTMENTS:
        await three.done(number, each, "creation_opinion.reply", stance="agrees")
    assert await three.done(number, "samr-2", "creation_decision.refuse", **forms.REASONS) == {"js-3": "done"}
    assert await three.stages() == {"js-1": "not_shortlisted", "js-2": "leading_group_declined", "js-3": "not_approved"}


@pytest.mark.article("zone:17.1")
@pytest.mark.served
async def test_one_letter_reports_the_whole_list_in_the_order_of_its_ranks(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    await three.done(number, "prov-js", "provincial_appraisal.nominate", **forms.APPRAISAL)
    await three.done(number, "lsg-js", "nomination_consent.consent", **forms.OPINION)
    await three.done(number, "prov-js", "nominee_report.report", **forms.OPINION)
    async with three.world.register.read() as session:
        [letter] = await session.scalars(select(DocumentRow).where(DocumentRow.kind == "nominee_list_letter"))
    entries = letter.facts["data"]["entries"]
    assert [(each["rank"], each["park"]) for each in entries] == [
        (rank, f"示例园区{park}") for rank, park in enumerate(PARKS, 1)
    ]
    for _ in range(250):
        shown = (await three.web.get(f"/lists/{number}", "samr")).json()["acts"][-1]["document"]
        if shown["state"] != "ordered":
            break
        await asyncio.sleep(0.02)
    assert shown["state"] == "stored", "the letter is written, numbered and filed"


@pytest.mark.article("zone:17.1")
async def test_an_entry_that_is_refused_hinders_no_other(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    await three.done(number, "prov-js", "provincial_appraisal.decline", "js-1", **forms.REASONS)
    results = await three.done(number, "prov-js", "provincial_appraisal.nominate", *PARKS, **forms.APPRAISAL)
    assert results == {"js-1": "refused", "js-2": "done", "js-3": "done"}
    acts = (await three.web.get(f"/lists/{number}", "prov-js")).json()["acts"]
    refusal = next(each for each in acts[-1]["results"] if each["state"] == "refused")
    assert refusal["basis"][0]["key"] == "zone:17.1"
    assert refusal["text"].endswith("。")
    outcomes = zip(CASE_IDS, ("refused", "done", "done"), strict=True)
    wanted = {(case_id, outcome, "zone:17.1") for case_id, outcome in outcomes}
    assert await _audited(three.world, "provincial_appraisal.nominate") == wanted


async def _audited(world: World, action: str) -> set[tuple[str | None, str, str]]:
    """Case, outcome and first basis of every entry of the audit log on this action; none stands there twice."""
    async with world.register.read() as session:
        rows = list(await session.scalars(select(AuditEntry).where(AuditEntry.action == action)))
    found = {(each.case_id, each.outcome, each.basis[0]) for each in rows}
    assert len(found) == len(rows)
    return found


async def _acts(world: World, kind: str) -> dict[str, int]:
    async with world.register.read() as session:
        rows = await session.execute(
            select(CaseEvent.case_id, func.count()).where(CaseEvent.kind == kind).group_by(CaseEvent.case_id)
        )
        return dict(rows.all())


@pytest.mark.article("zone:17.1")
async def test_the_same_request_asked_twice_at_once_does_each_entry_exactly_once(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    answers = await asyncio.gather(
        *(three.act(number, "prov-js", "provincial_appraisal.nominate", key="k-1", **forms.APPRAISAL) for _ in range(2))
    )
    again = await three.act(number, "prov-js", "provincial_appraisal.nominate", key="k-1", **forms.APPRAISAL)
    assert [each.status_code for each in (*answers, again)] == [200, 200, 200]
    assert len(again.json()["acts"]) == 1
    assert await _acts(three.world, "provincial_appraisal.nominate") == dict.fromkeys(CASE_IDS, 1)


@pytest.mark.article("zone:17.1")
async def test_whoever_may_not_act_on_an_entry_may_not_act_on_the_list(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    assert (await three.act(number, "prov-zj", "provincial_appraisal.nominate")).status_code == 404
    wrong = await three.act(number, "lsg-js", "provincial_appraisal.nominate", **forms.APPRAISAL)
    assert wrong.status_code == 403
    assert (await three.act(number, "prov-js", "provincial_appraisal.nominate")).status_code == 422
    early = await three.act(number, "lsg-js", "nomination_consent.consent", **forms.OPINION)
    assert early.status_code == 409
    assert await _acts(three.world, "provincial_appraisal.nominate") == {}


@pytest.mark.article("zone:17.1")
async def test_a_list_is_made_by_its_office_of_cases_that_fit_it(three: Round) -> None:
    await three.begin(Stage.NOMINATION)
    assert (await three.create("samr", kind="nominees")).status_code == 403
    assert (await three.create("samr", kind="notice")).status_code == 409
    assert (await three.create("prov-js", kind="nominees", entries=[])).status_code == 422
    twice = [{"case_id": CASE_IDS[0], "rank": rank} for rank in (1, 2)]
    assert (await three.create("prov-js", kind="nominees", entries=twice)).status_code == 409
    strange = [{"case_id": "zone-zj-1-case-1", "rank": 1}]
    assert (await three.create("prov-js", kind="nominees", entries=strange)).status_code == 422


class Dying:
    """A worker's activity that has two entries act, and dies before it can say what they answered."""

    def __init__(self, real: ListActs) -> None:
        self.real = real
        self.asked = 0
        self.acted = asyncio.Semaphore(0)
        self.lost = asyncio.Event()

    @activity.defn(name="act_on_entry")
    async def act_on_entry(self, order: ListEntryOrder) -> EntryResult:
        self.asked += 1
        if self.asked < len(PARKS):
            await self.real.act_on_entry(order)
            self.acted.release()
        else:
            for _ in PARKS[1:]:
                await self.acted.acquire()
            self.lost.set()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


async def _nomination_order(world: World, number: str) -> ListOrder:
    async with world.register.read() as session:
        query = select(TaskRow).where(TaskRow.kind == "provincial_appraisal", TaskRow.closed_at.is_(None))
        tasks = list(await session.scalars(query.order_by(TaskRow.case_id)))
    sender, name = actor("prov-js"), "provincial_appraisal"
    return ListOrder(
        list_number=number,
        act="a-1",
        kind=name,
        action="nominate",
        actor=sender,
        entries=tuple(
            ListEntryOrder(
                case_id=each.case_id,
                workflow_id=each.workflow_id,
                request_id=f"{number}/a-1/{each.case_id}",
                act=Act(task_id=each.id, action="nominate", actor=sender, data=forms.APPRAISAL),
            )
            for each in tasks
        ),
    )


@pytest.mark.article("zone:17.1")
async def test_a_worker_that_dies_in_the_middle_leaves_each_entry_done_exactly_once(
    three: Round, tmp_path: Path
) -> None:
    world = three.world
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    order = await _nomination_order(world, number)
    real = ListActs(world.register, world.client, world.clock, Wake(world.client, Settings(env=Environment.SANDBOX)))
    dying = Dying(real)
    known = {"task_queue": "of-the-dying", "workflows": [ListAct], "workflow_runner": passed_through()}
    async with Worker(  # without a cache of workflows: the test server waits for a dead worker's for ever
        world.client, activities=[dying.act_on_entry, real.record_list_act], max_cached_workflows=0, **known
    ):  # type: ignore[arg-type]
        handle = await world.client.start_workflow(
            "ListAct", order, id=f"zone/list/{number}/a-1", task_queue="of-the-dying"
        )
        await asyncio.wait_for(dying.lost.wait(), 30)
    async with world.register.read() as session:
        row = await session.get_one(ListActRow, (number, "a-1"))
    assert row.finished_at is None, "nobody knows yet what became of the entries"
    async with Worker(world.client, activities=[real.act_on_entry, real.record_list_act], **known):  # type: ignore[arg-type]
        assert await handle.result() == len(PARKS)
    assert await _acts(world, "provincial_appraisal.nominate") == dict.fromkeys(CASE_IDS, 1)
    async with world.register.read() as session:
        row = await session.get_one(ListActRow, (number, "a-1"))
    assert {each["case_id"]: each["state"] for each in row.results} == dict.fromkeys(CASE_IDS, "done")


async def _published(three: Round, **policy: Any) -> str:
    await three.begin(Stage.PUBLIC_NOTICE, policy=ZonePolicy.model_validate(policy))
    number = await three.listed("samr", kind="notice")
    results = await three.done(number, "samr", "public_notice.publish", **forms.PUBLICATION)
    assert results == dict.fromkeys(PARKS, "done")
    return number


async def _notices(world: World) -> dict[str, PublicNotice]:
    async with world.register.read() as session:
        rows = await session.scalars(select(PublicNotice).where(PublicNotice.state == "running"))
        return {row.case_id: row for row in rows}


@pytest.mark.article("zone:22#1")
async def test_one_notice_of_several_parks_has_a_clock_for_each_and_one_announcement(three: Round) -> None:
    await _published(three)
    notices = await _notices(three.world)
    assert sorted(notices) == CASE_IDS
    shown = (await three.web.get(f"/public/notices/{notices[CASE_IDS[0]].id}")).json()["listed"]
    assert [(each["park"], each["state"], each["result"]) for each in shown] == [
        (f"示例园区{park}", "running", "通过") for park in PARKS
    ]
    async with three.world.register.read() as session:
        [announcement] = await session.scalars(select(DocumentRow).where(DocumentRow.kind == "notice_list"))
    assert len(announcement.facts["data"]["entries"]) == len(PARKS)


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(("reading", "restarted"), [("restart_entry", 1), ("restart_all", 3), ("continue", 0)])
async def test_a_correction_restarts_the_entry_or_the_whole_list(three: Round, reading: str, restarted: int) -> None:
    number = await _published(three, notice_correction=reading)
    await three.world.forward(days=1)
    await three.done(number, "samr", "notice_correction.correct", "js-1", wrong="示例园区甲", corrected="示例园区js-1")
    again = [each for each in (await _notices(three.world)).values() if "-corrected-" in each.id]
    assert len(again) == restarted


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(("reading", "status"), [("passed_only", 409), ("all_results", 201)])
async def test_a_notice_lists_those_that_passed_or_every_result(three: Round, reading: str, status: int) -> None:
    failed = Proceeding(conclusion="not_passed")
    await three.begin(Stage.CREATION, policy=ZonePolicy.model_validate({"notice_list": reading}), proceeding=failed)
    answer = await three.create("samr", kind="notice")
    assert answer.status_code == status
    if status == 201:
        assert {each["result"] for each in answer.json()["entries"]} == {"未通过"}
