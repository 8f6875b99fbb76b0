"""Opening a case and acting on it through the API: real workflows, the register on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import delete

from db.models import IdempotentResponse, TaskRow
from db.session import Register
from tests.support import forms
from tests.support.web import NOW, Caller, on_world
from tests.support.world import World


@pytest.fixture
def sqlite_register(postgresql_register: Register) -> Register:
    """The world of this file lives on PostgreSQL."""
    return postgresql_register


@pytest_asyncio.fixture
async def portal(world: World, tmp_path: Path) -> AsyncIterator[Caller]:
    caller = on_world(world, tmp_path)
    async with caller.client:
        yield caller


async def twice(portal: Caller, path: str, account: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a request, and the same again: answered the same, and done once."""
    headers = {"Idempotency-Key": key}
    first = await portal.post(path, account, json=body, headers=headers)
    again = await portal.post(path, account, json=body, headers=headers)
    assert first.status_code < 300, first.text
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    found: dict[str, Any] = first.json()
    return found


async def my_task(portal: Caller, account: str) -> str:
    (task,) = (await portal.get("/tasks", account)).json()["items"]
    return str(task["id"])


async def test_what_is_sent_twice_happens_once_and_everyone_concerned_reads_of_it(portal: Caller) -> None:
    async with portal.register.read() as session:
        assert session.get_bind().dialect.name == "postgresql"
    case = await twice(portal, "/cases", "park-js-1", "open", {"programme": "zone"})
    path = f"/cases/{case['id']}"
    assert (await portal.post("/cases", "park-js-1", json={"programme": "zone"})).status_code == 409

    task = await my_task(portal, "park-js-1")
    plan = await portal.post("/files", "park-js-1", files={"file": ("方案.pdf", b"%PDF-1.7")})
    form = {"data": forms.APPLICATION, "attachments": [plan.json()["id"]], "comment": "请审核"}
    await twice(portal, f"/tasks/{task}/actions/apply", "park-js-1", "apply", form)
    late = await portal.post(f"/tasks/{task}/actions/apply", "park-js-1", json=form)
    assert (late.status_code, late.json()["type"]) == (409, "urn:zhicheng:problem:already_done")
    async with portal.register.write() as session:
        (await session.get_one(TaskRow, task)).closed_at = None
    early = await portal.post(f"/tasks/{task}/actions/apply", "park-js-1", json=form)
    assert early.status_code == 503, "what the register shows and the case does not know yet is no refusal"
    async with portal.register.write() as session:
        (await session.get_one(TaskRow, task)).closed_at = NOW

    appraisal = await my_task(portal, "prov-js")
    await twice(portal, f"/tasks/{appraisal}/actions/nominate", "prov-js", "nominate", {"data": forms.APPRAISAL})
    assert (await portal.get(path, "park-js-1")).json()["waiting_for"][0]["role"] == "provincial_leading_group"
    assert await my_task(portal, "lsg-js")

    events = (await portal.get(f"{path}/timeline", "samr")).json()["events"]
    attached = [each["name"] for event in events for each in event["attachments"]]
    assert (attached, [event["comment"] for event in events].count("请审核")) == (["方案.pdf"], 1)
    acts = (await portal.get(f"{path}/audit", "samr")).json()["items"]
    assert [(each["actor"], each["outcome"]) for each in acts] == [
        ("park-js-1", "done"),
        ("park-js-1", "done"),
        ("park-js-1", "refused"),
        ("prov-js", "done"),
    ]


@pytest.mark.served
async def test_documents_and_notices_of_an_act_arrive(portal: Caller) -> None:
    case = (await portal.post("/cases", "park-js-1", json={"programme": "zone"})).json()
    task = await my_task(portal, "park-js-1")
    await portal.post(f"/tasks/{task}/actions/apply", "park-js-1", json={"data": forms.APPLICATION})
    documents = (await portal.get(f"/cases/{case['id']}/documents", "prov-js")).json()["items"]
    assert [each["kind"] for each in documents] == ["creation_application", "article_7_check"]
    for document in documents:
        pdf = await portal.get(f"/documents/{document['id']}", "prov-js")
        assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    moved = await portal.post("/sandbox/clock", "ops", json={"advance_by": "P1D"})
    assert moved.status_code == 200
    told = (await portal.get(f"/cases/{case['id']}/notifications", "samr")).json()["items"]
    assert {each["state"] for each in told} == {"delivered"}
    assert ("prov-js", "mail") in {(each["recipient_name"], each["channel"]) for each in told}


async def forget_answers(portal: Caller) -> None:
    """As if the platform had died before it kept what it answered."""
    async with portal.register.write() as session:
        await session.execute(delete(IdempotentResponse))


async def test_what_is_sent_again_after_a_crash_is_found_done_and_entered_once(portal: Caller) -> None:
    async def opens() -> Any:
        return await portal.post("/cases", "park-js-1", json={"programme": "zone"}, headers={"Idempotency-Key": "o"})

    first = await opens()
    await forget_answers(portal)
    again = await opens()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    task = await my_task(portal, "park-js-1")
    for _ in range(2):
        form = {"data": forms.APPLICATION}
        await portal.post(f"/tasks/{task}/actions/apply", "park-js-1", json=form, headers={"Idempotency-Key": "a"})
        await forget_answers(portal)
    acts = (await portal.get(f"/cases/{first.json()['id']}/audit", "samr")).json()["items"]
    assert [each["action"] for each in acts] == ["case.open", "creation_application.apply"]


async def test_of_two_openings_at_once_the_second_meets_the_case_of_the_first(portal: Caller) -> None:
    answers = await asyncio.gather(*(portal.post("/cases", "park-js-1", json={"programme": "zone"}) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
