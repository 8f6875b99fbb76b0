"""第二十九条 through the API: a policy rests on an interpretation by 总局, and is shown so wherever it is shown."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from db.models import AuditEntry
from domain.policy import ZonePolicy
from services.policies import policy_for
from tests.support.dated_cases import SOON
from tests.support.interpretations import NUMBER, RECORD, SOURCE
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:29")

ZONE = "/policies/zone"
WAIT = "consultation_working_days"


@pytest.fixture
def later(web: Web) -> Web:
    web.clock.instant = SOON
    return web


async def propose(
    web: Web, changes: dict[str, Any] | None = None, account: str = "ops", programme: str = "zone", **record: Any
) -> httpx2.Response:
    body = {"changes": changes or {}, "reason": "依据解释", "interpretation": RECORD | record}
    return await web.post(f"/policies/{programme}/versions", account, json=body)


async def approve(web: Web, version: str = "2026-2") -> None:
    answer = await web.post(f"{ZONE}/versions/{version}/approve", "samr", json={"comment": "同意"})
    assert answer.status_code == 200, answer.text


async def parameter(web: Web, name: str = WAIT) -> Any:
    found = (await web.get(ZONE, "park-js-1")).json()["parameters"]
    return next(each for each in found if each["name"] == name)


@ON_BOTH_DATABASES
async def test_an_interpretation_that_confirms_a_value_counts_once_a_second_person_has_approved_it(web: Web) -> None:
    web.clock.instant = SOON
    answer = await propose(web)
    assert answer.status_code == 201, answer.text
    version = answer.json()["version"]
    assert (version["changes"], version["interpretation"]["number"]) == ([], NUMBER)
    assert (await parameter(web))["source"] == "系统策略"
    assert (await web.get(ZONE, "park-js-1")).json()["interpretations"] == []
    await approve(web)
    shown = await parameter(web)
    assert (shown["source"], shown["value"], shown["interpretation"]["version"]) == (SOURCE, 10, "2026-2")
    assert ((await parameter(web, "notice_close"))["source"], (await parameter(web, "term_years"))["source"]) == (
        "系统策略",
        "法规规定",
    )
    [listed] = (await web.get(ZONE, "park-js-1")).json()["interpretations"]
    assert listed == {
        "number": NUMBER,
        "title": RECORD["title"],
        "published_on": "2025-10-08",
        "parameters": [{"name": WAIT, "label": "征求意见反馈的工作日"}],
        "version": "2026-2",
        "file": None,
    }
    async with web.register.read() as session:
        assert (await policy_for(session, ZonePolicy)).source(WAIT) == SOURCE
        entry = await session.scalar(select(AuditEntry.detail).where(AuditEntry.action == "policy.propose"))
    assert NUMBER in (entry or "")


async def test_the_calculator_explains_a_date_by_it(later: Web) -> None:
    assert (await propose(later, {WAIT: 15})).status_code == 201
    await approve(later)
    answer = await later.post("/date-rules/zone-consultation/explain", "samr", json={"anchor": "2025-10-15"})
    assert answer.status_code == 200, answer.text
    [line] = [each for each in answer.json()["explanation"] if "：15个工作日" in each["text"]]
    assert line["source"] == SOURCE


async def test_its_document_is_read_by_everybody_who_signs_in(later: Web) -> None:
    uploaded = await later.post("/files", "ops", files={"file": ("解释.pdf", b"%PDF-1.7 interpretation")})
    file_id = uploaded.json()["id"]
    assert (await later.get(f"/files/{file_id}", "park-js-1")).status_code == 404
    foreign = await propose(later, account="samr", file=file_id)
    assert (foreign.status_code, foreign.json()["errors"][0]["loc"]) == (422, ["body", "interpretation", "file"])
    assert (await propose(later, file=file_id)).status_code == 201
    for account in ("samr", "park-js-1"):
        assert (await later.get(f"/files/{file_id}", account)).content == b"%PDF-1.7 interpretation"
    assert (await later.get(f"/files/{file_id}")).status_code == 401


async def test_the_plan_of_the_pilots_names_nobody_who_interprets_it(later: Web) -> None:
    answer = await propose(later, programme="pilot", parameters=["panel_size"])
    assert answer.status_code == 409
    assert "没有规定由谁解释" in answer.json()["detail"]
    assert answer.json()["basis"][0]["key"] == "pilot:6(1)"


async def test_what_it_decides_is_changed_by_another_one_only(later: Web) -> None:
    await propose(later)
    await approve(later)
    body = {"changes": {WAIT: 15}, "reason": "延长"}
    alone = await later.post(f"{ZONE}/versions", "ops", json=body)
    assert alone.status_code == 409
    assert SOURCE in alone.json()["detail"]
    other = await propose(later, {WAIT: 15}, number="国市监质解〔2025〕4号")
    assert other.status_code == 201
    await approve(later, "2026-3")
    assert (await parameter(later))["source"] == "总局解释（国市监质解〔2025〕4号）"
    listed = (await later.get(ZONE, "samr")).json()["interpretations"]
    assert [each["version"] for each in listed] == ["2026-3", "2026-2"]


async def test_what_the_text_fixes_cannot_rest_on_one(later: Web) -> None:
    answer = await propose(later, parameters=["term_years"])
    assert answer.status_code == 409
    assert "由法规规定（第二十四条" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"parameters": ["no_such"]}, "parameters"),
        ({"parameters": ["panel_size"]}, "parameters"),
        ({"parameters": ["version"]}, "parameters"),
        ({"parameters": []}, "parameters"),
        ({"published_on": "2099-01-01"}, "published_on"),
        ({"number": " "}, "number"),
        ({"number": "一\n二"}, "number"),
        ({"file": "no-such-file"}, "file"),
    ],
)
async def test_what_is_no_interpretation_is_refused_at_its_field(
    later: Web, record: dict[str, Any], field: str
) -> None:
    answer = await propose(later, **record)
    assert answer.status_code == 422, answer.text
    assert {each["loc"][2] for each in answer.json()["errors"]} == {field}


async def test_a_proposal_that_neither_changes_nor_rests_on_anything_is_none(later: Web) -> None:
    answer = await later.post(f"{ZONE}/versions", "ops", json={"changes": {}, "reason": "无"})
    assert answer.status_code == 422
    assert "没有改变任何参数" in answer.text


async def test_two_proposals_on_different_interpretations_are_no_twins_and_the_same_again_is(later: Web) -> None:
    assert (await propose(later)).status_code == 201
    assert (await propose(later)).status_code == 409
    assert (await propose(later, number="国市监质解〔2025〕4号")).status_code == 201
    dry = {"changes": {}, "reason": "试", "interpretation": RECORD | {"parameters": ["bar_scope"]}}
    answer = await later.post(f"{ZONE}/versions?dry_run=true", "ops", json=dry)
    assert (answer.status_code, answer.json()["version"]["interpretation"]["title"]) == (200, RECORD["title"])
    assert len((await later.get(ZONE, "samr")).json()["versions"]) == 2
