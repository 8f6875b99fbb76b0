"""On every day a case waits for somebody or for a day of the law, and exactly one milestone comes next."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from domain.dates import end_of, start_of
from domain.deadline import Deadline
from domain.milestones import coming, milestones, next_milestone, next_of
from domain.moment import moment
from domain.period_changes import Pause
from domain.policy import ZonePolicy
from domain.zone import art18_creation_period as art18
from domain.zone import term as terms
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from tests.support.calendars import days
from tests.support.situations import (
    DAY,
    DEFAULT,
    READINGS,
    SITUATIONS,
    asked,
    case_in,
    in_renewal,
    in_term,
    published,
    with_reports,
)

STATES = sorted((Path(__file__).parents[1] / "replay" / "states" / "v2").glob("*.json"))
FOUR_YEARS = days(date(2024, 1, 1), date(2027, 12, 31))
TEN_YEARS = days(date(2024, 1, 1), date(2033, 12, 31))
"""From 2027 on no notice on the holidays is known: what counts working days there is provisional."""
INSTANT = timedelta(microseconds=1)


@cache
def questions() -> dict[str, set[str]]:
    """Stage (of the renewal, while one runs) → what running cases asked people in it."""
    found: dict[str, set[str]] = {}
    for path in STATES:
        case = ZoneCase.model_validate_json(path.read_text(encoding="utf-8"))
        stage = case.renewal.stage if case.renewal else case.stage
        found.setdefault(stage, set()).update(task.kind for task in case.tasks)
    return found


def keys(case: ZoneCase, now: datetime) -> list[str]:
    return [deadline.key for deadline, instant in coming(case) if instant > now]


@pytest.mark.article("zone:17.2", "zone:18", "zone:22#1", "zone:24", "zone:27#1", "zone:28.1")
@pytest.mark.parametrize("place", SITUATIONS, ids=lambda place: "-".join(filter(None, place)))
def test_wherever_a_case_stands_it_waits_for_somebody_or_for_a_day(place: tuple[Stage, RenewalStage | None]) -> None:
    stage, renewal = place
    case, now = SITUATIONS[place], start_of(DAY)
    if stage is Stage.EXPIRED_PENDING_RENEWAL:
        now = start_of(date(2026, 3, 6))
    waits_for_a_day = next_milestone(case, now) is not None
    waits_for_people = bool(questions().get(renewal or stage))
    assert (waits_for_a_day or waits_for_people) is not stage.is_final
    assert waits_for_a_day is bool(keys(case, now))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((Stage.APPROVAL, None), ["zone-consultation"]),
        ((Stage.CREATION, None), ["zone-creation-minimum"]),
        ((Stage.MATERIAL_REVIEW, None), ["zone-consultation"]),
        ((Stage.EVALUATION, None), []),
        ((Stage.PUBLIC_NOTICE, None), ["zone-notice"]),
        (
            (Stage.IN_TERM, None),
            [*["zone-annual-report"] * 2, "zone-renewal-window", "zone-annual-report", "zone-term"],
        ),
        ((Stage.IN_TERM, RenewalStage.DECISION), ["zone-term"]),
        ((Stage.IN_TERM, RenewalStage.CONSULTATION), ["zone-term", "zone-consultation"]),
        ((Stage.IN_TERM, RenewalStage.PUBLIC_NOTICE), ["zone-term", "zone-notice"]),
        ((Stage.IN_TERM, RenewalStage.GRANTED), ["zone-term"]),
    ],
    ids=str,
)
def test_what_comes_next_and_after_that(place: tuple[Stage, RenewalStage | None], expected: list[str]) -> None:
    assert keys(SITUATIONS[place], start_of(DAY)) == expected


@pytest.mark.article("zone:24")
@pytest.mark.article("zone:28.3#1")
def test_after_the_last_day_of_the_term_only_what_the_renewal_waits_for_is_to_come() -> None:
    over = end_of(date(2026, 3, 5))
    found = {stage: keys(in_renewal(stage, expired=True), over) for stage in RenewalStage}
    assert {stage: one for stage, one in found.items() if one} == {
        RenewalStage.CONSULTATION: ["zone-consultation"],
        RenewalStage.PUBLIC_NOTICE: ["zone-notice"],
    }


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.is_final])
def test_a_case_that_is_over_has_no_date_left_whatever_was_running_when_it_ended(stage: Stage) -> None:
    case = in_renewal(RenewalStage.PUBLIC_NOTICE)
    case.proceeding = asked(DAY)
    case.stage = stage
    assert milestones(case) == []
    assert next_milestone(case, datetime(2024, 1, 1, tzinfo=UTC)) is None


@pytest.mark.article("zone:24", "zone:27#1", "zone:28.1")
@pytest.mark.parametrize("policy", READINGS.values(), ids=READINGS)
def test_whatever_day_a_term_begins_on_one_milestone_hands_over_to_the_next_up_to_its_end(policy: ZonePolicy) -> None:
    for anchor in FOUR_YEARS:
        case = in_term(anchor, policy)
        found = coming(case)
        assert case.term is not None
        assert found[-1][0].date == case.term.last_day.date, anchor
        order = [(instant, deadline.basis[0].article) for deadline, instant in found]
        assert order == sorted(set(order)), anchor
        assert hand_overs(case) == sorted({instant for _, instant in found}), anchor


def hand_overs(case: ZoneCase) -> list[datetime]:
    """The instants at which the next milestone gives way to another or to none; up to each it stays the same."""
    found, pair = [], next_milestone(case, datetime(2000, 1, 1, tzinfo=UTC))
    while pair is not None:
        assert next_milestone(case, pair[1] - INSTANT) == pair
        found.append(pair[1])
        pair = next_milestone(case, pair[1])
    return found


@pytest.mark.article("zone:24", "zone:27#1", "zone:28.1", "zone:28.3#2")
@pytest.mark.parametrize("policy", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("published_on", ["2024-02-29", "2025-01-31", "2025-08-31", "2026-01-31", "2026-12-31"])
def test_every_day_of_ten_years_belongs_to_exactly_one_milestone(published_on: str, policy: ZonePolicy) -> None:
    """Of a zone whose every renewal is granted in its window, and who never reports."""
    first = date.fromisoformat(published_on)
    case = in_term(first, policy)
    owner = {}
    for day in days(first, first + timedelta(days=3652)):
        until(case, start_of(day))
        pair = next_milestone(case, start_of(day))
        assert pair is not None, day
        waiting = [each for each in milestones(case) if last_day_of_waiting(each) >= day]
        assert last_day_of_waiting(pair[0]) == min(map(last_day_of_waiting, waiting)), day
        owner[day] = pair[0]
    stretches = [[*group] for _, group in groupby(owner, key=lambda day: (owner[day].key, owner[day].date))]
    assert [stretch[-1] for stretch in stretches[:-1]] == [last_day_of_waiting(owner[s[0]]) for s in stretches[:-1]]
    assert len(stretches) > 10


def last_day_of_waiting(deadline: Deadline) -> date:
    """By the day alone: an opening has come as soon as its day begins, everything else when its day is over."""
    opens = deadline.key == "zone-renewal-window" and deadline.label == "复审申请期开始"
    return deadline.date - timedelta(days=1) if opens else deadline.date


def until(case: ZoneCase, now: datetime) -> None:
    """What its timers make of the case by ``now``."""
    term = case.term
    assert term is not None
    assert term.window.opens_at is not None
    assert term.last_day.closes_at is not None
    if term.last_day.closes_at <= now:
        following = with_reports(terms.next_term(term, case.policy, term.last_day.date), case.policy)
        owed = [each for each in term.reports if each.year not in {one.year for one in following.reports}]
        case.term = following.model_copy(update={"reports": [*owed, *following.reports]})
        case.renewal = None
    elif term.window.opens_at <= now and not term.window_opened:
        term.window_opened = True
    elif (term.last_day.closes_at - now).days < 30:
        case.renewal = Renewal(stage=RenewalStage.GRANTED)


@pytest.mark.article("zone:17.2", "zone:18", "zone:22#1")
@pytest.mark.parametrize(
    "begun",
    [
        lambda day: case_with(Stage.CREATION, creation_minimum=art18.minimum(day, DEFAULT)),
        lambda day: case_with(Stage.APPROVAL, proceeding=asked(day)),
        lambda day: case_with(Stage.PUBLIC_NOTICE, proceeding=published(day)),
    ],
    ids=["creation", "consultation", "notice"],
)
def test_on_every_day_of_ten_years_a_period_is_waited_for_to_the_last_instant_of_its_last_day(
    begun: Callable[[date], ZoneCase],
) -> None:
    for day in TEN_YEARS:
        case = begun(day)
        [deadline] = milestones(case)
        closes = end_of(deadline.date)
        waited_for = [next_milestone(case, now) for now in (start_of(day), closes - INSTANT, closes)]
        assert waited_for == [(deadline, closes), (deadline, closes), None], day


def case_with(stage: Stage, **facts: object) -> ZoneCase:
    return case_in(stage).model_copy(update=facts)


@pytest.mark.article("zone:22#1")
def test_a_notice_that_closes_with_the_office_is_waited_for_until_then() -> None:
    policy = ZonePolicy(notice_close="17:30")
    case = case_with(Stage.PUBLIC_NOTICE, proceeding=published(date(2025, 11, 3), policy))
    closes = datetime(2025, 11, 10, 9, 30, tzinfo=UTC)
    found = next_milestone(case, closes - INSTANT)
    assert found is not None
    assert found[1] == closes
    assert next_milestone(case, closes) is None


@pytest.mark.article("zone:22#1")
def test_a_count_that_stands_still_has_no_instant_until_it_goes_on() -> None:
    case = case_with(Stage.PUBLIC_NOTICE, proceeding=published(date(2025, 11, 3)))
    notice = case.proceeding.notice
    assert notice is not None
    running = notice.last_day
    pause = Pause(first_day=date(2025, 11, 5), actor="市场监管总局", reason="系统故障")
    notice.last_day = running.model_copy(update={"pauses": (pause,)})
    assert [each.key for each in milestones(case)] == ["zone-notice"]
    assert next_milestone(case, start_of(date(2025, 11, 5))) is None
    assert questions()[Stage.PUBLIC_NOTICE]
    ended = pause.model_copy(update={"last_day": date(2025, 11, 6)})
    notice.last_day = running.model_copy(update={"pauses": (ended,)})
    assert next_milestone(case, start_of(date(2025, 11, 7))) == (notice.last_day, running.closes_at)


@pytest.mark.article("zone:24", "zone:27#1")
def test_of_two_that_come_at_one_instant_the_earlier_article_is_named() -> None:
    case = in_term(date(2026, 1, 31))
    last, report = coming(case)[-2:]
    assert last[1] == report[1] == start_of(date(2029, 2, 1))
    assert next_milestone(case, last[1] - INSTANT) == last
    assert [each[0].basis[0].article for each in (last, report)] == [24, 27]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
class TestASixMonthsLimit:
    """到期前六个月 read as a limit: open from the first day, what is waited for is its last."""

    POLICY = READINGS["six months before as a limit"]

    def in_force(self) -> ZoneCase:
        case = in_term(date(2025, 10, 15), self.POLICY)
        assert case.term is not None
        case.term.window_opened = True
        case.term.reports = []
        return case

    def test_is_a_milestone_after_applications_are_open(self) -> None:
        case = self.in_force()
        last, end = coming(case)
        assert (last[0].label, last[1]) == ("复审申请截止", start_of(date(2028, 4, 16)))
        assert end[0].key == "zone-term"
        assert next_milestone(case, last[1] - INSTANT) == last
        assert next_milestone(case, last[1]) == end

    def test_is_none_while_an_application_runs(self) -> None:
        case = self.in_force()
        case.renewal = Renewal()
        assert [deadline.key for deadline, _ in coming(case)] == ["zone-term"]


@pytest.mark.article("zone:28.1")
def test_a_window_that_has_opened_gives_way_to_the_end_of_the_term() -> None:
    case = in_term(date(2025, 10, 15))
    assert case.term is not None
    case.term.reports = []
    opens = start_of(date(2028, 4, 15))
    assert moment(case.term.window) == opens
    assert [deadline.key for deadline, _ in coming(case)] == ["zone-renewal-window", "zone-term"]
    case.term.window_opened = True
    assert [deadline.key for deadline, _ in coming(case)] == ["zone-term"]


def test_the_register_finds_the_same_next_milestone_in_whatever_order_it_keeps_them() -> None:
    case = in_term(date(2024, 2, 29))
    kept = [Deadline.model_validate_json(each.model_dump_json()) for each in reversed(milestones(case))]
    for day in TEN_YEARS:
        assert next_of(kept, start_of(day)) == next_milestone(case, start_of(day))
