"""Parks as their readers see them, what may be entered of them, and one live creation process per park."""

import asyncio
from datetime import date
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import func, select

from db.models import AuditEntry, Case
from db.queries import parks
from db.queries.lineage import write_identity
from db.session import Register
from domain.roles import Role
from domain.zone.case import Stage
from domain.zone.parts import Revocation
from tests.support.accounts import add_accounts
from tests.support.web import NOW, ON_BOTH_DATABASES, Caller, Web, on_world
from tests.support.world import World

NEW = {
    "name": "示例苏州新材料产业园",
    "sector": "工业",
    "form": "产业园区",
    "region": "320500",
    "region_name": "江苏省苏州市",
    "boundary": "东至甲路，西至乙路，南至丙河，北至丁路",
    "industry": "新材料",
}
BODY = "gov-js"


async def add_government(register: Register) -> None:
    """所在地人民政府: a second body of the park js-1."""
    async with register.write() as session:
        await add_accounts(session, {BODY: (BODY, "示例市人民政府", Role.CREATING_BODY, "320500")}, NOW)


async def upload(web: Caller, account: str) -> str:
    answer = await web.post("/files", account, files={"file": ("批复.txt", "同意合并".encode())})
    return str(answer.json()["id"])


async def succession(web: Caller, account: str, park: str = "js-1", **other: str) -> httpx2.Response:
    body = {
        "kind": "split",
        "successor": "zj-1",
        "on": "2025-10-01",
        "document_number": "国函〔2025〕1号",
        "file": await upload(web, account),
    }
    return await web.post(f"/parks/{park}/successions", account, json=body | other)


class TestEnteringAPark:
    @ON_BOTH_DATABASES
    async def test_a_creating_body_enters_its_own_and_may_then_act_for_it(self, web: Web) -> None:
        answer = await web.post("/parks", "park-js-1", json=NEW)
        assert answer.status_code == 201, answer.text
        park = answer.json()
        assert (park["name"], park["creating_body"]) == (NEW["name"], "示例一号园区管理委员会")
        assert [body["id"] for body in park["bodies"]] == ["park-js-1"]
        assert [(each["from_day"], each["until_day"]) for each in park["identities"]] == [(None, None)]
        listed = (await web.get("/parks?q=新材料", "expert-1")).json()["items"]
        assert [each["id"] for each in listed] == [park["id"]]

    @pytest.mark.parametrize("name", [NEW["name"], "示例　苏州·新材料 产业园"])
    async def test_the_same_name_in_the_same_place_is_refused_and_the_park_named(self, web: Web, name: str) -> None:
        first = (await web.post("/parks", "park-js-1", json=NEW)).json()
        again = await web.post("/parks", "park-js-1", json=NEW | {"name": name})
        assert again.status_code == 409
        assert first["id"] in again.json()["detail"]
        assert [each["key"] for each in again.json()["basis"]] == ["zone:3", "zone:6"]
        elsewhere = await web.post("/parks", "park-js-1", json=NEW | {"name": name, "region": "320505"})
        assert elsewhere.status_code == 201

    async def test_a_repeated_key_gets_the_first_park(self, web: Web) -> None:
        answers = [
            await web.post("/parks", "park-js-1", json=NEW, headers={"Idempotency-Key": "one"}) for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()

    @pytest.mark.parametrize("account", ["prov-js", "samr", "ops"])
    async def test_nobody_else_does(self, web: Web, account: str) -> None:
        assert (await web.post("/parks", account, json=NEW)).status_code == 403

    async def test_not_outside_its_own_place_and_not_nowhere(self, web: Web) -> None:
        assert (await web.post("/parks", "park-js-1", json=NEW | {"region": "330100"})).status_code == 403
        wrong = await web.post("/parks", "park-js-1", json=NEW | {"region": "32", "sector": "矿业"})
        assert wrong.status_code == 422
        assert {each["loc"][-1] for each in wrong.json()["errors"]} == {"region", "sector"}


class TestSuccessions:
    @ON_BOTH_DATABASES
    async def test_are_entered_on_a_document_and_shown_from_both_sides(self, web: Web) -> None:
        answer = await succession(web, "samr")
        assert answer.status_code == 201, answer.text
        assert answer.json()["words"] == "2025年10月1日，示例二号园区由示例一号园区分立而来。"
        before, after = [(await web.get(f"/parks/{park}", "park-zj-1")).json() for park in ("js-1", "zj-1")]
        assert before["successions"] == after["successions"] == [answer.json()]
        assert after["lineage"] == ["示例二号园区由示例一号园区2025年10月1日分立而来。"]
        assert before["lineage"] == []
        assert "称号不随之转移" in after["title_note"]
        file = await web.get(f"/files/{answer.json()['file']['id']}", "park-zj-1")
        assert file.content == "同意合并".encode()

    async def test_move_no_title(self, web: Web) -> None:
        case = await web.add_case(stage=Stage.IN_TERM)
        await succession(web, "samr")
        assert (await web.get(f"/cases/{case.id}", "samr")).json()["subject"]["id"] == "js-1"
        assert (await web.get("/parks/zj-1", "samr")).json()["cases"] == []

    @pytest.mark.parametrize("account", ["prov-js", "prov-zj", "park-js-1", "lsg-js", "ops", "supervisor"])
    async def test_across_provinces_are_entered_by_samr_alone(self, web: Web, account: str) -> None:
        answer = await succession(web, account)
        assert answer.status_code == 403
        async with web.register.read() as session:
            entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "park.succession"))).one()
        assert (entry.actor_id, entry.outcome) == (account, "refused")

    async def test_within_a_province_are_entered_by_its_regulator(self, web: Web) -> None:
        other = (await web.post("/parks", "park-js-1", json=NEW)).json()["id"]
        assert (await succession(web, "prov-js", successor=other)).status_code == 201
        assert (await succession(web, "prov-zj", successor=other)).status_code == 403

    async def test_are_refused_before_their_day_twice_into_itself_and_into_nothing(self, web: Web) -> None:
        assert (await succession(web, "samr", on="2025-10-09")).status_code == 201
        assert (await succession(web, "samr", on="2025-10-10")).status_code == 409
        assert (await succession(web, "samr", on="2025-10-09")).status_code == 409
        assert (await succession(web, "samr", successor="js-1")).status_code == 409
        assert (await succession(web, "samr", successor="none")).status_code == 422
        assert (await succession(web, "samr", file="none")).status_code == 422
        assert (await succession(web, "samr", "none")).status_code == 404


class TestReading:
    async def test_pages_of_the_list_join(self, web: Web) -> None:
        first = (await web.get("/parks?limit=1", "samr")).json()
        second = (await web.get(f"/parks?limit=1&after={first['next']}", "samr")).json()
        assert [each["id"] for each in first["items"] + second["items"]] == ["js-1", "zj-1"]
        assert second["next"] is None
        assert [each["id"] for each in (await web.get("/parks?region=330000", "samr")).json()["items"]] == ["zj-1"]

    async def test_a_park_shows_its_former_names_and_only_cases_one_may_see(self, web: Web) -> None:
        case = await web.add_case()
        renamed = case.park.model_copy(update={"name": "示例新园区"})
        async with web.register.write() as session:
            await write_identity(session, renamed, date(2025, 10, 9), "苏政函〔2025〕12号")
        found = (await web.get("/parks/js-1", "park-js-1")).json()
        assert found["name"] == "示例新园区"
        assert [each["name"] for each in found["identities"]] == ["示例一号园区", "示例新园区"]
        assert [each["id"] for each in found["cases"]] == [case.id]
        assert (await web.get("/parks/js-1", "prov-zj")).json()["cases"] == []
        assert (await web.get("/parks/none", "samr")).status_code == 404
        assert (await web.get("/parks")).status_code == 401


@pytest.mark.article("zone:3", "zone:16")
class TestOneLiveProcess:
    async def start(self, web: Caller, account: str, park: str = "js-1") -> httpx2.Response:
        return await web.post("/cases", account, json={"programme": "zone", "subject": park})

    @pytest.mark.scenario("B13")
    async def test_the_second_body_is_refused_as_a_duplicate_and_the_first_case_is_unchanged(self, web: Web) -> None:
        await add_government(web.register)
        assert (await self.start(web, BODY)).status_code == 403, "not yet a body of the park"
        admitted = await web.post(
            "/parks/js-1/bodies", "prov-js", json={"organisation": BODY, "document_number": "苏政函〔2024〕3号"}
        )
        assert [body["id"] for body in admitted.json()["bodies"]] == ["park-js-1", BODY]
        case = await web.add_case(stage=Stage.NOMINATION)
        before = (await web.get(f"/cases/{case.id}", "samr")).json()
        second = await self.start(web, BODY)
        assert (second.status_code, second.json()["type"]) == (409, "urn:zhicheng:problem:already_done")
        assert [each["key"] for each in second.json()["basis"]] == ["zone:3", "zone:16"]
        assert case.id in second.json()["detail"]
        assert (await web.get(f"/cases/{case.id}", "samr")).json() == before

    async def test_a_body_is_admitted_by_the_province_of_the_seat_or_samr_and_must_be_one(self, web: Web) -> None:
        body = {"organisation": "park-zj-1", "document_number": "甲"}
        for account, status in (("prov-zj", 403), ("park-js-1", 403), ("samr", 201)):
            assert (await web.post("/parks/js-1/bodies", account, json=body)).status_code == status
        wrong = await web.post("/parks/js-1/bodies", "samr", json=body | {"organisation": "mara"})
        assert wrong.status_code == 422

    async def test_a_park_in_its_term_cannot_start(self, web: Web) -> None:
        await web.add_case(stage=Stage.IN_TERM)
        answer = await self.start(web, "park-js-1")
        assert (answer.status_code, "示范期内" in answer.json()["detail"]) == (409, True)

    @pytest.mark.parametrize("kind", ["split", "merger"])
    async def test_nor_can_a_park_that_came_from_one_in_its_term(self, web: Web, kind: str) -> None:
        await web.add_case(stage=Stage.IN_TERM)
        await succession(web, "samr", kind=kind)
        answer = await self.start(web, "park-zj-1", "zj-1")
        assert answer.status_code == 409
        assert "示例二号园区由示例一号园区2025年10月1日" in answer.json()["detail"]

    async def test_nor_can_a_park_that_went_into_another(self, web: Web) -> None:
        await succession(web, "samr", kind="merger")
        assert (await self.start(web, "park-js-1")).status_code == 409

    @pytest.mark.article("zone:27#3")
    async def test_a_draft_is_free_while_only_the_bar_runs(self, web: Web) -> None:
        decided = date(2025, 9, 1)
        revocation = Revocation(ground="甲", facts="乙", opened_on=decided, decided_on=decided)
        await web.add_case(stage=Stage.REVOKED, revocation=revocation)
        answer = await self.start(web, "park-js-1")
        assert answer.status_code == 503, "nothing refuses it; there is no engine in this test"


@pytest.fixture
def sqlite_register(register: Register) -> Register:
    """The small world below runs on both databases."""
    return register


@pytest.mark.article("zone:3")
@pytest.mark.scenario("B13")
async def test_two_bodies_that_start_at_the_same_instant_get_one_case(world: World, tmp_path: Path) -> None:
    caller = on_world(world, tmp_path)
    await add_government(world.register)
    async with world.register.write() as session:
        await parks.add_body(session, "js-1", BODY)
    start = {"programme": "zone", "subject": "js-1"}
    async with caller.client:
        for account in ("park-js-1", BODY):
            await caller.get("/parks", account)
        answers = await asyncio.gather(
            *(caller.post("/cases", account, json=start) for account in ("park-js-1", BODY) for _ in range(3))
        )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert {
        tuple(each["key"] for each in answer.json()["basis"]) for answer in answers if answer.status_code == 409
    } == {("zone:3", "zone:16")}
    async with world.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(Case)) == 1
