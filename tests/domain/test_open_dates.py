"""What a new calendar release moves in a case: later freely, earlier never where the public was told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.case import next_task
from domain.open_dates import Move, moved_effects, moves, open_dates, replaced
from domain.procedure.consultation import department
from domain.procedure.state import Stance
from domain.rederivation import KEPT, explained, rederived
from domain.roles import SAMR
from domain.working_days import WorkCalendar
from domain.zone.case import Stage, ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support.calendars import release
from tests.support.dated_cases import (
    LONG,
    PUBLISHED,
    SHORT,
    SOON,
    in_consultation,
    in_notice,
    in_term,
    notice_of,
    under,
)
from tests.support.zone_cases import POLICY


def again(case: ZoneCase, calendar: WorkCalendar, now: datetime = SOON) -> list[Move]:
    found = open_dates(case, now)
    return moves(found, [rederived(each.deadline, case.policy, calendar) for each in found])


def apply(case: ZoneCase, found: list[Move]) -> None:
    for each in found:
        if each.changed:
            replaced(case, each.path, each.after)


@pytest.mark.article("zone:22#1")
@pytest.mark.article("zone:28.3#1")
@pytest.mark.scenario("A18")
@pytest.mark.parametrize("renewal", [False, True])
def test_a_notice_whose_last_day_comes_later_runs_on_and_everyone_in_it_is_told(renewal: bool) -> None:
    case = in_notice(renewal=renewal)
    before = notice_of(case)
    [move] = again(case, under(LONG))
    assert move.path == f"{'renewal.' if renewal else ''}proceeding.notice.last_day"
    assert (move.moved, move.kept, move.changed) == (True, False, True)
    assert move.after.date > before.date
    effects = moved_effects(case, [move])
    [order] = effects.notices
    assert order.audience == (case.applicant, case.province, SAMR)
    assert (order.data["before"], order.data["after"]) == (before.date.isoformat(), move.after.date.isoformat())
    [correction] = effects.documents
    assert (correction.kind, correction.data["last_day"]) == ("notice_correction", move.after.date.isoformat())
    assert correction.data["matter"] == ("复审评估结果" if renewal else "评估验收结果")
    apply(case, [move])
    assert notice_of(case) == move.after


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
def test_a_last_day_stated_to_the_public_never_comes_earlier() -> None:
    case = in_notice()
    before = notice_of(case)
    [move] = again(case, under(SHORT))
    assert (move.kept, move.moved, move.changed) == (True, False, True)
    assert (move.after.date, move.after.closes_at) == (before.date, before.closes_at)
    assert (move.after.provisional, move.after.earliest, move.after.latest) == (False, before.date, before.date)
    assert SHORT.document_number in move.after.releases
    effects = moved_effects(case, [move])
    assert (effects.notices, effects.documents) == ((), ())
    assert "已向社会公布，只延后、不提前" in effects.text
    apply(case, [move])
    assert [each.changed for each in again(case, under(SHORT))] == [False]
    last = explained(notice_of(case), POLICY, under(SHORT)).lines[-1]
    assert (last.source, last.dates) == ("系统策略", (before.date,))


def test_a_day_that_was_kept_still_moves_later_and_forgets_that_it_was_kept() -> None:
    case = in_notice()
    apply(case, again(case, under(SHORT)))
    assert KEPT in notice_of(case).parameters
    correction = LONG.model_copy(update={"document_number": "更正", "issued_on": date(2026, 12, 30)})
    [move] = again(case, under(SHORT, correction))
    assert move.moved
    assert KEPT not in move.after.parameters


def test_a_provisional_day_that_proves_true_is_recorded_and_is_no_news() -> None:
    case = in_term()
    nominal = release(2027, off=["2027-01-01"], issued_on="2026-11-01")
    found = {move.path: move for move in again(case, under(nominal), datetime(2026, 11, 2, tzinfo=UTC))}
    move = found["term.reports.2026.due"]
    assert (move.before.provisional, move.after.provisional) == (True, False)
    assert (move.changed, move.moved) == (True, False)
    assert moved_effects(case, [move]).notices == ()
    assert "确定为2027年2月1日（周一），不再暂定" in moved_effects(case, [move]).text
    assert not found["term.reports.2027.due"].changed


def test_a_correction_that_moves_nothing_still_leaves_its_number_with_the_date() -> None:
    case = in_notice(under(LONG))
    correction = LONG.model_copy(update={"document_number": "更正", "issued_on": date(2026, 12, 30)})
    [move] = again(case, under(LONG, correction))
    assert (move.changed, move.moved, move.kept) == (True, False, False)
    assert "更正" in move.after.releases


@pytest.mark.article("zone:17.2")
def test_departments_that_have_not_replied_are_told_of_their_new_day_and_their_tasks_carry_it() -> None:
    case = in_consultation()
    assert case.proceeding.consultation is not None
    case.proceeding.consultation.replies["mofcom"] = Stance.AGREES
    case.tasks = [task for task in case.tasks if task.audience.organisation != "mofcom"]
    [move] = again(case, under(LONG))
    assert move.path == "proceeding.consultation.due"
    assert move.told == (department("mara"), department("mct"), department("cnipa"), SAMR)
    assert moved_effects(case, [move]).documents == ()
    held = case.proceeding.consultation
    apply(case, [move])
    assert case.proceeding.consultation is held, "a waiting stage holds this very object"
    assert held.due == move.after
    assert {(task.due, task.due_provisional) for task in case.tasks} == {(move.after.date, move.after.provisional)}


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(
    ("off", "made_up", "due"),
    [
        ((), ("2027-01-31",), date(2027, 1, 31)),
        ((), (), date(2027, 2, 1)),
        (("2027-02-01",), (), date(2027, 2, 2)),
        (("2027-02-01", "2027-02-02", "2027-02-03"), (), date(2027, 2, 4)),
    ],
)
def test_a_report_follows_the_new_calendar_in_both_directions(
    off: tuple[str, ...], made_up: tuple[str, ...], due: date
) -> None:
    case = in_term()
    calendar = under(release(2027, off=off, made_up=made_up, issued_on="2026-11-01"))
    found = {move.path: move for move in again(case, calendar, datetime(2026, 11, 2, tzinfo=UTC))}
    assert found["term.reports.2026.due"].after.date == due
    assert found["term.reports.2026.due"].told == (case.applicant,)


@pytest.mark.article("zone:27#1")
def test_the_day_before_is_open_and_the_day_after_is_not() -> None:
    case = in_term()
    closes = case.term.reports[1].due.closes_at if case.term else None
    assert closes is not None
    assert "term.reports.2026.due" in {each.path for each in open_dates(case, closes - timedelta(seconds=1))}
    assert "term.reports.2026.due" not in {each.path for each in open_dates(case, closes)}


def test_no_date_moves_into_the_past() -> None:
    case = in_term()
    calendar = under(release(2027, made_up=("2027-01-31",), issued_on="2027-02-01"))
    found = {move.path: move for move in again(case, calendar, datetime(2027, 2, 1, 2, tzinfo=UTC))}
    move = found["term.reports.2026.due"]
    assert (move.kept, move.after.date) == (True, date(2027, 2, 1))
    assert "重新推算的日期已经过去" in move.words


@pytest.mark.article("zone:27#1")
def test_a_report_that_would_fall_due_after_the_term_leaves_it_with_its_task() -> None:
    case = in_term(date(2024, 2, 2))
    term = case.term
    assert term is not None
    assert term.last_day.date == date(2027, 2, 2)
    report = term.reports[-1]
    task = next_task(case, TASK_KINDS["annual_report"], case.applicant, PUBLISHED)
    case.tasks.append(task.model_copy(update={"due": report.due.date}))
    calendar = under(release(2027, off=("2027-02-01", "2027-02-02"), issued_on="2026-12-29"))
    move = next(each for each in again(case, calendar) if each.path == "term.reports.2026.due")
    assert (move.beyond_term, move.after.date) == (True, date(2027, 2, 3))
    assert "在下一示范期报送" in move.words
    replaced(case, move.path, move.after)
    assert report not in term.reports
    assert case.tasks == []


def test_what_is_settled_or_over_is_left_alone() -> None:
    ended, asked, term = in_notice(), in_consultation(), in_term()
    assert ended.proceeding.notice is not None
    assert asked.proceeding.consultation is not None
    assert term.term is not None
    ended.proceeding.notice.ended = asked.proceeding.consultation.closed = True
    for report in term.term.reports:
        report.submitted_on = date(2026, 1, 5)
    final = in_notice()
    final.stage = Stage.EXPIRED
    assert [open_dates(case, SOON) for case in (ended, asked, term, final)] == [[], [], [], []]


def test_a_date_that_is_no_longer_there_cannot_be_replaced() -> None:
    case = in_notice()
    with pytest.raises(KeyError, match=r"term\.reports"):
        replaced(case, "term.reports.2026.due", notice_of(case))


def test_the_order_in_which_releases_become_known_does_not_matter() -> None:
    correction = SHORT.model_copy(update={"document_number": "更正", "issued_on": date(2026, 12, 30)})
    found = [
        [move.after for move in again(in_notice(), under(*releases))]
        for releases in ((SHORT, correction), (correction, SHORT))
    ]
    assert found[0] == found[1]
