"""第七条 between the cases of a park: recorded and determined on the park, and in the case while one runs."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from db.models import AuditEntry, ParkFact
from domain.zone.case import Stage
from domain.zone.parts import FactOrigin, NegativeFact
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:7")

REPORT: dict[str, Any] = {
    "item": "N1",
    "what": "批量召回",
    "where": "北区甲公司",
    "occurred_on": "2025-05-08",
    "evidence": ["file-1"],
}
FINDING: dict[str, Any] = {
    "fact": "js-1-fact-1",
    "outcome": "confirmed",
    "authority": "江苏省市场监督管理局",
    "determined_on": "2025-10-01",
    "standard": "by_law",
    "source": "《中华人民共和国产品质量法》第四十九条",
}


async def record(web: Web, account: str = "prov-js", park: str = "js-1", **more: Any) -> httpx2.Response:
    return await web.post(f"/parks/{park}/facts", account, json=REPORT | more)


async def determine(web: Web, account: str = "prov-js", park: str = "js-1", **more: Any) -> httpx2.Response:
    return await web.post(f"/parks/{park}/facts/determine", account, json=FINDING | more)


def a_fact(origin: FactOrigin | None = None) -> NegativeFact:
    found = {"number": 1, "item": "N1", "what": "甲", "occurred_on": "2025-05-08", "recorded_at": NOW, "origin": origin}
    return NegativeFact.model_validate(found)


@ON_BOTH_DATABASES
@pytest.mark.parametrize("account", ["prov-js", "samr"])
async def test_a_fact_is_recorded_and_determined_on_a_park_without_a_case(web: Web, account: str) -> None:
    answer = await record(web, account)
    assert answer.status_code == 201, answer.text
    [fact] = answer.json()["facts"]
    assert (fact["key"], fact["determination"], fact["held_by"]) == ("js-1-fact-1", "pending", None)
    assert fact["origin"] == "原记于园区登记（案件之外）第1项，当时园区名称为示例一号园区"
    assert [each["key"] for each in (await record(web, account, what="另一件")).json()["facts"]][1] == "js-1-fact-2"
    found = (await determine(web, account)).json()["facts"]
    assert [each["determination_label"] for each in found] == ["已认定", "待有关机关认定"]
    assert found[0]["legal_basis"].startswith("依法确定：")
    async with web.register.read() as session:
        entries = [each for each in await session.scalars(select(AuditEntry)) if each.action.startswith("park.fact")]
    assert [(each.action, each.outcome, each.basis) for each in entries] == [
        ("park.fact_record", "done", ["zone:7", "zone:7#2"]),
        ("park.fact_record", "done", ["zone:7", "zone:7#2"]),
        ("park.fact_determine", "done", ["zone:7", "zone:7#2"]),
    ]


async def test_a_repeated_key_records_one_fact(web: Web) -> None:
    for _ in range(2):
        answer = await web.post("/parks/js-1/facts", "samr", json=REPORT, headers={"Idempotency-Key": "one"})
        assert answer.status_code == 201
    async with web.register.read() as session:
        assert len((await session.scalars(select(ParkFact))).all()) == 1


@pytest.mark.parametrize("account", ["park-js-1", "prov-zj", "lsg-js", "mara", "supervisor", "ops"])
async def test_nobody_else_records_and_the_attempt_is_in_the_audit_log(web: Web, account: str) -> None:
    answer = await record(web, account)
    assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["zone:7"])
    async with web.register.read() as session:
        [entry] = await session.scalars(select(AuditEntry).where(AuditEntry.action == "park.fact_record"))
    assert (entry.actor_id, entry.outcome) == (account, "refused")


async def test_while_a_case_runs_the_page_sends_to_the_case(web: Web) -> None:
    case = await web.add_case(stage=Stage.NOMINATION)
    answer = await record(web)
    assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (409, ["zone:7"])
    assert case.id in answer.json()["detail"]
    assert (await web.get("/parks/js-1", "samr")).json()["running_case"] == case.id


async def test_what_a_case_that_is_over_left_pending_is_determined_on_the_park(web: Web) -> None:
    await web.add_case(stage=Stage.NOT_APPROVED, negative_facts=[a_fact()])
    key = "zone-js-1-case-1-fact-1"
    [fact] = (await web.get("/parks/js-1", "prov-js")).json()["facts"]
    assert (fact["key"], fact["determination"]) == (key, "pending")
    answer = await determine(web, fact=key, outcome="denied")
    assert answer.status_code == 200, answer.text
    assert [each["determination"] for each in answer.json()["facts"]] == ["denied"]
    again = await determine(web, fact=key, outcome="confirmed")
    assert [each["determination"] for each in again.json()["facts"]] == ["confirmed"], "a later word of the same body"
    keys = {each["key"] for each in (await record(web)).json()["facts"]}
    assert keys == {key, "js-1-fact-1"}, "numbered among those recorded here"


async def test_also_while_the_next_case_is_only_drafted_but_not_once_it_holds_the_fact(web: Web) -> None:
    """An application that is held by what is pending must not wait for ever."""
    await web.add_case(stage=Stage.NOT_APPROVED, negative_facts=[a_fact()])
    draft = await web.add_case(number=2, stage=Stage.APPLICATION)
    key = "zone-js-1-case-1-fact-1"
    assert (await determine(web, fact=key, outcome="denied")).status_code == 200
    draft.stage = Stage.NOMINATION
    draft.negative_facts = [
        a_fact(FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1))
    ]
    await web.save(draft)
    answer = await determine(web, fact=key)
    assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (409, ["zone:7", "zone:7#2"])
    assert draft.id in answer.json()["detail"]
    assert (await web.get("/parks/js-1", "samr")).json()["facts"][0]["held_by"] == draft.id


async def test_days_that_cannot_be_are_refused_and_what_is_unknown_too(web: Web) -> None:
    assert (await record(web, occurred_on="2025-10-10")).status_code == 409
    assert (await record(web, item="N10")).status_code == 409
    await record(web)
    assert (await determine(web, determined_on="2025-05-07")).status_code == 409
    assert (await determine(web, determined_on="2025-05-08")).status_code == 200
    assert (await determine(web, fact="js-1-fact-9")).status_code == 409
    assert (await record(web, "samr", "none")).status_code == 404
    delisted = {"fact": "js-1-fact-1", "removed_on": "2025-10-01"}
    assert (await web.post("/parks/js-1/facts/delist", "samr", json=delisted)).status_code == 409, "no listing"


async def test_a_listing_is_taken_off(web: Web) -> None:
    await record(web, item="N8")
    removed = {"fact": "js-1-fact-1", "removed_on": "2025-10-01"}
    answer = await web.post("/parks/js-1/facts/delist", "prov-js", json=removed)
    assert answer.status_code == 200, answer.text
    assert answer.json()["facts"][0]["removed_on"] == "2025-10-01"


async def test_what_came_with_a_merger_is_shown_and_determined_where_it_was_recorded(web: Web) -> None:
    await record(web)
    file = (await web.post("/files", "samr", files={"file": ("批复.txt", "同意合并".encode())})).json()["id"]
    merged = {"kind": "merger", "successor": "zj-1", "on": "2025-10-01", "document_number": "甲", "file": file}
    assert (await web.post("/parks/js-1/successions", "samr", json=merged)).status_code == 201
    [fact] = (await web.get("/parks/zj-1", "prov-zj")).json()["facts"]
    assert (fact["key"], fact["park"]) == ("js-1-fact-1", "js-1")
    assert (await determine(web, "samr", "zj-1")).status_code == 409
    assert (await determine(web, "samr", "js-1")).status_code == 200
    assert (await web.get("/parks/zj-1", "prov-zj")).json()["facts"][0]["determination"] == "confirmed"


async def test_facts_are_for_the_park_its_province_samr_and_supervisors(web: Web) -> None:
    await record(web)
    for account, sees in (
        ("park-js-1", 1),
        ("prov-js", 1),
        ("lsg-js", 1),
        ("samr", 1),
        ("supervisor", 1),
        ("park-zj-1", 0),
        ("prov-zj", 0),
        ("expert-1", 0),
        ("mara", 0),
    ):
        assert len((await web.get("/parks/js-1", account)).json()["facts"]) == sees, account


async def test_the_case_shows_its_facts_with_where_they_come_from(web: Web) -> None:
    origin = FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1)
    case = await web.add_case(number=2, stage=Stage.NOMINATION, negative_facts=[a_fact(origin)])
    [fact] = (await web.get(f"/cases/{case.id}", "prov-js")).json()["facts"]
    assert (fact["number"], fact["origin"]) == (1, origin.words)
