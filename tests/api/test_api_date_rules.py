"""期限计算器 over the API: every rule, strict questions, and planning back."""

from datetime import timedelta
from typing import Any

import pytest

from db.models import PolicyVersion
from domain.citation import TITLES
from domain.date_rules import DATE_RULES
from domain.policy import ZonePolicy
from services.regulations import article_text
from tests.support.web import NOW, Web


async def explain(web: Web, key: str, anchor: str, **parameters: int) -> dict[str, Any]:
    answer = await web.post(f"/date-rules/{key}/explain", json={"anchor": anchor, "parameters": parameters})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A09")
async def test_the_calculator_counts_working_days_and_says_which(web: Web) -> None:
    answer = await explain(web, "zone-notice", "2025-09-26", working_days=5)
    assert (answer["date"], answer["provisional"]) == ("2025-10-10", False)
    assert answer["closes_at"] == "2025-10-10T16:00:00Z"
    (basis,) = answer["basis"]
    assert (basis["key"], basis["place"]) == ("zone:22#1", "第二十二条第一句")
    assert basis["words"] == "《全国质量品牌提升示范区管理办法（试行）》第二十二条第一句"
    assert answer["parameters"] == {"working_days": 5}
    assert answer["policy_version"] == ZonePolicy().version


async def test_a_year_without_a_release_gives_an_interval(web: Web) -> None:
    answer = await explain(web, "zone-notice", "2040-09-28")
    assert answer["provisional"] is True
    assert str(answer["earliest"]) <= str(answer["date"]) <= str(answer["latest"])


@pytest.mark.parametrize(
    ("key", "anchor", "parameters", "date"),
    [
        pytest.param("zone-term", "2025-11-20", {}, "2028-11-20", marks=pytest.mark.scenario("C01")),
        pytest.param("zone-renewal-window", "2025-11-20", {}, "2028-05-20", marks=pytest.mark.scenario("C01")),
        pytest.param("zone-creation-minimum", "2024-06-03", {}, "2025-06-03", marks=pytest.mark.scenario("B02")),
        pytest.param("zone-look-back", "2025-06-10", {}, "2022-06-10", marks=pytest.mark.scenario("B08")),
        pytest.param("zone-annual-report", "2025-10-15", {}, "2026-02-02", marks=pytest.mark.scenario("C14")),
        pytest.param("zone-reapplication-bar", "2026-04-30", {}, "2029-04-30"),
        pytest.param("pilot-half-year-report", "2020-11-18", {"k": 6}, "2023-11-20", marks=pytest.mark.scenario("D01")),
        pytest.param(
            "province-campaign", "2025-05-15", {"campaign": 3}, "2025-05-20", marks=pytest.mark.scenario("F02")
        ),
    ],
)
async def test_every_text_is_asked_the_same_way(
    web: Web, key: str, anchor: str, parameters: dict[str, int], date: str
) -> None:
    answer = await explain(web, key, anchor, **parameters)
    assert answer["date"] == date
    assert {line["source"] for line in answer["explanation"]} <= {"法规规定", "系统策略"}
    assert answer["explanation"][0]["citation"]["key"].startswith(key.split("-")[0])


@pytest.mark.parametrize("key", DATE_RULES)
async def test_every_rule_explains_itself_at_the_ends_of_its_range(web: Web, key: str) -> None:
    parameters = DATE_RULES[key].parameters.items()
    for anchor in ("1950-01-01", "2024-02-29", "2199-12-31"):
        least = await explain(web, key, anchor, **{name: each.minimum for name, each in parameters})
        greatest = await explain(web, key, anchor, **{name: each.maximum for name, each in parameters})
        assert least["explanation"]
        assert greatest["explanation"]


async def test_the_rules_are_listed_by_text_with_their_basis_and_parameters(web: Web) -> None:
    items = (await web.get("/date-rules")).json()["items"]
    assert [each["key"] for each in items] == list(DATE_RULES)
    assert list(dict.fromkeys(each["text"] for each in items)) == list(TITLES.values())
    assert all(each["quote"] == article_text(DATE_RULES[each["key"]].basis[0]) for each in items)
    by_key = {each["key"]: each for each in items}
    (working_days,) = by_key["zone-notice"]["parameters"]
    assert (working_days["name"], working_days["minimum"], working_days["maximum"]) == ("working_days", 5, 60)
    assert (working_days["unsaid"], working_days["options"]) == ("规定的最少工作日", [])
    campaign, _ = by_key["province-campaign"]["parameters"]
    assert campaign["options"][0] == {"value": 1, "label": "全国质量月"}
    assert [each["value"] for each in campaign["options"]] == list(range(1, campaign["maximum"] + 1))


@pytest.mark.parametrize(
    ("key", "parameters", "loc", "says"),
    [
        ("none", {}, ["path", "key"], "zone-notice"),
        ("zone-notice", {"days": 5}, ["body", "parameters", "days"], "没有这一参数；可用的参数：working_days"),
        ("zone-notice", {"working_days": 4}, ["body", "parameters", "working_days"], "应在5至60之间"),
        ("zone-notice", {"working_days": 61}, ["body", "parameters", "working_days"], "应在5至60之间"),
        ("zone-notice", {"working_days": -(10**30)}, ["body", "parameters", "working_days"], "应在5至60之间"),
        ("zone-look-back", {"working_days": 5}, ["body", "parameters", "working_days"], "没有参数"),
        ("zone-notice", {"working_days": True}, ["body", "parameters", "working_days"], "应为整数"),
        ("zone-notice", {"working_days": 5.0}, ["body", "parameters", "working_days"], "应为整数"),
        ("zone-notice", {"working_days": "5"}, ["body", "parameters", "working_days"], "应为整数"),
        ("zone-notice", {"working_days": None}, ["body", "parameters", "working_days"], "应为整数"),
        ("zone-notice", [], ["body", "parameters"], "应为对象"),
        ("zone-notice", None, ["body", "parameters"], "应为对象"),
    ],
)
async def test_an_unknown_rule_or_a_wrong_parameter_is_malformed(
    web: Web, key: str, parameters: object, loc: list[str], says: str
) -> None:
    answer = await web.post(f"/date-rules/{key}/explain", json={"anchor": "2025-10-09", "parameters": parameters})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["loc"], says in error["message"]) == (loc, True), error


@pytest.mark.parametrize(
    ("anchor", "says"),
    [
        ("2025-02-30", "没有这一天"),
        ("2025-02-29", "没有这一天"),
        ("2025-13-01", "没有这一天"),
        ("0000-01-01", "没有这一天"),
        ("1759968000", "应为日期"),
        ("20251009", "应为日期"),
        ("2025-10-9", "应为日期"),
        ("２０２５-10-09", "应为日期"),
        ("2025-10-09T00:00:00", "应为日期"),
        (" 2025-10-09", "应为日期"),
        ("", "应为日期"),
        (1759968000, "应为日期"),
        (True, "应为日期"),
        (None, "应为日期"),
        ("1949-12-31", "不应小于1950-01-01"),
        ("2200-01-01", "不应大于2199-12-31"),
    ],
)
async def test_a_day_that_does_not_exist_or_is_written_otherwise_is_malformed(
    web: Web, anchor: object, says: str
) -> None:
    answer = await web.post("/date-rules/zone-term/explain", json={"anchor": anchor})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["loc"] == ["body", "anchor"]
    assert says in error["message"]


@pytest.mark.parametrize(
    ("body", "loc"),
    [({}, ["body", "anchor"]), ({"anchor": "2025-10-09", "day": 1}, ["body", "day"]), ([], ["body"])],
)
async def test_a_question_with_other_fields_is_malformed(web: Web, body: object, loc: list[str]) -> None:
    answer = await web.post("/date-rules/zone-term/explain", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, loc)


async def test_the_calculator_derives_under_the_policy_in_force(web: Web) -> None:
    policy = ZonePolicy(version="2026-2", consultation_working_days=15)
    async with web.register.write() as session:
        session.add(
            PolicyVersion(
                programme="zone",
                version=policy.version,
                based_on="2026-1",
                state="approved",
                values=policy.model_dump(mode="json"),
                changes={},
                reason="征求意见时间不足",
                proposed_by="ops",
                proposed_at=NOW,
                decided_by="samr",
                decided_at=NOW + timedelta(hours=1),
                decision_comment="",
            )
        )
    answer = await explain(web, "zone-consultation", "2024-06-20")
    assert (answer["date"], answer["policy_version"]) == ("2024-07-11", "2026-2")


@pytest.mark.article("zone:28.2")
async def test_a_renewal_is_planned_back_from_the_end_of_the_term(web: Web) -> None:
    plan = (await web.get("/back-plan", params={"last_day": "2026-10-15"})).json()
    assert (plan["last_day"], plan["window_opens"], plan["is_feasible"]) == ("2026-10-15", "2026-04-15", True)
    assert [(step["key"].removeprefix("renewal-plan-"), step["date"]) for step in plan["steps"]] == [
        ("application", "2026-06-04"),
        ("examination", "2026-07-03"),
        ("consent", "2026-07-17"),
        ("submission", "2026-07-24"),
        ("consultation", "2026-08-07"),
        ("evaluation", "2026-09-18"),
        ("public-notice", "2026-09-24"),
        ("renewal", "2026-10-15"),
    ]
    assert all((step["opens_at"], step["closes_at"]) == (None, None) for step in plan["steps"])


@pytest.mark.parametrize("query", ["", "?last_day=2026-02-29", "?last_day=1759968000", "?last_day=1949-12-31"])
async def test_no_plan_is_made_back_from_a_day_that_is_none(web: Web, query: str) -> None:
    answer = await web.get(f"/back-plan{query}")
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["query", "last_day"])
