"""第十五条, 第十八条, 第十九条: rounds, the year of creation and its exception, versions of the indicators."""

from datetime import UTC, date, datetime

import pytest

from domain.dates import CHINA, start_of
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.zone import art15_round as art15
from domain.zone import art18_creation_period as art18
from domain.zone import art19_indicators as art19
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import CreationException
from domain.zone.policy import CreationGuard, CreationStart
from tests.support.world import PARK

POLICY = ZonePolicy()
SINCE = datetime(2024, 6, 3, tzinfo=UTC)
ROUND = art15.OpenRound(number="第1轮", title="示例", opens_on=date(2024, 4, 22), closes_on=date(2024, 6, 30))
VERSIONS = art19.IndicatorFacts(
    systems=(
        art19.IndicatorSystem(number="v1", title="示例", in_force_from=date(2024, 7, 1)),
        art19.IndicatorSystem(number="v2", title="示例", in_force_from=date(2025, 8, 1)),
    )
)


def creating(approved_on: date, **policy: object) -> ZoneCase:
    own = POLICY.model_copy(update=policy)
    return ZoneCase(
        id="zone-js-1-case-1",
        park=PARK,
        policy=own,
        stage=Stage.CREATION,
        stage_since=SINCE,
        approved_on=approved_on,
        creation_minimum=art18.minimum(approved_on, own),
    )


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=CHINA)  # type: ignore[misc, arg-type]


@pytest.mark.article("zone:15")
@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2024, 4, 21), False),
        (date(2024, 4, 22), True),
        (date(2024, 6, 30), True),
        (date(2024, 7, 1), False),
    ],
)
def test_an_application_is_made_while_a_round_is_open(day: date, is_open: bool) -> None:
    refusal = art15.refuse_outside([ROUND], day, POLICY)
    assert (refusal is None) is is_open
    if refusal:
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:15",))
        assert "系统策略" in refusal.text
    assert art15.refuse_outside([ROUND], day, POLICY.model_copy(update={"round_required": False})) is None


@pytest.mark.article("zone:15")
def test_of_several_open_rounds_the_latest_is_the_applications() -> None:
    later = art15.OpenRound(number="第2轮", title="示例", opens_on=date(2024, 5, 1))
    assert art15.round_of([later, ROUND], date(2024, 5, 8)) == later
    assert art15.round_of([later, ROUND], date(2024, 4, 30)) == ROUND
    assert art15.round_of([], date(2024, 4, 30)) is None


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B02")
@pytest.mark.parametrize(
    ("mode", "moment", "taken"),
    [
        ("corresponding", (2025, 6, 2, 9), False),
        ("corresponding", (2025, 6, 3, 9), False),
        ("corresponding", (2025, 6, 3, 23, 59), False),
        ("corresponding", (2025, 6, 4, 0), True),
        ("corresponding", (2025, 6, 5, 9), True),
        ("inclusive", (2025, 6, 2, 23, 59), False),
        ("inclusive", (2025, 6, 3, 0), True),
        ("inclusive", (2025, 6, 3, 9), True),
    ],
)
def test_the_year_of_creation_is_over_to_the_day(mode: str, moment: tuple[int, ...], taken: bool) -> None:
    case = creating(date(2024, 6, 3), period_mode=mode)
    refusal = art18.guard(case, at(*moment), "application")
    assert (refusal is None) is taken
    if refusal:
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:18",))
        assert "市场监管总局书面批准" in refusal.remedy


@pytest.mark.article("zone:18")
@pytest.mark.parametrize(
    ("approved_on", "last_day"), [(date(2024, 2, 29), date(2025, 2, 28)), (date(2025, 8, 31), date(2026, 8, 31))]
)
def test_the_year_ends_on_the_corresponding_day_or_the_last_of_its_month(approved_on: date, last_day: date) -> None:
    assert art18.minimum(approved_on, POLICY).date == last_day


@pytest.mark.article("zone:18")
@pytest.mark.parametrize("asked_at", ["application", "submission", "evaluation"])
def test_the_year_is_asked_for_where_the_policy_says_and_nowhere_else(asked_at: CreationGuard) -> None:
    case = creating(date(2024, 6, 3), creation_guard_at=asked_at)
    refused = {
        place: isinstance(art18.guard(case, at(2025, 6, 3, 9), place), Refusal)
        for place in ("application", "submission", "evaluation")
    }
    assert refused == {place: place == asked_at for place in refused}


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B04")
def test_an_exception_of_samr_opens_the_way_before_the_year_is_over() -> None:
    case = creating(date(2024, 7, 15))
    now = at(2025, 3, 14, 10)
    assert art18.guard(case, now, "application") is not None
    case.exception = CreationException(granted_on=date(2025, 3, 14), document_number="一号", reasons="目标提前完成")
    assert art18.guard(case, now, "application") is None


@pytest.mark.article("zone:17.2")
@pytest.mark.parametrize(("reading", "label"), [("approval", "审核同意创建之日"), ("delivery", "同意创建通知送达之日")])
def test_the_year_says_from_which_day_it_runs(reading: CreationStart, label: str) -> None:
    policy = POLICY.model_copy(update={"creation_start": reading})
    assert art18.minimum(date(2024, 6, 3), policy).anchor_label == label


@pytest.mark.article("zone:18")
def test_a_year_that_has_not_begun_is_not_over() -> None:
    case = creating(date(2024, 6, 3), creation_start="delivery")
    case.creation_minimum = None
    refusal = art18.guard(case, at(2030, 1, 1), "application")
    assert refusal is not None
    assert "尚未送达" in refusal.text


@pytest.mark.article("zone:19")
@pytest.mark.scenario("B16")
def test_an_evaluation_uses_the_indicators_of_the_day_of_the_application() -> None:
    case = creating(date(2024, 7, 15))
    found = art19.applicable(case, VERSIONS, date(2025, 7, 16))
    assert found is not None
    assert found.number == "v1"
    case.proceeding.indicator_version = found.number
    assert art19.refuse_another(case, "v1") is None
    refusal = art19.refuse_another(case, "v2")
    assert refusal is not None
    assert refusal.basis == ("zone:19",)


@pytest.mark.article("zone:19")
@pytest.mark.parametrize(
    ("reading", "day", "version"),
    [
        ("acceptance_application", date(2025, 7, 31), "v1"),
        ("acceptance_application", date(2025, 8, 1), "v2"),
        ("acceptance_application", date(2024, 6, 30), None),
        ("creation_start", date(2025, 8, 1), "v1"),
    ],
)
def test_the_version_is_that_of_the_application_or_of_the_start_of_creation(
    reading: str, day: date, version: str | None
) -> None:
    case = creating(date(2024, 7, 15), indicator_version=reading)
    found = art19.applicable(case, VERSIONS, day)
    assert (found.number if found else None) == version


@pytest.mark.article("zone:19")
def test_creation_that_began_before_there_were_indicators_uses_those_of_the_application() -> None:
    case = creating(date(2024, 6, 3), indicator_version="creation_start")
    found = art19.applicable(case, VERSIONS, date(2025, 8, 1))
    assert found is not None
    assert found.number == "v2"


@pytest.mark.article("zone:19")
def test_nothing_is_checked_against_indicators_that_are_not_in_force() -> None:
    refusal = art19.refuse_without(creating(date(2024, 6, 3)), None, start_of(date(2024, 6, 30)), VERSIONS)
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:19",))
    assert art19.refuse_without(creating(date(2024, 6, 3)), None, start_of(date(2024, 7, 1)), VERSIONS) is None
