"""二（一） Who makes a cooperation, by each reading of how many it takes (R-P-2), and what is refused and why."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.pilot.parts import Bureau
from domain.pilot.policy import PilotPolicy
from domain.pilot.sec2_1_cooperation import ESTABLISH, MECHANISM
from domain.refusal import Refusal, RefusalKind
from tests.support.pilot_cases import BING, JIA, YI, a_project

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
COOPERATION, FILING = "pilot:2(1)", "pilot:5(1)"
OUTSIDE = Bureau(organisation="city-wu", name="示例戊市市场监督管理局", region="420100")
COUNTY = Bureau(organisation="city-ding", name="示例丁县市场监督管理局", region="320831")


def refused(*members: Bureau, lead: Bureau = JIA, **policy: Any) -> Refusal | None:
    """What a cooperation of ``members`` that bureau 甲 opens meets."""
    case = a_project(
        NOW,
        policy=PilotPolicy.model_validate(policy),
    )
    action = MECHANISM.action(ESTABLISH)
    assert action
    data = {"members": [each.model_dump() for each in members], "lead": lead.organisation}
    return action.check(case, action.form(**data, scope="仪器仪表行业", goals="提升质量水平"), NOW)


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
@pytest.mark.parametrize(
    ("members", "lead", "policy", "words", "basis"),
    [
        pytest.param((JIA,), JIA, {}, "至少需要2个市场监管局（系统策略），现为1个", (COOPERATION,), id="one alone"),
        pytest.param(
            (JIA, YI), JIA, {"minimum_participants": 3}, "至少需要3个市场监管局", (COOPERATION,), id="two of three"
        ),
        pytest.param((YI, BING), YI, {}, f"发起单位{JIA.name}应当参与", (COOPERATION,), id="without the opener"),
        pytest.param((JIA, YI, YI), JIA, {}, "不得重复", (COOPERATION,), id="one named twice"),
        pytest.param((JIA, JIA), JIA, {}, "不得重复", (COOPERATION,), id="twice the same are not two"),
        pytest.param(
            (JIA, YI), BING, {}, "牵头单位应当是参与的市场监管局之一", (COOPERATION,), id="a lead from outside"
        ),
        pytest.param((JIA, OUTSIDE), JIA, {}, "不能参与", (FILING,), id="outside the five"),
        pytest.param((JIA, COUNTY), JIA, {}, "不是地级市（区）市场监管局", (FILING, COOPERATION), id="a county"),
    ],
)
def test_what_is_no_cooperation_is_refused_by_the_rule_and_says_why(
    members: tuple[Bureau, ...], lead: Bureau, policy: dict[str, Any], words: str, basis: tuple[str, ...]
) -> None:
    refusal = refused(*members, lead=lead, **policy)
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, basis)
    assert words in refusal.text


@pytest.mark.article("pilot:2(1)")
@pytest.mark.parametrize(
    ("members", "lead", "policy"),
    [
        pytest.param((JIA, YI), JIA, {}, id="two"),
        pytest.param((JIA, YI, BING), BING, {}, id="three, led by another than the opener"),
        pytest.param((JIA,), JIA, {"minimum_participants": 1}, id="one, where one suffices"),
        pytest.param((JIA, YI, BING), JIA, {"minimum_participants": 3}, id="three, where it takes three"),
        pytest.param((JIA, COUNTY), JIA, {"participant_level": "county"}, id="a county, where counties take part"),
    ],
)
def test_as_many_as_it_takes_make_a_cooperation_and_any_of_them_leads(
    members: tuple[Bureau, ...], lead: Bureau, policy: dict[str, Any]
) -> None:
    assert refused(*members, lead=lead, **policy) is None
