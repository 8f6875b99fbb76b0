"""Cases and tasks as their readers see them."""

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select

from db.models import AuditEntry
from db.queries.cases import within
from db.session import Register
from domain.procedure.consultation import department
from domain.roles import SAMR, covers
from domain.zone.case import Stage
from tests.support.web import ON_BOTH_DATABASES, Web, a_case


async def test_a_case_says_where_it_stands_and_whose_move_it_is(web: Web) -> None:
    case = await web.add_case(asks=(("creation_application", a_case("js-1", 1, web.clock.instant).applicant),))
    answer = (await web.get(f"/cases/{case.id}", "park-js-1")).json()
    assert answer["subject"] == {"id": "js-1", "name": "示例一号园区", "region": "320500", "region_name": "江苏省"}
    assert answer["state"] == {"key": "application", "label": "准备创建申请"}
    waiting = answer["waiting_for"][0]
    assert (waiting["role"], waiting["label"], waiting["task"]) == ("creating_body", "创建主体", "提出创建申请")
    assert waiting["basis"][0]["place"] == "第十六条"
    assert answer["policy_version"] == case.policy.version


async def test_the_workflow_id_is_told_to_those_who_operate_and_supervise(web: Web) -> None:
    case = await web.add_case()
    told = {
        who: (await web.get(f"/cases/{case.id}", who)).json()["workflow_id"] for who in ("ops", "supervisor", "samr")
    }
    assert told == {"ops": "zone/js-1/case-1", "supervisor": "zone/js-1/case-1", "samr": None}


async def test_a_milestone_explains_itself_line_by_line(web: Web) -> None:
    case = await web.add_notice()
    found = (await web.get(f"/cases/{case.id}", "samr")).json()["milestones"][0]
    assert (found["key"], found["date"], found["provisional"]) == ("zone-notice", "2025-10-15", False)
    assert found["closes_at"] == "2025-10-15T16:00:00Z"
    assert {line["source"] for line in found["explanation"]} <= {"法规规定", "系统策略"}
    assert found["basis"][0]["key"] == "zone:22#1"


@ON_BOTH_DATABASES
async def test_a_department_sees_a_case_from_the_moment_it_is_asked(web: Web) -> None:
    case = await web.add_case(stage=Stage.APPROVAL)
    assert (await web.get(f"/cases/{case.id}", "mara")).status_code == 404
    case = await web.add_case(stage=Stage.APPROVAL, asks=(("creation_opinion", department("mara")),))
    assert (await web.get(f"/cases/{case.id}", "mara")).status_code == 200
    assert (await web.get(f"/cases/{case.id}", "mct")).status_code == 404
    case.tasks.clear()
    await web.save(case)
    assert (await web.get(f"/cases/{case.id}", "mara")).status_code == 200


@ON_BOTH_DATABASES
async def test_lists_hold_what_one_may_see_and_filters_narrow_them(web: Web) -> None:
    await web.add_case("js-1")
    await web.add_case("zj-1", stage=Stage.CREATION)

    async def ids(account: str, query: str = "") -> list[str]:
        return [each["id"] for each in (await web.get(f"/cases{query}", account)).json()["items"]]

    both = ["zone-js-1-case-1", "zone-zj-1-case-1"]
    assert await ids("samr") == both
    assert await ids("prov-zj") == both[1:]
    assert await ids("park-js-1") == both[:1]
    assert await ids("samr", "?stage=creation") == both[1:]
    assert await ids("samr", "?region=320000") == both[:1]
    assert await ids("samr", "?q=二号") == both[1:]
    assert await ids("samr", "?q=ZONE-zj") == both[1:]
    assert await ids("samr", "?q=%25") == []
    assert await ids("samr", "?programme=pilot") == []


@ON_BOTH_DATABASES
async def test_pages_of_a_list_join_without_gap_or_double(web: Web) -> None:
    for number in range(1, 6):
        await web.add_case(number=number)
        web.clock.forward(seconds=number % 2)
    seen: list[str] = []
    query = "?limit=2"
    while True:
        page = (await web.get(f"/cases{query}", "samr")).json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        query = f"?limit=2&after={page['next']}"
    assert seen == [f"zone-js-1-case-{number}" for number in range(1, 6)]


@pytest.mark.parametrize("word", ["x", "W10", "WyJ4IiwieSJd", "bnVsbA"])
async def test_a_cursor_that_no_page_gave_is_malformed(web: Web, word: str) -> None:
    for path in ("/cases", "/tasks"):
        answer = await web.get(f"{path}?after={word}", "samr")
        assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "after"])


async def test_my_tasks_are_those_of_my_role_place_and_organisation(web: Web) -> None:
    case = a_case("js-1", 1, web.clock.instant)
    await web.add_case(asks=(("provincial_appraisal", case.province), ("material_review", SAMR)))

    async def kinds(account: str) -> list[str]:
        return [each["kind"] for each in (await web.get("/tasks", account)).json()["items"]]

    assert await kinds("prov-js") == ["provincial_appraisal"]
    assert await kinds("samr") == await kinds("samr-2") == ["material_review"]
    assert await kinds("prov-zj") == await kinds("ops") == await kinds("park-js-1") == []


async def test_a_task_offers_its_actions_with_the_schema_of_their_data(web: Web) -> None:
    case = await web.add_case(asks=(("provincial_appraisal", a_case("js-1", 1, web.clock.instant).province),))
    answer = (await web.get(f"/tasks/{case.awaited[0].id}", "prov-js")).json()
    assert answer["case_id"] == case.id
    assert answer["actions"][0]["schema"]["additionalProperties"] is False
    assert {"name", "label", "irreversible", "schema"} == set(answer["actions"][0])
    case.tasks.clear()
    await web.save(case)
    closed = (await web.get("/tasks/zone-js-1-case-1-task-1", "prov-js")).json()
    assert (closed["actions"], closed["closed_at"] is None) == ([], False)


async def of_others(web: Web, account: str) -> tuple[httpx2.Response, httpx2.Response]:
    """What reading and what answering a task of 江苏's bureau gives; both attempts stand in the audit log."""
    case = await web.add_case(asks=(("provincial_appraisal", a_case("js-1", 1, web.clock.instant).province),))
    path = f"/tasks/{case.awaited[0].id}"
    answers = await web.get(path, account), await web.post(f"{path}/actions/nominate", account, json={})
    async with web.register.read() as session:
        entries = (await session.scalars(select(AuditEntry).where(AuditEntry.outcome == "refused"))).all()
    assert [(each.actor_id, each.case_id, each.basis) for each in entries] == [(account, case.id, ["zone:17.1"])] * 2
    return answers


def refused_with_the_article(answer: httpx2.Response) -> bool:
    problem = answer.json()
    assert problem["type"] == "urn:zhicheng:problem:wrong_actor"
    assert [each["key"] for each in problem["basis"]] == ["zone:17.1"]
    return answer.status_code == 403


@pytest.mark.parametrize("account", ["lsg-js", "park-js-1", "samr", "ops"])
async def test_a_task_of_others_is_refused_with_the_article_that_says_who_acts(web: Web, account: str) -> None:
    for answer in await of_others(web, account):
        assert refused_with_the_article(answer)


@pytest.mark.parametrize("account", ["prov-zj", "expert-1"])
async def test_a_task_in_a_case_of_others_is_not_shown_and_cannot_be_answered(web: Web, account: str) -> None:
    read, answered = await of_others(web, account)
    assert (read.status_code, read.json()["basis"]) == (404, [])
    assert refused_with_the_article(answered)


async def test_unknown_tasks_actions_and_cases_are_not_found(web: Web) -> None:
    case = await web.add_case(asks=(("material_review", SAMR),))
    assert (await web.get("/tasks/none", "samr")).status_code == 404
    assert (await web.post("/tasks/none/actions/x", "samr", json={})).status_code == 404
    assert (await web.post(f"/tasks/{case.awaited[0].id}/actions/none", "samr", json={})).status_code == 404
    assert (await web.get("/cases/none", "samr")).status_code == 404


async def test_a_malformed_form_names_every_wrong_field_and_reaches_no_workflow(web: Web) -> None:
    case = await web.add_case(stage=Stage.PUBLIC_NOTICE, asks=(("public_notice", SAMR),))
    path = f"/tasks/{case.awaited[0].id}/actions/publish"
    body = {"data": {"working_days": "5", "channel": "", "more": 1}}
    answer = await web.post(path, "samr", json=body)
    assert answer.status_code == 422
    found = {tuple(each["loc"]): each["code"] for each in answer.json()["errors"]}
    assert found == {
        ("body", "data", "working_days"): "int_type",
        ("body", "data", "channel"): "string_too_short",
        ("body", "data", "more"): "extra_forbidden",
    }
    assert all(sign >= "一" for each in answer.json()["errors"] for sign in each["message"][:1])


async def test_an_attachment_must_be_ones_own_upload(web: Web) -> None:
    case = await web.add_case(asks=(("material_review", SAMR),))
    stored = await web.post("/files", "samr-2", files={"file": ("说明.txt", "说明".encode())})
    body = {"attachments": [stored.json()["id"], "none"]}
    answer = await web.post(f"/tasks/{case.awaited[0].id}/actions/consult", "samr", json=body)
    assert answer.status_code == 422
    assert [each["loc"] for each in answer.json()["errors"]] == [["body", "attachments", 0], ["body", "attachments", 1]]


async def test_while_the_engine_is_silent_an_act_is_not_lost_in_silence(web: Web) -> None:
    case = await web.add_case(asks=(("material_review", SAMR),))
    answer = await web.post(f"/tasks/{case.awaited[0].id}/actions/consult", "samr", json={})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "已填写的内容不会丢失" in answer.json()["detail"]


@pytest.mark.parametrize("account", ["samr", "prov-js", "supervisor"])
async def test_only_a_creating_body_opens_a_case(web: Web, account: str) -> None:
    answer = await web.post("/cases", account, json={"programme": "zone"})
    assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["zone:3", "zone:16"])


async def test_a_creating_body_opens_cases_of_its_own_park_only(web: Web) -> None:
    answer = await web.post("/cases", "park-js-1", json={"programme": "zone", "subject": "zj-1"})
    assert answer.status_code == 403


async def test_a_park_has_one_live_case_at_a_time(web: Web) -> None:
    await web.add_case()
    answer = await web.post("/cases", "park-js-1", json={"programme": "zone"})
    assert answer.status_code == 409
    assert [each["key"] for each in answer.json()["basis"]] == ["zone:3", "zone:16"]
    assert "zone-js-1-case-1" in answer.json()["detail"]


async def test_the_timeline_tells_what_is_planned_in_order(web: Web) -> None:
    case = await web.add_notice()
    planned = (await web.get(f"/cases/{case.id}/timeline", "park-js-1")).json()["planned"]
    assert [each["kind"] for each in planned] == ["reminder", "milestone"]
    assert [each["date"] for each in planned] == ["2025-10-14", "2025-10-15"]


CODES = st.integers(0, 999_999).map("{:06}".format)


async def test_the_condition_on_regions_is_the_rule_of_roles(register: Register) -> None:
    pairs: list[tuple[str, str]] = []

    @given(jurisdiction=CODES | st.sampled_from(["000000", "320000", "320500", "410000"]), region=CODES)
    def gather(jurisdiction: str, region: str) -> None:
        pairs.append((jurisdiction, region))
        pairs.append((jurisdiction, jurisdiction[:4] + region[4:]))

    gather()
    async with register.read() as session:
        for jurisdiction, region in pairs:
            inside = await session.scalar(select(within(literal(region), jurisdiction)))
            assert bool(inside) == covers(jurisdiction, region), (jurisdiction, region)
