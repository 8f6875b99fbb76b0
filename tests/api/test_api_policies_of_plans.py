"""Who decides on the policies of the district plan and of the provincial regulation, and what that moves."""

from datetime import date, datetime
from typing import Any

import pytest

from db.models import Case
from domain.date_rules import derive
from domain.district.case import PlanStage
from domain.district.policy import DistrictPolicy
from domain.province.art30_campaign_runs import plan
from domain.province.case import GovernmentCase
from domain.province.clause import Level
from domain.province.policy import CAMPAIGNS, ProvincePolicy
from domain.roles import Role
from onebox.people_district import GOVERNMENT, OFFICE, OFFICES, REGION
from services.impact import cases_to_adopt
from services.policies import policy_for
from tests.support.accounts import Office, add_accounts
from tests.support.calendars import CALENDAR
from tests.support.district_cases import a_ledger, a_plan
from tests.support.province_cases import OFFICES as PROVINCE
from tests.support.province_cases import WH
from tests.support.web import NOW, Web

LATER = {"changes": {"target_day": "2026-12-31"}, "reason": "后续方案印发以前继续推进"}
TARGET = derive("district-target", date(2021, 6, 1), {}, DistrictPolicy(), CALENDAR).compact()
DISTRICT: dict[str, Office] = {
    OFFICE: (OFFICE, OFFICES[OFFICE], Role.LEADING_GROUP_OFFICE, REGION),
    "yc-office-2": (OFFICE, OFFICES[OFFICE], Role.LEADING_GROUP_OFFICE, REGION),
    GOVERNMENT: (GOVERNMENT, OFFICES[GOVERNMENT], Role.DISTRICT_GOVERNMENT, REGION),
}


@pytest.fixture
async def offices(web: Web) -> Web:
    async with web.register.write() as session:
        await add_accounts(session, {**DISTRICT, **PROVINCE}, NOW)
    return web


async def propose(web: Web, programme: str, account: str, body: dict[str, Any] = LATER, query: str = "") -> Any:
    return await web.post(f"/policies/{programme}/versions{query}", account, json=body)


async def approve(web: Web, programme: str, account: str) -> Any:
    return await web.post(f"/policies/{programme}/versions/2025-1/approve", account, json={"comment": "同意"})


@pytest.mark.article("district:s4(3)#3", "district:s2.1")
async def test_a_target_day_is_decided_by_the_office_once_the_list_shows_what_it_moves(
    offices: Web,
) -> None:
    running = {"stage": PlanStage.RUNNING, "issued_on": date(2021, 6, 1), "target": TARGET}
    await offices.save(a_plan(NOW, **running))
    await offices.save(a_ledger("yc-science", NOW))
    answer = await propose(offices, "district", "ops", query="?dry_run=true")
    assert answer.status_code == 200, answer.text
    moved = {each["case_id"]: each["moves"] for each in answer.json()["impact"]["cases"]}
    assert set(moved) == {"district-441602-1", "district-441602-1-ledger-yc-science"}
    assert [(each["path"], each["after"]) for each in moved["district-441602-1"]] == [("target", "2026-12-31")]
    assert (await propose(offices, "district", "ops")).status_code == 201
    for account in ("ops", GOVERNMENT, "samr"):
        refused = await approve(offices, "district", account)
        assert (refused.status_code, refused.json()["basis"][0]["key"]) == (403, "district:s4(3)#3")
    assert (await approve(offices, "district", OFFICE)).json()["version"]["state"] == "approved"
    assert (await offices.get("/policies/district", "ops")).json()["version"] == "2025-1"


@pytest.mark.article("district:s4(3)#3")
async def test_what_somebody_of_the_office_proposed_a_second_person_of_it_decides(offices: Web) -> None:
    assert (await propose(offices, "district", OFFICE)).status_code == 201
    own = await approve(offices, "district", OFFICE)
    assert (own.status_code, "第二人" in own.json()["detail"]) == (403, True)
    assert (await approve(offices, "district", "yc-office-2")).status_code == 200


@pytest.mark.article("district:s2.1")
async def test_a_target_day_that_is_over_stays(offices: Web) -> None:
    await offices.save(a_plan(NOW, stage=PlanStage.FINAL_REVIEW_DUE, issued_on=date(2021, 6, 1), target=TARGET))
    answer = await propose(offices, "district", "ops", query="?dry_run=true")
    assert answer.json()["impact"]["cases"] == []


def a_government() -> GovernmentCase:
    known: dict[str, Any] = {
        "id": "province-hb-gov-gov-wh",
        "regulation": "hb",
        "organisation": WH,
        "name": "武汉市人民政府",
        "region": "420100",
        "level": Level.PREFECTURE,
        "since": date(2025, 9, 1),
        "policy": ProvincePolicy(effective_date=date(2025, 9, 1), regulation="2025-03-28"),
        "stage_since": datetime.fromisoformat("2025-08-31T16:00+00:00"),
        "versions": [],
    }
    case = GovernmentCase(**known)
    plan(case, NOW)
    return case


@pytest.mark.article("province:4.2", "province:30.1")
async def test_days_of_campaigns_are_decided_by_the_provincial_government_or_its_market_regulator(offices: Web) -> None:
    await offices.save(a_government())
    days = [each.model_dump() for each in CAMPAIGNS]
    days[3] |= {"first": "10-15", "last": "10-15"}
    body = {"changes": {"campaigns": days}, "reason": "示例"}
    found = (await propose(offices, "province", "ops", body, "?dry_run=true")).json()
    [case] = found["impact"]["cases"]
    moves = [(each["path"], each["before"], each["after"]) for each in case["moves"]]
    assert moves == [
        ("campaigns.4-2025.held", "2025-10-14", "2025-10-15"),
        ("campaigns.4-2025.summary", "2025-10-29", "2025-10-30"),
    ]
    assert (await propose(offices, "province", "ops", body)).status_code == 201
    for account in ("ops", WH, "samr"):
        refused = await approve(offices, "province", account)
        assert (refused.status_code, refused.json()["basis"][0]["key"]) == (403, "province:4.2")
    assert "湖北省人民政府或者其市场监督管理部门" in refused.json()["detail"]
    assert (await approve(offices, "province", "gov-hb")).status_code == 200


@pytest.mark.article("province:42", "province:30.1")
async def test_neither_the_day_of_entry_nor_the_campaigns_of_the_article_are_a_matter_of_policy(offices: Web) -> None:
    day = await propose(offices, "province", "ops", {"changes": {"effective_date": "2026-01-01"}, "reason": "示例"})
    assert (day.status_code, day.json()["basis"][0]["key"]) == (409, "province:42")
    assert day.json()["remedy"] == "施行日期随正式文本录入。"
    fewer = {"changes": {"campaigns": [CAMPAIGNS[0].model_dump()]}, "reason": "示例"}
    answer = await propose(offices, "province", "ops", fewer)
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "changes", "campaigns"])


async def test_an_approved_target_day_reaches_the_stored_plan_once_it_counts_again(offices: Web) -> None:
    await offices.save(a_plan(NOW, stage=PlanStage.RUNNING, issued_on=date(2021, 6, 1), target=TARGET))
    await propose(offices, "district", "ops")
    await approve(offices, "district", OFFICE)
    async with offices.register.read() as session:
        policy = await policy_for(session, DistrictPolicy)
        assert await cases_to_adopt(session, policy) == [(await session.get_one(Case, "district-441602-1")).workflow_id]
