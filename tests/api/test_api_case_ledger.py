"""支持和推广台账: whoever the text names enters what was done, whoever sees the case reads it."""

from typing import Any

import pytest
from sqlalchemy import delete, select

from api.deps import cursor
from db.models import AuditEntry, Case, CaseEvent, DutyRow, IdempotentResponse, Notification, TaskRow
from domain.zone.case import Stage, ZoneCase
from tests.support.ledgers import DONE, READERS, add_zone, record
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:6#2", "zone:18#3", "zone:25.2", "zone:26#1", "zone:26#2")


async def lines(web: Web, case: ZoneCase, account: str = "prov-js") -> dict[str, dict[str, Any]]:
    answer = await web.get(f"/cases/{case.id}/ledger", account)
    assert answer.status_code == 200, answer.text
    return {each["key"]: each for each in answer.json()["items"]}


async def upload(web: Web, account: str = "prov-js") -> str:
    answer = await web.post("/files", account, files={"file": ("通知.txt", "资金安排通知".encode())})
    return str(answer.json()["id"])


async def kept(web: Web) -> list[AuditEntry]:
    """Everything the audit log has of entries, in order."""
    async with web.register.read() as session:
        entries = select(AuditEntry).where(AuditEntry.action == "ledger.enter").order_by(AuditEntry.sequence)
        return list(await session.scalars(entries))


class TestTheLines:
    async def test_those_that_apply_now_are_there_word_for_word_and_none_has_a_day(self, web: Web) -> None:
        case = await add_zone(web, Stage.CREATION)
        found = await lines(web, case)
        assert len(found) == 12
        guidance = found["work_guidance"]
        assert guidance["named"] == [
            {
                "place": {
                    "key": "zone:18#3",
                    "words": "《全国质量品牌提升示范区管理办法（试行）》第十八条第三句",
                    "place": "第十八条第三句",
                },
                "words": "省级市场监管部门会同相关部门对创建主体给予政策支持、工作指导等",
            }
        ]
        assert (guidance["kept_by"], guidance["when"]) == ("省级市场监管部门", "自审核同意创建起")
        assert not {name for each in found.values() for name in each} & {"due", "deadline", "overdue"}
        assert {key for key, each in found.items() if each["may_enter"]} == {
            "mobilisation",
            "appraisal_work",
            "policy_guidance",
            "cultivation",
            "policy_support",
            "work_guidance",
        }

    async def test_in_the_term_all_of_them_and_after_it_only_what_has_entries(self, web: Web) -> None:
        case = await add_zone(web)
        assert len(await lines(web, case)) == 25
        await record(web, case)
        await web.save(case.model_copy(update={"stage": Stage.EXPIRED}))
        found = await lines(web, case)
        assert {key: (each["total"], each["is_open"], each["may_enter"]) for key, each in found.items()} == {
            "funds": (1, False, False)
        }

    async def test_a_case_that_ended_without_entries_has_none(self, web: Web) -> None:
        case = await add_zone(web, Stage.WITHDRAWN)
        assert await lines(web, case) == {}
        assert (await web.get(f"/cases/{case.id}/ledger/awards", "prov-js")).status_code == 404
        assert (await record(web, case, line="awards")).status_code == 404


class TestAnEntry:
    @ON_BOTH_DATABASES
    async def test_says_what_was_done_by_whom_with_its_evidence_and_stands_in_the_audit_log(self, web: Web) -> None:
        case = await add_zone(web)
        file = await upload(web)
        answer = await record(web, case, file=file, rule="苏质强〔2025〕3号")
        assert answer.status_code == 201, answer.text
        found = answer.json()
        [entry] = found["latest"]
        assert (found["total"], entry.pop("file")["id"]) == (1, file)
        assert entry == {
            "number": 1,
            "on": DONE["on"],
            "what": DONE["what"],
            "rule": "苏质强〔2025〕3号",
            "office": "江苏省市场监督管理局",
            "entered_at": "2025-10-09T02:00:00Z",
        }
        [row] = await kept(web)
        assert (row.target, row.case_id, row.actor_id, row.outcome, row.basis) == (
            f"{case.id}/funds",
            case.id,
            "prov-js",
            "done",
            ["zone:25.2"],
        )
        assert row.detail == "质量发展资金安排，2025年10月9日（周四）：派出专家现场指导。（依据：苏质强〔2025〕3号）"

    async def test_changes_nothing_in_the_case_and_tells_nobody(self, web: Web) -> None:
        case = await add_zone(web)

        async def state() -> list[Any]:
            async with web.register.read() as session:
                (row,) = await session.scalars(select(Case))
                tables = (CaseEvent, TaskRow, DutyRow, Notification)
                counts = [len((await session.scalars(select(each))).all()) for each in tables]
                return [row.state, row.step, row.updated_at, row.milestones, *counts]

        before = await state()
        assert (await record(web, case)).status_code == 201
        assert await state() == before

    async def test_the_latest_day_comes_first_and_all_of_them_page_by_page(self, web: Web) -> None:
        case = await add_zone(web)
        for day in (3, 1, 5, 4, 2):
            await record(web, case, on=f"2025-09-0{day}")
        found = (await lines(web, case))["funds"]
        assert (found["total"], [each["number"] for each in found["latest"]]) == (5, [3, 4, 1])
        path = f"/cases/{case.id}/ledger/funds/entries?limit=4"
        first = (await web.get(path, "park-js-1")).json()
        second = (await web.get(f"{path}&after={first['next']}", "park-js-1")).json()
        assert [each["number"] for each in first["items"] + second["items"]] == [3, 4, 1, 5, 2]
        assert second["next"] is None

    async def test_each_case_has_a_ledger_of_its_own(self, web: Web) -> None:
        case, other = await add_zone(web), await web.add_case("js-1", 2, stage=Stage.CREATION)
        for key in ("one", "two"):
            assert (await record(web, case, line="cultivation", key=key)).status_code == 201
        assert (await record(web, other, line="cultivation", key="three")).json()["total"] == 1


class TestWhoMay:
    async def test_whoever_sees_the_case_reads_its_ledger_and_the_evidence(self, web: Web) -> None:
        case, file = await add_zone(web), await upload(web)
        assert (await web.get(f"/files/{file}", "park-js-1")).status_code == 404, "nothing rests on it yet"
        await record(web, case, file=file)
        place = f"/cases/{case.id}/ledger"
        paths = (place, f"{place}/funds", f"{place}/funds/entries", f"/files/{file}")
        for account in READERS:
            assert [(await web.get(path, account)).status_code for path in paths] == [200] * 4, account
        for account in ("prov-zj", "park-zj-1", "expert-1", "mofcom"):
            assert [(await web.get(path, account)).status_code for path in paths] == [404] * 4, account
        assert [(await web.get(path)).status_code for path in paths] == [401] * 4
        async with web.register.read() as session:
            read = select(AuditEntry.case_id).where(AuditEntry.action == "file.read")
            assert set(await session.scalars(read)) == {case.id}

    @pytest.mark.parametrize("account", [each for each in READERS if each != "prov-js"])
    async def test_nobody_enters_what_is_somebody_elses_and_the_attempt_stands_in_the_log(
        self, web: Web, account: str
    ) -> None:
        case = await add_zone(web)
        answer = await record(web, case, account)
        assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["zone:25.2"])
        assert [(row.actor_id, row.outcome, row.case_id) for row in await kept(web)] == [(account, "refused", case.id)]
        assert (await lines(web, case))["funds"]["total"] == 0

    @pytest.mark.parametrize("account", ["prov-zj", "park-zj-1", "expert-1"])
    async def test_whoever_does_not_see_the_case_learns_nothing_of_it(self, web: Web, account: str) -> None:
        assert (await record(web, await add_zone(web), account)).status_code == 404
        assert (await web.post("/cases/zone-js-1-case-1/ledger/funds/entries", json=DONE)).status_code == 401
        assert await kept(web) == []

    @pytest.mark.article("zone:6#1", "zone:6#3", "zone:14", "zone:25.1#1")
    @pytest.mark.parametrize(
        ("account", "line"),
        [
            ("lsg-js", "coordination"),
            ("park-js-1", "quality_plans"),
            ("park-js-1", "good_practice"),
            ("park-js-1", "experience_summary"),
            ("mara", "standards"),
            ("mara", "promotion"),
            ("samr-2", "promotion"),
            ("prov-js", "promotion"),
        ],
    )
    async def test_whoever_the_sentence_names_enters(self, web: Web, account: str, line: str) -> None:
        answer = await record(web, await add_zone(web), account, line)
        assert (answer.status_code, answer.json()["total"]) == (201, 1)


class TestWhatIsRefused:
    async def test_what_is_still_to_come(self, web: Web) -> None:
        case = await add_zone(web)
        early = await record(web, case, on="2025-10-10")
        assert (early.status_code, early.json()["type"]) == (409, "urn:zhicheng:problem:not_yet")
        assert [each["key"] for each in early.json()["basis"]] == ["zone:25.2"]

    @pytest.mark.parametrize(
        "stage", [Stage.CREATION, Stage.ANNOUNCEMENT, Stage.EXPIRED_PENDING_RENEWAL, Stage.REVOKED]
    )
    async def test_support_of_a_zone_outside_of_its_term(self, web: Web, stage: Stage) -> None:
        case = await add_zone(web, stage)
        answer = await record(web, case)
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:zhicheng:problem:wrong_stage")
        assert stage.label in answer.json()["detail"]
        assert [(row.outcome, row.basis) for row in await kept(web)] == [("refused", ["zone:25.2"])]

    @pytest.mark.article("zone:25.1#2")
    async def test_an_incentive_without_its_rule(self, web: Web) -> None:
        case = await add_zone(web)
        bare = await record(web, case, "samr", "incentives")
        assert (bare.status_code, [each["key"] for each in bare.json()["basis"]]) == (409, ["zone:25.1#2"])
        assert (await record(web, case, "samr", "incentives", rule="质量激励规定")).status_code == 201

    async def test_a_file_of_somebody_else(self, web: Web) -> None:
        case = await add_zone(web)
        answer = await record(web, case, file=await upload(web, "samr"))
        assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "file"])
        assert await kept(web) == []

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"due": "2025-12-31"}, "extra_forbidden"),
            ({"what": " "}, "string_too_short"),
            ({"rule": "初\x00稿"}, "nul"),
            ({"on": "2025-02-30"}, "date_parsing"),
        ],
    )
    async def test_what_is_malformed(self, web: Web, wrong: dict[str, Any], code: str) -> None:
        case = await add_zone(web)
        answer = await record(web, case, **wrong)
        assert (answer.status_code, {each["code"] for each in answer.json()["errors"]}) == (422, {code})
        assert (await lines(web, case))["funds"]["total"] == 0

    @ON_BOTH_DATABASES
    @pytest.mark.parametrize("after", [cursor("2025-10-09"), cursor("x", "1"), "%00"])
    async def test_an_address_no_page_gave(self, web: Web, after: str) -> None:
        case = await add_zone(web)
        assert (await web.get(f"/cases/{case.id}/ledger/funds/entries?after={after}", "ops")).status_code == 422


class TestRepeatedRequests:
    async def test_a_repeated_key_gets_the_first_answer(self, web: Web) -> None:
        case = await add_zone(web)
        first, again = [await record(web, case, key="one") for _ in range(2)]
        assert (again.status_code, again.json()) == (201, first.json())
        other = await record(web, case, key="one", what="另一件事")
        assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_reused")

    async def test_an_answer_lost_on_the_way_is_given_again_even_after_the_term(self, web: Web) -> None:
        case = await add_zone(web)
        await record(web, case, key="one")
        async with web.register.write() as session:
            await session.execute(delete(IdempotentResponse))
        await web.save(case.model_copy(update={"stage": Stage.EXPIRED}))
        again = await record(web, case, key="one")
        assert (again.status_code, again.json()["total"]) == (201, 1)
        assert [row.outcome for row in await kept(web)] == ["done"]
