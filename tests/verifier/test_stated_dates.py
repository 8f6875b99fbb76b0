"""A date told to the public moves later and never earlier; one that has passed does not move at all (A18)."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.deadline import Deadline
from domain.working_days import CalendarRelease
from domain.zone.case import ZoneCase
from tests.support.calendars import SEED, release
from tests.support.dated_cases import LONG, SHORT, SOON, in_consultation, in_notice, in_term, notice_of, under
from tests.support.dated_records import counted_again, inputs
from tests.support.zone_cases import POLICY
from verifier import Finding, Verdict, deadlines_in, verify

KNOWN = SOON.isoformat()
"""When the register learns of the notice for 2027: the public notice runs."""
AFTERWARDS = datetime(2027, 3, 1, tzinfo=UTC).isoformat()

pytestmark = [pytest.mark.article("zone:22#1"), pytest.mark.scenario("A18")]


def checked(case: ZoneCase, **later: CalendarRelease) -> list[Finding]:
    given = inputs(case.policy, [], SEED, later)
    return verify(given | {"deadlines": deadlines_in(case.carried())})


def test_a_stated_date_stays_when_the_notice_on_holidays_makes_the_count_shorter() -> None:
    (finding,) = checked(counted_again(in_notice(), SHORT, SOON), **{KNOWN: SHORT})
    assert finding.verdict is Verdict.KEPT
    assert finding.words.startswith("保留已公布日期　公示期最后一日 proceeding.notice.last_day：2027-01-")
    assert "按现有节假日安排为2027-01-03" in finding.words


def test_a_stated_date_moves_when_the_notice_makes_the_count_longer() -> None:
    (finding,) = checked(counted_again(in_notice(), LONG, SOON), **{KNOWN: LONG})
    assert finding.verdict is Verdict.AGREES


def test_a_stated_date_brought_forward_is_found_although_today_s_count_gives_it() -> None:
    told, early = notice_of(in_notice()), notice_of(in_notice(under(SHORT)))
    (finding,) = verify(inputs(POLICY, [early], SEED, {KNOWN: SHORT}))
    assert finding.verdict is Verdict.DIFFERS
    assert f"日期登记2027-01-03，核验{told.date}；已向社会公布的日期不得提前" in finding.words


def test_what_was_known_before_the_publication_was_never_told() -> None:
    early = notice_of(in_notice(under(SHORT)))
    (finding,) = verify(inputs(POLICY, [early], SEED, {"2026-12-28T15:59:59Z": SHORT}))
    assert finding.verdict is Verdict.AGREES


def test_a_date_that_stands_but_does_not_say_so_is_found() -> None:
    """Without the mark nobody is told why the day is another than the count gives."""
    told = notice_of(counted_again(in_notice(), SHORT, SOON))
    silent = told.model_copy(update={"parameters": {"working_days": 5}})
    (finding,) = verify(inputs(POLICY, [silent], SEED, {KNOWN: SHORT}))
    assert finding.verdict is Verdict.DIFFERS


def test_a_notice_left_as_it_was_although_the_count_is_longer_now_is_found() -> None:
    """Otherwise it would close before its five working days are over."""
    (finding,) = checked(in_notice(), **{KNOWN: LONG})
    assert finding.verdict is Verdict.DIFFERS
    assert f"{LONG.document_number}登记后没有重新推算" in finding.words


def test_a_later_date_that_was_never_told_is_not_taken_for_a_stated_one() -> None:
    told = notice_of(in_notice())
    later = told.latest.replace(day=told.latest.day + 5)
    moved = told.model_copy(update={"date": later, "latest": later, "parameters": {"kept": later.isoformat()}})
    (finding,) = verify(inputs(POLICY, [moved], SEED, {KNOWN: SHORT}))
    assert finding.verdict is Verdict.DIFFERS


@pytest.mark.parametrize("news", [SHORT, LONG], ids=["shorter", "longer"])
def test_a_notice_that_has_ended_keeps_the_day_it_ended_on(news: CalendarRelease) -> None:
    (finding,) = checked(in_notice(), **{AFTERWARDS: news})
    assert finding.verdict is Verdict.AGREES
    assert f"其后登记的{news.document_number}不改变已过或者已办结的期限" in finding.words


def test_a_notice_that_has_ended_is_not_brought_forward_afterwards() -> None:
    early = notice_of(in_notice(under(SHORT)))
    (finding,) = verify(inputs(POLICY, [early], SEED, {AFTERWARDS: SHORT}))
    assert finding.verdict is Verdict.DIFFERS


def test_a_date_kept_stays_right_when_another_notice_comes_after_its_end() -> None:
    case = counted_again(in_notice(), SHORT, SOON)
    (finding,) = checked(case, **{KNOWN: SHORT, AFTERWARDS: LONG})
    assert finding.verdict is Verdict.KEPT


@pytest.mark.parametrize("news", [SHORT, LONG], ids=["shorter", "longer"])
def test_a_consultation_is_counted_again_both_ways(news: CalendarRelease) -> None:
    (finding,) = checked(counted_again(in_consultation(), news, SOON), **{KNOWN: news})
    assert finding.verdict is Verdict.AGREES


def test_a_consultation_not_counted_again_is_found_unless_all_have_replied() -> None:
    case = in_consultation()
    (open_,) = checked(case, **{KNOWN: LONG})
    assert case.proceeding.consultation
    case.proceeding.consultation.closed = True
    (closed,) = checked(case, **{KNOWN: LONG})
    assert (open_.verdict, closed.verdict) == (Verdict.DIFFERS, Verdict.AGREES)


def test_a_due_day_is_not_moved_into_the_past() -> None:
    """31 January 2027 is a Sunday: the report is due on Monday, and on Monday the Sunday is made a working day."""
    monday = datetime(2027, 2, 1, 2, tzinfo=UTC)
    news = release(2027, made_up=["2027-01-31"], issued_on="2027-02-01")
    found = {each.path: each for each in checked(counted_again(in_term(), news, monday), **{monday.isoformat(): news})}
    finding = found["term.reports[1].due"]
    assert (finding.recorded, finding.verdict) == ("2027-02-01", Verdict.AGREES)
    assert "按现有节假日安排为2027-01-31，重新推算时该日已过，原日期不变" in finding.words


def test_every_date_of_a_term_agrees_with_its_place_in_the_record() -> None:
    findings = checked(in_term())
    assert {finding.verdict for finding in findings} == {Verdict.AGREES}
    assert [finding.path for finding in findings] == [
        "term.last_day",
        "term.window",
        "term.reports[0].due",
        "term.reports[1].due",
        "term.reports[2].due",
    ]


def test_the_dates_that_another_took_the_place_of_are_checked_too() -> None:
    old = notice_of(in_notice())
    superseded = [{"deadline": each.model_dump(mode="json"), "at": KNOWN} for each in (old, a_day_earlier(old))]
    record = {"last_day": {**old.model_dump(mode="json"), "superseded": superseded}}
    found = verify(inputs(POLICY, [], SEED) | {"deadlines": deadlines_in(record)})
    assert [(finding.path, finding.verdict) for finding in found] == [
        ("last_day", Verdict.AGREES),
        ("last_day.superseded[0].deadline", Verdict.AGREES),
        ("last_day.superseded[1].deadline", Verdict.DIFFERS),
    ]


def a_day_earlier(deadline: Deadline) -> Deadline:
    return deadline.model_copy(update={"date": deadline.date - timedelta(days=1)})
