"""附件1 联系人、联系电话: filled in with the filing, known to the register alone, read by few, erased."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from sqlalchemy import delete, select
from temporalio.client import Client

from contracts.client import DATA_CONVERTER
from db.models import Base, ContactRow, IdempotentResponse
from db.queries import contacts
from tests.support import pilot_cases as pilots
from tests.support.pages import PageClient
from tests.support.pilot_web import PilotWeb, pilot_web
from tests.support.spoken import spoken
from tests.support.web import Caller
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:a1")

NAME, PHONE = "联系人钱七", "13698765432"
REASON = "用户来电，无法登录"


@pytest_asyncio.fixture
async def web(world: World, tmp_path: Path) -> PilotWeb:
    return await pilot_web(world, tmp_path)


async def test_a_filing_without_its_contact_is_refused_with_the_names_of_all_that_is_missing(web: PilotWeb) -> None:
    answer = await web.file("city-jia", contact_person=None, contact_phone=None, goals=None)
    assert answer.status_code == 422
    problem = answer.json()
    assert {each["loc"][-1] for each in problem["errors"]} == {"contact_person", "contact_phone", "goals"}
    blank = await web.file("city-jia", contact_person=" ", contact_phone="办公室")
    messages = {each["loc"][-1]: each["message"] for each in blank.json()["errors"]}
    assert messages.keys() == {"contact_person", "contact_phone"}
    assert "带区号的固定电话" in messages["contact_phone"]
    assert "办公室" not in blank.text
    assert await web.kept() == []
    assert (await web.pilot.project()).filings == {}


async def test_the_form_of_the_task_asks_for_everything_at_once_the_contact_last(web: PilotWeb) -> None:
    path = (await web.task("city-jia")).removesuffix("/actions/file")
    (action,) = (await web.caller.get(path, "city-jia")).json()["actions"]
    assert list(action["schema"]["properties"])[-2:] == ["contact_person", "contact_phone"]
    assert set(action["schema"]["required"]) >= {"goals", "contact_person", "contact_phone"}


@pytest.mark.scenario("D13")
async def test_the_contact_stands_in_one_table_of_the_register_and_nowhere_else(web: PilotWeb) -> None:
    caller, pilot = web.caller, web.pilot
    with structlog.testing.capture_logs() as logs:
        wrong = await web.file("city-jia", contact_person=NAME, contact_phone=f"{PHONE}0")
        assert wrong.status_code == 422
        for account in pilots.BUREAUS:
            answer = await web.file(account, contact_person=NAME, contact_phone=PHONE)
            assert answer.status_code == 200, answer.text
        assert (await web.read("prov-js"))[0] == 200
    await pilots.select(pilot)
    await pilots.publish(pilot)
    public = PageClient(caller.app)
    told = [
        str(logs),
        answer.text,
        wrong.text,
        (await caller.get("/public/notices")).text,
        (await public.get("/notices")).html,
        (await caller.get("/audit/export", "ops")).text,
        str((await pilot.handle.describe()).raw_description),
        *map(str, pilot.mail.mails),
    ]
    for part in ("", "/timeline", "/documents", "/notifications", "/audit"):
        told.append((await caller.get(f"/cases/{pilot.case_id}{part}", "samr")).text)
    history = await spoken((await pilot.handle.fetch_history()).to_json_dict())
    assert any(pilots.FILING["goals"] in each for each in history), "what is said in the history can be read here"
    async with caller.register.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name != ContactRow.__tablename__:
                told += [str(tuple(each)) for each in await session.execute(select(table))]
    assert not [each for each in (*told, *history) if NAME in each or PHONE in each]
    assert await web.kept() == [(each, NAME, PHONE) for each in pilots.BUREAUS]


@pytest.mark.scenario("D13")
async def test_a_bureau_reads_its_own_contact_a_province_that_of_its_bureaus_and_nobody_else_any(web: PilotWeb) -> None:
    await web.file_all()
    await pilots.select(web.pilot)
    for account, shown in {
        "city-jia": ["city-jia联系人"],
        "city-yi": ["city-yi联系人"],
        "prov-js": ["city-jia联系人"],
        "prov-zj": ["city-yi联系人"],
        "prov-sh": ["city-bing联系人"],
    }.items():
        assert await web.read(account) == (200, shown)
    for account in ("prov-ah", "prov-jx", "samr", "park-js-1", "mara", "expert-1"):
        answer = await web.caller.get(web.path, account, params={"reason": REASON})
        assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["pilot:a1"]), account
    assert await web.read(None) == (401, [])


async def test_whoever_has_no_part_in_a_project_does_not_learn_whether_there_is_one(web: PilotWeb) -> None:
    for case_id in (web.pilot.case_id, "pilot-none"):
        answer = await web.caller.get(f"/cases/{case_id}/contacts", "park-js-1")
        assert answer.status_code == 403
    assert (await web.caller.get("/cases/pilot-none/contacts", "ops", params={"reason": REASON})).status_code == 404


@pytest.mark.scenario("D13")
async def test_operations_read_it_with_a_stated_reason_and_every_reading_stands_in_the_log(web: PilotWeb) -> None:
    assert await web.read("city-jia") == (200, []), "nothing is filed yet"
    await web.file_all()
    for reason in ({}, {"reason": "  "}):
        answer = await web.caller.get(web.path, "ops", params=reason)
        assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "reason"])
    assert await web.read("ops", reason=REASON) == (200, [f"{each}联系人" for each in pilots.BUREAUS])
    await web.read("prov-js")
    await web.read("prov-ah")
    entries = (await web.caller.get(f"/cases/{web.pilot.case_id}/audit", "samr")).json()["items"]
    ours = [each for each in entries if each["outcome"] != "done"]
    assert [(each["actor"], each["outcome"]) for each in ours] == [
        ("ops", "read"),
        ("prov-js", "read"),
        ("prov-ah", "refused"),
    ]
    assert ours[0]["detail"].endswith(f"（理由：{REASON}）")
    assert ours[1]["detail"] == "查看示例甲市市场监督管理局备案表的联系人和联系电话"
    assert ours[1]["action_label"] == "查看备案表联系人"


async def test_a_refused_filing_leaves_no_row(web: PilotWeb) -> None:
    """Two of the same bureau at the same moment: one is taken."""
    path = await web.task("city-jia")
    answers = await asyncio.gather(*(web.file("city-jia", path=path, contact_person=name) for name in ("甲", "乙")))
    assert sorted(each.status_code for each in answers) == [200, 409]
    (taken,) = [name for name, each in zip("甲乙", answers, strict=True) if each.status_code == 200]
    assert [name for _, name, _ in await web.kept()] == [taken]
    assert (await web.file("city-jia", path=path, contact_person="丙")).status_code == 409
    assert (await web.file("city-yi", path=path)).status_code == 403
    assert [name for _, name, _ in await web.kept()] == [taken]


async def test_a_repeated_request_writes_once(web: PilotWeb) -> None:
    path = await web.task("city-jia")
    first = await web.file("city-jia", "one", path)
    again = await web.file("city-jia", "one", path)
    assert (again.status_code, again.json()) == (200, first.json())
    other = await web.file("city-jia", "one", path, contact_phone="13800000000")
    assert other.headers["idempotency-replayed"] == "true", "what is kept of a request tells nothing of the contact"
    async with web.caller.register.write() as session:
        await session.execute(delete(IdempotentResponse))
    lost = await web.file("city-jia", "one", path, contact_phone="13800000000")
    assert lost.json()["step"] == first.json()["step"]
    assert await web.kept() == [("city-jia", *pilots.CONTACT.values())]


async def test_a_contact_without_an_engine_is_shown_only_when_the_case_has_taken_the_filing(web: PilotWeb) -> None:
    nobody = await Client.connect("127.0.0.1:1", data_converter=DATA_CONVERTER, lazy=True)
    alone = PilotWeb(web.pilot, Caller(replace(web.caller.services, client=nobody)))
    assert (await alone.file("city-jia", "one", contact_phone="13800000000")).status_code == 503
    assert len(await web.kept()) == 1
    assert await web.read("city-jia") == (200, [])
    assert (await web.file("city-jia", "one")).status_code == 200
    assert await web.kept() == [("city-jia", *pilots.CONTACT.values())], "what was said last"
    assert await web.read("city-jia") == (200, [pilots.CONTACT["contact_person"]])


async def test_of_a_filing_returned_and_filed_again_the_latest_contact_is_shown(web: PilotWeb) -> None:
    await web.file("city-yi", contact_person="甲")
    await web.pilot.act("prov-zj", "pilot_filing_check", "return", defects=["blank"])
    await web.file("city-yi", contact_person="乙")
    assert await web.read("prov-zj") == (200, ["乙"])
    assert [name for _, name, _ in await web.kept()] == ["甲", "乙"]


async def test_what_was_erased_does_not_come_back_with_a_repeated_request(web: PilotWeb) -> None:
    path = await web.task("city-jia")
    first = await web.file("city-jia", "one", path)
    async with web.caller.register.write() as session:
        await contacts.erase(session, web.pilot.case_id)
        await session.execute(delete(IdempotentResponse))
    again = await web.file("city-jia", "one", path)
    assert (again.status_code, again.json()["step"]) == (200, first.json()["step"])
    assert await web.kept() == []
    assert await web.read("city-jia") == (200, [])
