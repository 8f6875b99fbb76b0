"""Changing a policy: proposed with its impact, decided by a second person, in force from then on."""

from datetime import date
from typing import Any

import httpx2
import pytest
from sqlalchemy import delete, select

from db.models import AuditEntry, IdempotentResponse
from domain.policy import POLICIES, ZonePolicy
from services.policies import policy_for
from services.regulations import load_zone_policy
from tests.support.dated_cases import SOON, in_term
from tests.support.web import Web

ZONE = "/policies/zone"
LATER = {"changes": {"annual_report_due_month": 3}, "reason": "统一到第一季度末"}


async def propose(web: Web, account: str = "ops", **changes: Any) -> httpx2.Response:
    return await web.post(f"{ZONE}/versions", account, json=LATER | ({"changes": changes} if changes else {}))


async def decide(web: Web, account: str, verdict: str, version: str = "2026-2") -> httpx2.Response:
    return await web.post(f"{ZONE}/versions/{version}/{verdict}", account, json={"comment": "同意"})


@pytest.fixture
def later(web: Web) -> Web:
    web.clock.instant = SOON
    return web


async def test_every_parameter_says_whether_the_text_fixes_it(web: Web) -> None:
    found = (await web.get("/policies", "park-js-1")).json()["items"]
    assert [each["programme"] for each in found] == list(POLICIES)
    zone = {each["name"]: each for each in found[0]["parameters"]}
    assert (zone["term_years"]["source"], zone["consultation_working_days"]["source"]) == ("法规规定", "系统策略")
    assert zone["notice_min_working_days"]["quote"] == "公示期不少于五个工作日"
    assert (zone["notice_count_publication_day"]["words"], zone["report_ladder_before"]["words"]) == ("否", "30、7、1")
    assert (await web.get("/policies")).status_code == 401


@pytest.mark.article("zone:27#1")
async def test_a_proposal_shows_first_which_dates_of_which_cases_it_moves(later: Web) -> None:
    await later.save(in_term())
    answer = await later.post(f"{ZONE}/versions?dry_run=true", "ops", json=LATER)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["recorded"], found["version"]["version"], found["version"]["state_label"]) == (
        False,
        "2026-2",
        "待批准",
    )
    [change] = found["version"]["changes"]
    assert (change["label"], change["before"], change["after"]) == ("年度工作报告报送日期（次年）", "1", "3")
    [case] = found["impact"]["cases"]
    assert [(move["path"], move["after"][5:7]) for move in case["moves"]] == [
        ("term.reports.2026.due", "03"),
        ("term.reports.2027.due", "03"),
    ]
    assert case["moves"][0]["told"] == ["示例一号园区管理委员会"]
    assert (await later.get(ZONE, "ops")).json()["versions"] == []


@pytest.mark.article("zone:29")
async def test_a_policy_is_in_force_once_a_second_person_has_approved_it(later: Web) -> None:
    assert (await propose(later)).status_code == 201
    async with later.register.read() as session:
        assert await policy_for(session, ZonePolicy) == load_zone_policy()
    answer = await decide(later, "samr", "approve")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["version"]["state"], answer.json()["version"]["decided_by"]) == ("approved", "市场监管总局")
    async with later.register.read() as session:
        policy = await policy_for(session, ZonePolicy)
        acts = select(AuditEntry.action).where(AuditEntry.action.startswith("policy."))
        actions = list(await session.scalars(acts.order_by(AuditEntry.sequence)))
    assert (policy.version, policy.annual_report_due_month) == ("2026-2", 3)
    assert actions == ["policy.propose", "policy.approve"]
    assert (await later.get(ZONE, "samr")).json()["version"] == "2026-2"


@pytest.mark.article("zone:29")
async def test_an_approval_whose_answer_was_lost_is_given_again_and_is_no_second_one(later: Web) -> None:
    await propose(later)
    lost = {"Idempotency-Key": "approve-once"}
    await later.post(f"{ZONE}/versions/2026-2/approve", "samr", json={"comment": "同意"}, headers=lost)
    async with later.register.write() as session:
        await session.execute(delete(IdempotentResponse))
    again = await later.post(f"{ZONE}/versions/2026-2/approve", "samr", json={"comment": "同意"}, headers=lost)
    assert (again.status_code, again.json()["version"]["state"]) == (200, "approved"), again.text
    async with later.register.read() as session:
        acts = await session.scalars(select(AuditEntry.outcome).where(AuditEntry.action == "policy.approve"))
    assert len(list(acts)) == 1


@pytest.mark.article("zone:29")
async def test_nobody_approves_what_he_proposed_himself_nor_without_the_office(later: Web) -> None:
    await propose(later, "samr")
    own = await decide(later, "samr", "approve")
    assert own.status_code == 403
    assert "第二人" in own.json()["detail"]
    for account in ("ops", "prov-js", "park-js-1", "supervisor"):
        answer = await decide(later, account, "approve")
        assert answer.status_code == 403
        assert answer.json()["basis"][0]["key"] == "zone:29"
    assert (await decide(later, "samr-2", "approve")).status_code == 200


async def test_only_operations_and_the_administration_propose(later: Web) -> None:
    for account in ("park-js-1", "prov-js", "expert-1", "supervisor"):
        assert (await propose(later, account)).status_code == 403


async def test_whoever_proposed_may_take_it_back_and_the_second_person_may_decline(later: Web) -> None:
    await propose(later)
    await propose(later, consultation_working_days=15)
    assert (await decide(later, "ops", "decline")).json()["version"]["state"] == "declined"
    assert (await decide(later, "samr", "decline", "2026-3")).json()["version"]["state"] == "declined"
    again = await decide(later, "samr", "approve")
    assert again.status_code == 409
    assert again.json()["type"].endswith("already_done")


async def test_of_two_proposals_on_one_version_only_one_comes_into_force(later: Web) -> None:
    await propose(later)
    await propose(later, consultation_working_days=15)
    assert (await decide(later, "samr", "approve", "2026-3")).status_code == 200
    stale = await decide(later, "samr", "approve")
    assert stale.status_code == 409
    assert "2026-1的基础上" in stale.json()["detail"]


@pytest.mark.article("zone:24")
async def test_what_the_text_fixes_is_refused_with_its_words(later: Web) -> None:
    answer = await propose(later, term_years=5)
    assert answer.status_code == 409
    assert "示范区示范期为三年" in answer.json()["detail"]
    assert answer.json()["basis"][0]["key"] == "zone:24"


@pytest.mark.parametrize(
    ("changes", "loc", "words"),
    [
        ({"consultation_working_days": 0}, ["consultation_working_days"], "不应小于1"),
        ({"consultation_working_days": "15"}, ["consultation_working_days"], "应为整数"),
        ({"reminder_time": "25:00"}, ["reminder_time"], "格式不正确"),
        ({"annual_report_due_month": 4}, ["annual_report_due_day"], "不是每年都有4月31日"),
        ({"version": "9"}, ["version"], "没有这一参数"),
        ({"nothing": 1}, ["nothing"], "没有这一参数"),
        ({"consultation_working_days": 10}, [], "没有改变任何参数"),
    ],
)
async def test_values_that_make_no_policy_are_named(
    later: Web, changes: dict[str, Any], loc: list[str], words: str
) -> None:
    answer = await propose(later, **changes)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["loc"], error["message"]) == (["body", "changes", *loc], words)


async def test_versions_count_up_within_a_year(later: Web) -> None:
    found = [await propose(later, consultation_working_days=days) for days in (15, 20)]
    assert [answer.json()["version"]["version"] for answer in found] == ["2026-2", "2026-3"]
    later.clock.instant = later.clock.instant.replace(year=2027)
    assert (await propose(later)).json()["version"]["version"] == "2027-1"


async def test_the_same_proposal_stands_once(later: Web) -> None:
    await propose(later)
    again = await propose(later)
    assert (again.status_code, "策略2026-2" in again.json()["detail"]) == (409, True)
    await decide(later, "samr", "decline")
    assert (await propose(later)).status_code == 201


async def test_the_second_person_sees_what_the_version_would_do_now(later: Web) -> None:
    await later.save(in_term(date(2025, 5, 20)))
    await propose(later)
    assert len((await later.get(f"{ZONE}/versions/2026-2", "samr")).json()["impact"]["cases"]) == 1
    assert (await later.get(f"{ZONE}/versions/2026-2", "park-js-1")).json()["impact"]["cases"] == []
    assert (await later.get(f"{ZONE}/versions/none", "samr")).status_code == 404


async def test_a_programme_nobody_knows_takes_no_proposal(later: Web) -> None:
    assert (await later.post("/policies/none/versions", "ops", json=LATER)).status_code == 404
    assert (await later.get("/policies/none", "ops")).status_code == 404
