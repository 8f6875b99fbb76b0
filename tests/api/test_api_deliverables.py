"""五省级市场监管局共同工作台账: the five enter what was done, officials read it, nothing is ever due or taken back."""

from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import delete, select

from api.deps import cursor
from db.models import AuditEntry, IdempotentResponse
from tests.support.deliverables import DONE, KEY, record, upload
from tests.support.experts import OUTSIDE, add_experts
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("pilot:6(1)", "pilot:3(1)")

OFFICIALS = (OUTSIDE, "samr", "ops", "supervisor", "lsg-js", "mara", "city-jia")
OTHERS = (*OFFICIALS, "park-js-1", "expert-1")


@pytest_asyncio.fixture
async def ledger(web: Web) -> Web:
    await add_experts(web.register)
    return web


async def item(web: Web, key: str = KEY, account: str = "prov-zj") -> dict[str, Any]:
    answer = await web.get(f"/deliverables/{key}", account)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def kept(web: Web) -> list[tuple[str, str, str, str]]:
    """Target, actor, outcome and words of everything the audit log has of the ledger."""
    async with web.register.read() as session:
        rows = await session.scalars(
            select(AuditEntry).where(AuditEntry.action == "deliverable.enter").order_by(AuditEntry.sequence)
        )
        return [(row.target, row.actor_id, row.outcome, row.detail) for row in rows]


class TestTheLedger:
    async def test_lists_what_the_plan_names_word_for_word_and_sets_no_day(self, ledger: Web) -> None:
        found = (await ledger.get("/deliverables", "prov-js")).json()["items"]
        assert len(found) == 17
        guide = next(each for each in found if each["key"] == "construction_guide")
        assert [each["place"]["key"] for each in guide["named"]] == ["pilot:3(1)", "pilot:6(1)"]
        assert guide["named"][0]["words"] == "研制长三角质量提升示范试点建设指南"
        assert {each["progress_label"] for each in found} == {"还没有记载"}
        assert not {name for each in found for name in each} & {"due", "deadline", "overdue"}

    @ON_BOTH_DATABASES
    async def test_one_of_the_five_enters_what_was_done_with_its_evidence(self, ledger: Web) -> None:
        file = await upload(ledger)
        answer = await record(ledger, file=file)
        assert answer.status_code == 201, answer.text
        found = answer.json()
        assert (found["progress"], found["progress_label"], found["total"]) == ("ongoing", "仍在进行", 1)
        [entry] = found["latest"]
        assert entry["file"].pop("id") == file
        assert {name: entry[name] for name in ("number", "on", "what", "office", "entered_at")} == {
            "number": 1,
            "on": DONE["on"],
            "what": DONE["what"],
            "office": "江苏省市场监督管理局",
            "entered_at": "2025-10-09T02:00:00Z",
        }
        assert await kept(ledger) == [
            (KEY, "prov-js", "done", "试点评价细则，2025年10月9日（周四），仍在进行：形成初稿，征求各市意见。")
        ]
        async with ledger.register.read() as session:
            [basis] = await session.scalars(
                select(AuditEntry.basis).where(AuditEntry.action == "deliverable.enter", AuditEntry.target == KEY)
            )
        assert basis == ["pilot:6(1)"]

    async def test_how_an_item_stands_is_what_its_latest_day_says_whenever_it_came_in(self, ledger: Web) -> None:
        await record(ledger, on="2025-10-08", progress="delivered", what="印发")
        late = (await record(ledger, "prov-zj", on="2025-06-30")).json()
        assert (late["progress"], [each["number"] for each in late["latest"]]) == ("delivered", [1, 2])
        again = (await record(ledger, "prov-zj", on="2025-10-08", what="修订")).json()
        assert (again["progress"], [each["number"] for each in again["latest"]]) == ("ongoing", [3, 1, 2])

    async def test_with_an_item_its_latest_are_shown_and_all_of_them_page_by_page(self, ledger: Web) -> None:
        for day in range(1, 6):
            await record(ledger, on=f"2025-09-0{day}")
        found = await item(ledger)
        assert (found["total"], [each["number"] for each in found["latest"]]) == (5, [5, 4, 3])
        first = (await ledger.get(f"/deliverables/{KEY}/entries?limit=4", "ops")).json()
        second = (await ledger.get(f"/deliverables/{KEY}/entries?limit=4&after={first['next']}", "ops")).json()
        joined = [each["number"] for each in first["items"] + second["items"]]
        assert (joined, second["next"]) == ([5, 4, 3, 2, 1], None)
        assert (await item(ledger, "showcases"))["total"] == 0


class TestWhoMay:
    @pytest.mark.parametrize("account", OTHERS)
    async def test_nobody_else_writes_and_the_attempt_stands_in_the_log(self, ledger: Web, account: str) -> None:
        answer = await record(ledger, account)
        assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["pilot:6(1)"])
        assert [entry[1:3] for entry in await kept(ledger)] == [(account, "refused")]
        assert (await item(ledger))["total"] == 0

    async def test_officials_and_operations_read_and_nobody_else(self, ledger: Web) -> None:
        await record(ledger)
        paths = ("/deliverables", f"/deliverables/{KEY}", f"/deliverables/{KEY}/entries")
        for account in ("prov-zj", *OFFICIALS):
            assert [(await ledger.get(path, account)).status_code for path in paths] == [200] * 3, account
        for account in ("park-js-1", "expert-1"):
            assert [(await ledger.get(path, account)).status_code for path in paths] == [403] * 3, account
        assert [(await ledger.get(path)).status_code for path in paths] == [401] * 3
        assert (await ledger.post(f"/deliverables/{KEY}/entries", json=DONE)).status_code == 401

    @ON_BOTH_DATABASES
    async def test_the_evidence_is_opened_by_whoever_may_read_the_ledger(self, ledger: Web) -> None:
        file = await upload(ledger)
        assert (await ledger.get(f"/files/{file}", "city-jia")).status_code == 404, "nothing rests on it yet"
        await record(ledger, file=file)
        for account, status in (("prov-zj", 200), ("city-jia", 200), ("ops", 200), ("park-js-1", 404)):
            answer = await ledger.get(f"/files/{file}", account)
            assert answer.status_code == status, account
        assert (await ledger.get(f"/files/{file}", "expert-1")).status_code == 404


class TestWhatIsRefused:
    async def test_what_is_still_to_come(self, ledger: Web) -> None:
        assert (await record(ledger, on="2025-10-09")).status_code == 201
        early = await record(ledger, on="2025-10-10")
        assert (early.status_code, early.json()["type"]) == (409, "urn:zhicheng:problem:not_yet")
        assert "2025年10月10日（周五）尚未到来" in early.json()["detail"]
        assert (await item(ledger))["total"] == 1

    async def test_a_file_of_somebody_else_or_none_at_all(self, ledger: Web) -> None:
        others = await upload(ledger, "prov-zj")
        for file in (others, "none"):
            answer = await record(ledger, file=file)
            assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "file"])
        assert await kept(ledger) == []

    async def test_what_the_plan_does_not_name(self, ledger: Web) -> None:
        assert (await record(ledger, of="awards")).status_code == 404
        assert (await ledger.get("/deliverables/awards", "prov-js")).status_code == 404
        assert (await ledger.get("/deliverables/awards/entries", "prov-js")).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"due": "2025-12-31"}, "extra_forbidden"),
            ({"what": " "}, "string_too_short"),
            ({"what": "初\x00稿"}, "nul"),
            ({"on": "2025-02-30"}, "date_parsing"),
            ({"progress": "overdue"}, "enum"),
            ({"file": ""}, "string_too_short"),
        ],
    )
    async def test_what_is_malformed_is_said_in_chinese(self, ledger: Web, wrong: dict[str, Any], code: str) -> None:
        answer = await record(ledger, **wrong)
        assert answer.status_code == 422
        assert code in {each["code"] for each in answer.json()["errors"]}
        assert not [each for each in answer.json()["errors"] if each["message"].isascii()]
        assert (await item(ledger))["total"] == 0

    @ON_BOTH_DATABASES
    @pytest.mark.parametrize("after", [cursor("2025-10-09"), cursor("x", "1"), cursor("2025-10-09", 2**31), "%00"])
    async def test_an_address_no_page_gave(self, ledger: Web, after: str) -> None:
        assert (await ledger.get(f"/deliverables/{KEY}/entries?after={after}", "ops")).status_code == 422


class TestRepeatedRequests:
    async def test_a_repeated_key_gets_the_first_answer(self, ledger: Web) -> None:
        first, again = [await record(ledger, key="one") for _ in range(2)]
        assert (again.status_code, again.json()) == (201, first.json())
        other = await record(ledger, key="one", progress="delivered")
        assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_reused")
        assert (await item(ledger))["total"] == 1

    async def test_an_answer_lost_on_the_way_is_given_again_and_nothing_is_entered_twice(self, ledger: Web) -> None:
        first = await record(ledger, key="one")
        async with ledger.register.write() as session:
            await session.execute(delete(IdempotentResponse))
        again = await record(ledger, key="one")
        assert (again.status_code, again.json()) == (201, first.json())
        assert [outcome for _, _, outcome, _ in await kept(ledger)] == ["done"]
