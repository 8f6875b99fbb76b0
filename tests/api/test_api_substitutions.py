"""代理 through the API: who may enter and revoke an order, and what the substitute then finds on the desk (R-5-3)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal, select

from api.acting import task_of
from db.models import Account, AuditEntry, TaskRow
from db.queries.substitutions import _covers, held_by, tasks_for_another
from db.session import Register
from domain.citation import Citation
from domain.roles import Actor, Audience, Role, covers
from domain.zone.case import ZoneCase
from tests.support.accounts import ORGANISATIONS, actor
from tests.support.substitutions import ORDER, entered
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:5")

PROVINCE = Audience(role=Role.PROVINCIAL_REGULATOR, region="320500")
GROUP_NAME = ORGANISATIONS["lsg-js"][0]
APPRAISAL = (("provincial_appraisal", PROVINCE),)


async def order(web: Web, **changes: Any) -> Any:
    """The leading group's account acts for the provincial regulator."""
    return await entered(web, "prov-js", "lsg-js", substitute_office=GROUP_NAME, **changes)


async def case_opened_after(web: Web, days: int) -> ZoneCase:
    """A case of js-1 with a task of the province, opened so many days after 9 October 2025, 10:00."""
    web.clock.instant = NOW + timedelta(days=days)
    case = await web.add_case(asks=APPRAISAL)
    web.clock.instant = NOW + timedelta(days=60)
    return case


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("days", "found"), [(-1, False), (0, True), (9, True), (10, False)], ids=["before", "first", "last", "after"]
)
async def test_a_substitute_finds_what_came_in_on_the_days_of_the_order_also_after_them(
    web: Web, days: int, found: bool
) -> None:
    assert (await order(web)).status_code == 201
    case = await case_opened_after(web, days)
    mine = (await web.get("/tasks", "lsg-js")).json()["items"]
    assert [each["case_id"] for each in mine] == ([case.id] if found else [])
    task = await web.get(f"/tasks/{case.tasks[0].id}", "lsg-js")
    if found:
        assert (mine[0]["substitute_for"], mine[0]["order"]) == ("江苏省市场监督管理局", ORDER)
        assert (task.status_code, task.json()["substitute_for"]) == (200, "江苏省市场监督管理局")
    else:
        assert (task.status_code, "不在代理期间" in task.json()["detail"]) == (403, True)
        assert task.json()["basis"]


@ON_BOTH_DATABASES
async def test_a_substitute_of_another_office_reads_the_case_they_answer_in_and_no_other(web: Web) -> None:
    case = await web.add_case(asks=(("creation_opinion", Audience(role=Role.JOINT_DEPARTMENT, organisation="mara")),))
    other = await web.add_case(
        "zj-1", asks=(("creation_opinion", Audience(role=Role.JOINT_DEPARTMENT, organisation="mct")),)
    )
    assert (await web.get(f"/cases/{case.id}", "cnipa")).status_code == 404
    answer = await entered(web, "mara", "cnipa", substitute_office=ORGANISATIONS["cnipa"][0])
    assert answer.status_code == 201, answer.text
    assert (await web.get(f"/cases/{case.id}", "cnipa")).status_code == 200
    assert (await web.get(f"/cases/{case.id}/documents", "cnipa")).status_code == 200
    assert (await web.get(f"/cases/{other.id}", "cnipa")).status_code == 404
    order_file = answer.json()["file"]["id"]
    assert (await web.get(f"/files/{order_file}", "cnipa")).status_code == 200
    assert (await web.get(f"/files/{order_file}", "mct")).status_code == 404


async def test_who_answers_in_their_own_office_is_nobodys_substitute(web: Web) -> None:
    await order(web)
    case = await web.add_case(asks=APPRAISAL)
    (own,) = (await web.get("/tasks", "prov-js")).json()["items"]
    assert (own["case_id"], own["substitute_for"], own["order"]) == (case.id, "", "")


@ON_BOTH_DATABASES
async def test_an_order_serves_the_matters_and_the_case_it_names(web: Web) -> None:
    case = await web.add_case(asks=APPRAISAL)
    assert (await order(web, kinds=["acceptance_examination"])).status_code == 201
    assert (await order(web, case_id=(await web.add_case("zj-1")).id)).status_code == 422, "not a case of this province"
    assert (await web.get("/tasks", "lsg-js")).json()["items"] == []
    refused = await web.get(f"/tasks/{case.tasks[0].id}", "lsg-js")
    assert "不在代理的范围内" in refused.json()["detail"]
    assert (await order(web, kinds=["provincial_appraisal"], case_id=case.id)).status_code == 201
    assert len((await web.get("/tasks", "lsg-js")).json()["items"]) == 1


@ON_BOTH_DATABASES
async def test_a_revoked_order_serves_nothing_and_stays_on_the_list(web: Web) -> None:
    found = (await order(web)).json()
    case = await web.add_case(asks=APPRAISAL)
    path = f"/substitutions/{found['id']}/revoke"
    stranger = await web.post(path, "lsg-js", json={"reason": "不再需要"})
    assert (stranger.status_code, stranger.json()["type"]) == (403, "urn:zhicheng:problem:wrong_actor")
    assert (await web.post(path, "prov-zj", json={"reason": "不再需要"})).status_code == 404
    headers = {"Idempotency-Key": "revoke"}
    revoked = await web.post(path, "prov-js", json={"reason": "人员返岗"}, headers=headers)
    assert (revoked.status_code, revoked.json()["state_label"], revoked.json()["may_revoke"]) == (200, "已撤销", False)
    assert (await web.post(path, "prov-js", json={"reason": "人员返岗"}, headers=headers)).json() == revoked.json()
    again = await web.post(path, "prov-js", json={"reason": "人员返岗"})
    assert (again.status_code, again.json()["type"]) == (409, "urn:zhicheng:problem:already_done")
    assert (await web.get("/tasks", "lsg-js")).json()["items"] == []
    refused = await web.get(f"/tasks/{case.tasks[0].id}", "lsg-js")
    assert (refused.status_code, "代理已经撤销" in refused.json()["detail"]) == (403, True)
    listed = (await web.get("/substitutions", "lsg-js")).json()["items"]
    assert [(each["id"], each["revocation_reason"]) for each in listed] == [(found["id"], "人员返岗")]


_AGAINST_THE_RULES: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("ops", "samr", {}, 403, "既不委托代理"),
    ("supervisor", "samr", {}, 403, "既不委托代理"),
    ("expert-1", "samr", {}, 403, "既不委托代理"),
    ("samr", "ops", {}, 409, "不得作代理人"),
    ("samr", "supervisor", {}, 409, "不得作代理人"),
    ("samr", "samr", {}, 409, "不由代理人本人登记"),
    ("samr", "samr-2", {"principal": "samr-2"}, 409, "任何人不得代理自己"),
    ("samr", "samr-2", {"principal": "prov-js"}, 409, "只能为本单位"),
    ("samr", "park-js-1", {}, 409, "不得互为代理"),
    ("samr", "mara", {}, 409, "代理文件须写明其所在单位"),
    ("samr", "samr-2", {"kinds": ["provincial_appraisal"]}, 409, "不都由本单位办理"),
    ("samr", "samr-2", {"last_day": "2025-10-08"}, 409, "不得早于第一日"),
    ("samr", "samr-2", {"first_day": "2025-10-08"}, 409, "代理不得追溯"),
    ("samr", "nobody", {}, 422, ""),
    ("samr", "samr-2", {"principal": "nobody"}, 422, ""),
    ("samr", "samr-2", {"kinds": ["nothing"]}, 422, ""),
    ("samr", "samr-2", {"case_id": "nothing"}, 422, ""),
    ("samr", "samr-2", {"file": "nothing"}, 422, ""),
    ("samr", "samr-2", {"order": " "}, 422, ""),
    ("samr", "samr-2", {"first_day": "昨天"}, 422, ""),
    ("samr", "samr-2", {"more": 1}, 422, ""),
]
"""Who enters an order for whom, how it differs from a good one, and what the answer is."""


async def test_an_order_against_the_rules_is_refused_and_changes_nothing(web: Web) -> None:
    for by, substitute, changes, status, text in _AGAINST_THE_RULES:
        answer = await entered(web, by, substitute, **changes)
        problem = answer.json()
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), text
        assert text in problem["detail"]
        told = (
            problem["errors"] if status == 422 else [each["key"] for each in problem["basis"]] == ["zone:5", "zone:6"]
        )
        assert told, problem
    assert (await web.get("/substitutions", "supervisor")).json()["items"] == []


async def test_an_order_rests_on_a_document_of_whoever_enters_it(web: Web) -> None:
    strange = (await web.post("/files", "prov-js", files={"file": ("文件.pdf", b"%PDF-1.7")})).json()["id"]
    answer = await entered(web, "samr", "samr-2", file=strange)
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "file"])


async def test_an_order_is_entered_once_and_known_to_both_offices_and_to_supervision(web: Web) -> None:
    headers = {"Idempotency-Key": "order"}
    file = (await web.post("/files", "prov-js", files={"file": ("文件.pdf", b"%PDF-1.7")})).json()["id"]
    body = {
        "substitute": "lsg-js",
        "substitute_office": GROUP_NAME,
        "first_day": "2025-10-09",
        "last_day": "2025-10-09",
    }
    sent = [
        await web.post("/substitutions", "prov-js", json=body | {"order": ORDER, "file": file}, headers=headers)
        for _ in range(2)
    ]
    assert [each.status_code for each in sent] == [201, 201]
    seen = {
        who: len((await web.get("/substitutions", who)).json()["items"])
        for who in ("prov-js", "lsg-js", "supervisor", "ops", "prov-zj", "samr")
    }
    assert seen == {"prov-js": 1, "lsg-js": 1, "supervisor": 1, "ops": 1, "prov-zj": 0, "samr": 0}
    (one,) = (await web.get("/substitutions", "prov-js")).json()["items"]
    assert (one["first_day"], one["last_day"], one["state_label"]) == ("2025-10-09", "2025-10-09", "代理期间内")


async def test_entering_revoking_and_being_refused_stand_in_the_audit_log(web: Web) -> None:
    found = (await order(web)).json()
    await web.post(f"/substitutions/{found['id']}/revoke", "prov-js", json={"reason": "人员返岗"})
    await order(web, first_day="2025-10-08")
    async with web.register.read() as session:
        kept = select(AuditEntry).where(AuditEntry.action.startswith("substitution"))
        rows = (await session.scalars(kept.order_by(AuditEntry.sequence))).all()
    assert [(row.actor_id, row.action, row.outcome) for row in rows] == [
        ("prov-js", "substitution.enter", "done"),
        ("prov-js", "substitution.revoke", "done"),
        ("prov-js", "substitution.enter", "refused"),
    ]
    assert ORDER in rows[0].detail
    assert all(Citation("zone:5") in row.basis for row in rows)


@ON_BOTH_DATABASES
async def test_the_query_finds_exactly_the_tasks_that_the_rule_lets_a_substitute_answer(web: Web) -> None:
    case = await web.add_case(asks=APPRAISAL)
    await order(web)
    await order(web, kinds=["provincial_appraisal"], first_day="2025-10-12", last_day="2025-10-12")
    await order(web, principal="prov-js", first_day="2025-10-20", last_day="2025-10-20")
    await entered(web, "samr", "lsg-js", substitute_office=GROUP_NAME, case_id=case.id)
    async with web.register.write() as session:
        (await session.get_one(Account, "prov-js")).person = "person-2"
    async with web.register.write() as session:
        for number, (kind, role, region, organisation, days, excluded) in enumerate(_TASKS):
            session.add(
                TaskRow(
                    id=f"task-{number}",
                    case_id=case.id,
                    workflow_id="zone/js-1/case-1",
                    kind=kind,
                    role=role,
                    region=region,
                    organisation_id=organisation,
                    opened_at=NOW + timedelta(days=days),
                    excluded=excluded,
                )
            )
    substitute = actor("lsg-js")
    async with web.register.read() as session:
        held = [each.order for each in await held_by(session, "lsg-js")]
        rows = (await session.scalars(select(TaskRow))).all()
        found = set(await session.scalars(tasks_for_another(substitute)))
    ruled = {row.id for row in rows if any(_serves(each, row) for each in held)}
    assert found == ruled
    assert 5 < len(ruled) < len(rows)


def _serves(order: Any, row: TaskRow) -> bool:
    task = task_of(row)
    office: Actor = order.office
    return task.audience.includes(office) and order.obstacle(task, row.case_id) is None


_TASKS = [
    (kind, role, region, organisation, days, excluded)
    for kind, role in (
        ("provincial_appraisal", "provincial_regulator"),
        ("provincial_xppraisal", "provincial_regulator"),
        ("creation_approval", "samr"),
    )
    for region in (None, "320500", "330100")
    for organisation in (None, "prov-js", "samr")
    for days in (-1, 0, 9, 10, 11)
    for excluded in ("", "|prov-js|", "|prov||js|", "|lsg-js|", "|person-1|", "|person-2|")
]


@ON_BOTH_DATABASES
async def test_the_jurisdiction_of_an_office_reaches_what_the_rule_says(web: Web) -> None:
    codes = ("000000", "100000", "320000", "320500", "320510", "320505", "330000", "500000", "500100", "110101")
    await _compare(web.register, [(office, region) for office in codes for region in codes])


async def _compare(register: Register, pairs: list[tuple[str, str]]) -> None:
    async with register.read() as session:
        for office, region in pairs:
            found = await session.scalar(select(_covers(literal(office), literal(region))))
            assert bool(found) is covers(office, region), (office, region)
