"""长三角质量专家库: kept by the five provincial bureaus, read by officials and operations, and never forgetful."""

from typing import Any

import httpx2
import pytest
import pytest_asyncio
from sqlalchemy import delete, select

from api.deps import cursor
from db.models import AuditEntry, IdempotentResponse
from db.queries import experts
from tests.support.experts import NEW, OUTSIDE, add_experts, enter
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = [pytest.mark.article("pilot:5(5)"), pytest.mark.article("pilot:3(3)")]

BASIS = ["pilot:5(5)", "pilot:3(3)"]
CHANGE = {"employer": "示例认证中心", "last_day": "2025-09-30"}
OTHERS = (OUTSIDE, "samr", "ops", "supervisor", "lsg-js", "mara", "park-js-1", "expert-1", "city-jia")


@pytest_asyncio.fixture
async def pool(web: Web) -> Web:
    await add_experts(web.register)
    return web


async def change(web: Web, account: str = "prov-zj", of: str = "expert-1", **other: str) -> httpx2.Response:
    return await web.post(f"/experts/{of}/employer", account, json=CHANGE | other)


async def leave(web: Web, account: str = "prov-zj", of: str = "expert-1") -> httpx2.Response:
    return await web.post(f"/experts/{of}/leave", account, json={"reason": "本人申请"})


async def listed(web: Web, query: str = "") -> list[dict[str, Any]]:
    answer = await web.get(f"/experts{query}", "prov-js")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def drawn_from(web: Web) -> list[tuple[str, str]]:
    async with web.register.read() as session:
        return [(each.organisation, each.employer) for each in await experts.pool(session)]


async def kept(web: Web) -> list[tuple[str, str, str]]:
    """Action, actor and outcome of everything the audit log has of the pool."""
    async with web.register.read() as session:
        rows = await session.scalars(select(AuditEntry).order_by(AuditEntry.sequence))
        return [(row.action, row.actor_id, row.outcome) for row in rows if row.action.startswith("expert.")]


class TestEnteringAnExpert:
    @ON_BOTH_DATABASES
    async def test_one_of_the_five_enters_an_account_of_an_expert(self, pool: Web) -> None:
        answer = await enter(pool)
        assert answer.status_code == 201, answer.text
        expert = answer.json()
        assert expert == {
            **NEW,
            "bureau": "江苏省市场监督管理局",
            "entered_at": "2025-10-09T02:00:00Z",
            "left_at": None,
        }
        assert await listed(pool) == [expert]
        assert await drawn_from(pool) == [("expert-1", "示例大学")]
        assert await kept(pool) == [("expert.enter", "prov-js", "done")]

    @pytest.mark.parametrize("account", OTHERS)
    async def test_nobody_else_writes_and_every_attempt_stands_in_the_log(self, pool: Web, account: str) -> None:
        await enter(pool)
        for answer in (
            await enter(pool, account, organisation="expert-2"),
            await change(pool, account),
            await leave(pool, account),
        ):
            assert answer.status_code == 403
            assert [each["key"] for each in answer.json()["basis"]] == BASIS
        assert await drawn_from(pool) == [("expert-1", "示例大学")]
        assert (await kept(pool))[1:] == [
            (f"expert.{action}", account, "refused") for action in ("enter", "employer", "leave")
        ]

    async def test_without_an_account_nobody_comes_in(self, pool: Web) -> None:
        assert (await pool.post("/experts", json=NEW)).status_code == 401

    @pytest.mark.parametrize("organisation", ["none", "expert-9", "samr", "park-js-1"])
    async def test_who_has_no_expert_account_is_not_entered(self, pool: Web, organisation: str) -> None:
        answer = await enter(pool, organisation=organisation)
        assert answer.status_code == 422
        assert [each["loc"] for each in answer.json()["errors"]] == [["body", "organisation"]]
        assert "没有这一专家账号" in answer.json()["errors"][0]["message"]
        assert await drawn_from(pool) == []
        assert await kept(pool) == []

    async def test_whoever_is_in_the_pool_is_not_entered_again(self, pool: Web) -> None:
        await enter(pool)
        again = await enter(pool, "prov-zj", name="示例专家乙")
        assert (again.status_code, again.json()["type"]) == (409, "urn:zhicheng:problem:already_done")
        assert [each["key"] for each in again.json()["basis"]] == BASIS
        assert [each["name"] for each in await listed(pool)] == ["示例专家甲"]

    async def test_a_former_employer_is_one_already_left(self, pool: Web) -> None:
        for day, status in (("2025-10-09", 201), ("2025-10-10", 409)):
            organisation = "expert-1" if status == 201 else "expert-2"
            former = [{"name": "示例研究院", "until": day}]
            answer = await enter(pool, organisation=organisation, former_employers=former)
            assert answer.status_code == status, day
        assert "2025年10月10日（周五）尚未到来" in answer.json()["detail"]

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"title": "教授"}, "extra_forbidden"),
            ({"employer": " "}, "string_too_short"),
            ({"employer": "示例\x00大学"}, "nul"),
            ({"former_employers": [{"name": "甲"}]}, "missing"),
            ({"former_employers": [{"name": "甲", "until": "2025-02-30"}]}, "date_parsing"),
            ({"former_employers": [{"name": "甲", "until": 20250901}]}, "date_type"),
            ({"former_employers": [{"name": "甲", "until": "2020-01-01", "from": "2019-01-01"}]}, "extra_forbidden"),
        ],
    )
    async def test_what_is_malformed_is_said_in_chinese(self, pool: Web, wrong: dict[str, Any], code: str) -> None:
        answer = await enter(pool, **wrong)
        assert answer.status_code == 422
        assert code in {each["code"] for each in answer.json()["errors"]}
        assert not [each for each in answer.json()["errors"] if each["message"].isascii()]
        assert await drawn_from(pool) == []


class TestChangingTheEmployer:
    @ON_BOTH_DATABASES
    async def test_the_old_one_becomes_a_former_employer_with_its_last_day(self, pool: Web) -> None:
        await enter(pool)
        answer = await change(pool)
        assert answer.status_code == 200, answer.text
        expert = answer.json()
        assert expert["employer"] == "示例认证中心"
        assert expert["former_employers"] == [
            {"name": "示例研究院", "until": "2020-08-31"},
            {"name": "示例大学", "until": "2025-09-30"},
        ]
        assert await listed(pool) == [expert]
        assert await drawn_from(pool) == [("expert-1", "示例认证中心")]
        assert (await kept(pool))[1:] == [("expert.employer", "prov-zj", "done")]

    async def test_the_same_employer_is_no_change(self, pool: Web) -> None:
        await enter(pool)
        answer = await change(pool, employer="示例大学")
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:zhicheng:problem:already_done")

    async def test_only_one_already_left_becomes_a_former_employer(self, pool: Web) -> None:
        await enter(pool)
        assert (await change(pool, last_day="2025-10-10")).status_code == 409
        assert (await change(pool, last_day="2025-10-09")).status_code == 200

    async def test_of_somebody_never_entered_nothing_changes(self, pool: Web) -> None:
        assert (await change(pool)).status_code == 404
        assert (await leave(pool)).status_code == 404


class TestLeavingThePool:
    @ON_BOTH_DATABASES
    async def test_who_left_is_drawn_no_more_and_stays_in_the_record(self, pool: Web) -> None:
        await enter(pool)
        pool.clock.forward(days=1)
        answer = await leave(pool)
        assert (answer.status_code, answer.json()["left_at"]) == (200, "2025-10-10T02:00:00Z")
        assert await drawn_from(pool) == []
        assert await listed(pool) == []
        assert await listed(pool, "?in_pool=false") == [answer.json()]
        async with pool.register.read() as session:
            details = (await session.scalars(select(AuditEntry.detail))).all()
        assert "将示例专家甲移出专家库（理由：本人申请）" in details

    async def test_after_that_nothing_of_the_entry_changes(self, pool: Web) -> None:
        await enter(pool)
        await leave(pool)
        for answer in (await leave(pool), await change(pool)):
            assert (answer.status_code, answer.json()["type"]) == (409, "urn:zhicheng:problem:already_done")

    async def test_who_comes_back_keeps_every_employer_the_register_knew(self, pool: Web) -> None:
        await enter(pool)
        await leave(pool)
        moved = {"employer": "示例认证中心", "former_employers": []}
        silent = await enter(pool, "prov-zj", **moved)
        assert silent.status_code == 409, "a tie to the employer before must not be lost"
        assert "示例大学" in silent.json()["remedy"]
        told = moved | {"former_employers": [{"name": "示例大学", "until": "2025-10-08"}]}
        back = (await enter(pool, "prov-zj", **told)).json()
        assert (back["bureau"], back["left_at"]) == ("浙江省市场监督管理局", None)
        assert [each["name"] for each in back["former_employers"]] == ["示例研究院", "示例大学"]
        assert await drawn_from(pool) == [("expert-1", "示例认证中心")]


class TestReading:
    async def test_officials_and_operations_read_and_nobody_else(self, pool: Web) -> None:
        await enter(pool)
        for account in ("prov-js", OUTSIDE, "city-jia", "samr", "lsg-js", "mara", "supervisor", "ops"):
            answer = await pool.get("/experts", account)
            assert (answer.status_code, len(answer.json()["items"])) == (200, 1), account
        for account in ("park-js-1", "expert-1"):
            answer = await pool.get("/experts", account)
            assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, BASIS), account
        assert (await pool.get("/experts")).status_code == 401

    async def test_pages_of_the_list_join_in_the_order_of_accounts(self, pool: Web) -> None:
        for name in ("expert-3", "expert-1", "expert-2"):
            await enter(pool, organisation=name)
        first = (await pool.get("/experts?limit=2", "ops")).json()
        second = (await pool.get(f"/experts?limit=2&after={first['next']}", "ops")).json()
        found = [each["organisation"] for each in first["items"] + second["items"]]
        assert (found, second["next"]) == (["expert-1", "expert-2", "expert-3"], None)

    @ON_BOTH_DATABASES
    @pytest.mark.parametrize("query", [f"after={cursor(chr(0))}", "after=%00", "after=expert-1", "limit=0"])
    async def test_an_address_no_page_gave_is_malformed(self, pool: Web, query: str) -> None:
        assert (await pool.get(f"/experts?{query}", "ops")).status_code == 422


class TestRepeatedRequests:
    async def test_a_repeated_key_gets_the_first_answer(self, pool: Web) -> None:
        first, again = [await enter(pool, key="one") for _ in range(2)]
        assert (again.status_code, again.json()) == (201, first.json())
        assert await kept(pool) == [("expert.enter", "prov-js", "done")]
        other = await enter(pool, key="one", employer="示例学院")
        assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_reused")

    async def test_an_answer_lost_on_the_way_is_given_again_and_nothing_is_done_twice(self, pool: Web) -> None:
        headers = {"Idempotency-Key": "one"}
        for path, body, status in (
            ("/experts", NEW, 201),
            ("/experts/expert-1/employer", CHANGE, 200),
            ("/experts/expert-1/leave", {"reason": "本人申请"}, 200),
        ):
            first = await pool.post(path, "prov-js", json=body, headers=headers)
            async with pool.register.write() as session:
                await session.execute(delete(IdempotentResponse))
            again = await pool.post(path, "prov-js", json=body, headers=headers)
            assert (first.status_code, again.status_code) == (status, status)
            assert again.json() == first.json()
            async with pool.register.write() as session:
                await session.execute(delete(IdempotentResponse))
        assert [outcome for _, _, outcome in await kept(pool)] == ["done"] * 3
