"""How a clause stands with a government at one look, and which government is right above another."""

from datetime import date

import pytest

from domain.province.art04_governments import above
from domain.province.clause import Clause, Level
from domain.province.clauses import BY_ID, CLAUSES
from domain.province.parts import Body, ClauseDuty, Government
from domain.province.policy import ProvincePolicy
from domain.province.standing import Standing, is_overdue, with_all, with_one
from tests.support.duty_tables import TREE, a_government, a_text

CITY = TREE[1]
NEVER_OWED = [each for each in CLAUSES if not each.is_obligation]


def ids(found: list[Clause]) -> list[str]:
    return [each.id for each in found]


@pytest.mark.article("province:40#1")
@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        (ClauseDuty(), Standing.OPEN),
        (ClauseDuty(handed_in=1), Standing.EVIDENCED),
        (ClauseDuty(handed_in=1, reviewed=True), Standing.REVIEWED),
        (ClauseDuty(handed_in=0, reviewed=False, overdue=True), Standing.OPEN),
    ],
)
def test_a_clause_asked_of_a_government_stands_as_its_evidence_does(duty: ClauseDuty, expected: Standing) -> None:
    case = a_government(CITY, [a_text()])
    case.duties = {"H04-1-1": duty}
    assert with_one(case, BY_ID["H04-1-1"]) is expected
    assert is_overdue(case, BY_ID["H04-1-1"]) == duty.overdue


@pytest.mark.article("province:15.2")
def test_a_clause_that_names_nobody_is_unassigned_until_a_body_is_named() -> None:
    case, clause = a_government(CITY, [a_text()]), BY_ID["H15-2-1"]
    assert with_one(case, clause) is Standing.UNASSIGNED
    case.duties = {clause.id: ClauseDuty(bodies=[Body(organisation="dep", name="示例局")])}
    assert with_one(case, clause) is Standing.OPEN
    by_context = case.model_copy(update={"duties": {}, "policy": ProvincePolicy(subjectless_by_context=True)})
    assert with_one(by_context, clause) is Standing.OPEN


@pytest.mark.scenario("F06")
@pytest.mark.article("province:9", "province:41")
@pytest.mark.parametrize("clause", NEVER_OWED, ids=ids(NEVER_OWED))
def test_what_is_encouraged_or_allowed_is_never_asked_nor_late_whatever_is_stored(clause: Clause) -> None:
    for government in TREE:
        case = a_government(government, [a_text()])
        case.duties = {clause.id: ClauseDuty(due_on=date(2025, 6, 1), overdue=True)}
        assert with_one(case, clause) in (Standing.ENCOURAGED, Standing.ALLOWED)
        assert not is_overdue(case, clause)


@pytest.mark.article("province:19.1", "province:37")
def test_a_clause_stands_with_each_government_exactly_as_its_case_asks_it() -> None:
    asked = {Standing.UNASSIGNED, Standing.OPEN, Standing.EVIDENCED, Standing.REVIEWED}
    for government in TREE:
        case = a_government(government, [a_text(moves={"19": "", "30": "31", "31": "30"})])
        for clause in CLAUSES:
            assert (with_one(case, clause) in asked) == case.is_asked(clause), (government.name, clause.id)
    assert with_all(BY_ID["H19-1-1"], [{"19": ""}]) is Standing.GONE
    assert with_one(a_government(TREE[2], [a_text()]), BY_ID["H19-1-1"]) is Standing.OTHER_LEVEL


@pytest.mark.article("province:4.1")
def test_a_city_right_under_the_province_has_the_province_above_it_and_a_district_its_city() -> None:
    managed = Government(organisation="gov-xt", name="示例直管市人民政府", region="429004", level=Level.COUNTY)
    tree = [*TREE, managed]
    assert [found.name if (found := above(each, tree)) else None for each in tree] == [
        None,
        "湖北省人民政府",
        "武汉市人民政府",
        "湖北省人民政府",
    ]
    assert above(TREE[2], [TREE[0], TREE[2]]) == TREE[0], "its city has no case here"
