"""五（五）: experts are drawn by a lot that anybody can draw again, without those who have a tie to the project."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pilot.case import Participant, PilotCase
from domain.pilot.parts import Bureau, Filing
from domain.pilot.policy import PilotPolicy
from domain.pilot.sec5_5_evaluation import tie_to
from domain.procedure.expert_evaluation import Expert, ExpertPool, FormerEmployer, draw

TODAY = date(2028, 2, 29)
BUREAU = Bureau(organisation="city-jia", name="示例甲市市场监督管理局", region="320700")


def expert(name: str, employer: str = "示例大学", *former: FormerEmployer) -> Expert:
    return Expert(organisation=name, name=f"示例专家{name}", employer=employer, former_employers=former)


def project(**policy: int) -> PilotCase:
    filing = Filing(
        implementing_bodies=["示例协会"], goals="", work_plan="", features="", sealed=True, filed_on=date(2027, 1, 4)
    )
    return PilotCase(
        id="pilot-p1",
        project_id="p1",
        title="示例项目",
        opened_by=BUREAU,
        policy=PilotPolicy(**policy),
        stage_since=datetime(2027, 1, 4, tzinfo=UTC),
        participants=[Participant(bureau=BUREAU, joined_on=date(2027, 1, 4))],
        filings={BUREAU.organisation: filing},
    )


POOL = tuple(expert(f"e{number}") for number in range(9))


@pytest.mark.article("pilot:5(5)")
def test_the_order_is_that_of_the_digests_of_seed_and_account() -> None:
    panel = draw(ExpertPool(experts=POOL, seed="0123"), 3, lambda each: None)
    assert panel is not None
    by_hand = sorted(POOL, key=lambda each: hashlib.sha256(b"0123:" + each.organisation.encode()).hexdigest())
    assert [each.expert for each in panel.members] == by_hand[:3]
    assert panel.substitutes == by_hand[3:]


@pytest.mark.article("pilot:5(5)")
@given(seed=st.text(alphabet="0123456789abcdef", min_size=1), order=st.permutations(POOL))
def test_the_same_seed_draws_the_same_panel_however_the_pool_is_listed(seed: str, order: list[Expert]) -> None:
    drawn = draw(ExpertPool(experts=tuple(order), seed=seed), 4, lambda each: None)
    again = draw(ExpertPool(experts=POOL, seed=seed), 4, lambda each: None)
    assert drawn is not None
    assert again is not None
    assert (drawn.members, drawn.substitutes) == (again.members, again.substitutes)


@pytest.mark.article("pilot:5(5)")
def test_too_few_without_a_tie_make_no_panel() -> None:
    pool = ExpertPool(experts=POOL[:3], seed="1")
    assert draw(pool, 3, lambda each: "有关系" if each.organisation == "e1" else None) is None


@pytest.mark.article("pilot:5(5)")
@pytest.mark.parametrize(
    ("who", "tied"),
    [
        (expert("a"), False),
        (expert("b", BUREAU.name), True),
        (expert("c", "示例 协会（"), True),
        (expert("drafter"), True),
        (expert("d", "示例大学", FormerEmployer(name=BUREAU.name, until=date(2025, 2, 27))), False),
        (expert("e", "示例大学", FormerEmployer(name=BUREAU.name, until=date(2025, 2, 28))), True),
        (expert("f", "示例大学", FormerEmployer(name="示例企业", until=TODAY)), False),
    ],
)
def test_who_works_or_worked_for_a_participant_or_wrote_the_plan_has_a_tie(who: Expert, tied: bool) -> None:
    """Three years back from 29 February are 28 February, both ends included."""
    assert (tie_to(project(), ["drafter"], TODAY)(who) is not None) is tied


@pytest.mark.article("pilot:5(5)")
def test_who_leaves_is_followed_by_the_next_drawn_until_nobody_is_left() -> None:
    panel = draw(ExpertPool(experts=POOL[:4], seed="7"), 3, lambda each: None)
    assert panel is not None
    [waiting] = panel.substitutes
    first, second = (each.expert.organisation for each in panel.members[:2])
    assert panel.replace(first, "回避") == waiting
    assert panel.replace(second, "因病") is None
    assert len(panel.members) == 2
    assert [each.reason for each in panel.excluded] == ["回避", "因病"]
