"""中止 and 恢复计算 of a running date: without an end meanwhile, and with its remaining days after it."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.dates import end_of
from domain.milestones import coming, milestones
from domain.open_dates import moves, open_dates
from domain.rederivation import KEPT, explained, rederived
from domain.refusal import RefusalKind
from domain.working_days import WorkCalendar
from domain.zone.case import ZoneCase
from domain.zone.duties import open_duties
from tests.support.calendars import CALENDAR, SEED
from tests.support.changed_dates import CONSULTATION, NOTICE, a_notice, change, complaints, local, refused
from tests.support.dated_cases import LONG, PUBLISHED, SHORT, in_consultation, in_notice, notice_of, under
from tests.support.zone_cases import POLICY


class TestAPause:
    @pytest.mark.article("zone:22#1")
    def test_leaves_a_notice_without_an_end_and_without_reminders_and_tells_the_public(self) -> None:
        case = a_notice()
        effects = change(case, NOTICE, "pause", local("2025-09-25"))
        last_day = notice_of(case)
        assert (last_day.closes_at, last_day.words) == (None, "中止中，尚余3个工作日")
        assert open_duties(case, CALENDAR) == []
        assert open_dates(case, local("2025-09-26")) == []
        assert (milestones(case), coming(case)) == ([last_day], [])
        [correction] = effects.documents
        assert (correction.data["before"], correction.data["remaining"]) == ("2025-09-28", "3个工作日")
        assert "自2025年9月25日（周四）起中止公示期最后一日的计算，尚余3个工作日" in effects.text
        told = [line.text for line in explained(last_day, POLICY, CALENDAR).lines]
        assert told[0].startswith("第二十二条第一句：“公示期不少于五个工作日”")
        assert "已计2个工作日，尚余3个工作日" in told[-2]
        assert ZoneCase.model_validate_json(case.model_dump_json()) == case
        assert ZoneCase.model_validate(case.carried()) == case
        assert complaints(case) == []

    @pytest.mark.article("zone:17.2")
    def test_takes_the_due_day_out_of_the_tasks_and_puts_the_new_one_in(self) -> None:
        case = in_consultation()
        change(case, CONSULTATION, "pause", PUBLISHED + timedelta(days=2))
        assert {(task.due, task.due_provisional) for task in case.tasks} == {(None, False)}
        change(case, CONSULTATION, "resume", PUBLISHED + timedelta(days=9))
        assert case.proceeding.consultation is not None
        due = case.proceeding.consultation.due
        assert {(task.due, task.due_provisional) for task in case.tasks} == {(due.date, True)}
        assert complaints(case) == []

    @pytest.mark.article("zone:22#1")
    def test_keeps_its_remaining_days_over_a_holiday(self) -> None:
        case = a_notice()
        change(case, NOTICE, "pause", local("2025-09-25"))
        effects = change(case, NOTICE, "resume", local("2025-09-30"))
        assert notice_of(case).date == date(2025, 10, 11)
        assert [day.isoformat() for day in notice_of(case).counted[-3:]] == ["2025-10-09", "2025-10-10", "2025-10-11"]
        [pause] = notice_of(case).pauses
        assert (pause.first_day, pause.last_day) == (date(2025, 9, 25), date(2025, 9, 30))
        [correction] = effects.documents
        assert (correction.data["before"], correction.data["last_day"]) == ("2025-09-28", "2025-10-11")
        assert [each.deadline.date for each in notice_of(case).superseded] == [date(2025, 9, 28)]
        assert complaints(case) == []

    def test_may_end_with_a_later_day_that_is_known_already(self) -> None:
        case = a_notice()
        change(case, NOTICE, "pause", local("2025-09-25"))
        change(case, NOTICE, "resume", local("2025-09-26"), last_day="2025-10-08")
        assert notice_of(case).date == date(2025, 10, 11)
        assert refused(case, NOTICE, "pause", local("2025-09-28")).text.startswith("与此前的中止")

    @pytest.mark.parametrize(
        ("last_day", "why"),
        [
            pytest.param("2025-09-24", "最后一日不能早于该日", id="before it began"),
            pytest.param("2025-09-29", "不能早于今日2025年9月30日（周二）", id="a day that is over"),
            pytest.param("2026-10-01", "不能晚于一年以后", id="a year and a day later"),
        ],
    )
    def test_does_not_end_in_the_past_nor_in_the_far_future(self, last_day: str, why: str) -> None:
        case = a_notice()
        change(case, NOTICE, "pause", local("2025-09-25"))
        refusal = refused(case, NOTICE, "resume", local("2025-09-30"), last_day=last_day)
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:22#1",))
        assert why in refusal.text

    @pytest.mark.scenario("A18")
    @pytest.mark.parametrize("news", [SHORT, LONG], ids=["shorter", "longer"])
    def test_goes_on_by_the_calendar_that_came_meanwhile_and_not_before_the_day_once_stated(self, news: Any) -> None:
        case, paused_at = in_notice(), PUBLISHED + timedelta(days=2)
        stated = notice_of(case).date
        change(case, NOTICE, "pause", paused_at)
        assert [each for each in open_dates(case, paused_at + timedelta(days=1))] == []
        change(case, NOTICE, "resume", paused_at + timedelta(days=1), under(news))
        assert notice_of(case).date >= stated
        assert notice_of(case).provisional is False
        assert notice_of(case).closes_at == end_of(notice_of(case).date)
        assert complaints(case, **{(paused_at + timedelta(hours=3)).isoformat(): news}) == []

    def test_that_has_ended_is_counted_again_with_its_pause_when_a_release_comes_later(self) -> None:
        case = a_notice()
        change(case, NOTICE, "pause", local("2025-09-25"))
        change(case, NOTICE, "resume", local("2025-09-26"))
        before = notice_of(case).date
        [known] = [each for each in SEED if each.year == 2025]
        off = {
            "document_number": "更正",
            "issued_on": date(2025, 9, 27),
            "days_off": (*known.days_off, date(2025, 9, 29)),
        }
        corrected = WorkCalendar([*SEED, known.model_copy(update=off)])
        now = local("2025-09-27")
        [move] = moves(found := open_dates(case, now), [rederived(found[0].deadline, POLICY, corrected)])
        assert (before, move.after.date) == (date(2025, 9, 30), date(2025, 10, 9))
        assert move.after.pauses == notice_of(case).pauses


@pytest.mark.scenario("A18")
def test_a_notice_of_which_nothing_remains_by_a_correction_ends_on_the_last_day_of_its_pause() -> None:
    """Paused on its last day; then a Saturday before turns out to have been a working day."""
    case = a_notice()
    change(case, NOTICE, "pause", local("2025-09-28"))
    [known] = [each for each in SEED if each.year == 2025]
    made_up = (*known.make_up_workdays, date(2025, 9, 27))
    news = known.model_copy(
        update={"document_number": "更正", "issued_on": date(2025, 9, 29), "make_up_workdays": made_up}
    )
    change(case, NOTICE, "resume", local("2025-09-30"), WorkCalendar([*SEED, news]))
    assert notice_of(case).counted[-1] == date(2025, 9, 27)
    assert (notice_of(case).date, notice_of(case).closes_at) == (date(2025, 9, 30), end_of(date(2025, 9, 30)))
    assert notice_of(case).parameters[KEPT] == "2025-09-30"
    assert complaints(case, **{local("2025-09-29").isoformat(): news}) == []


def test_a_state_stored_before_there_were_pauses_loads() -> None:
    case = a_notice()
    stored = case.model_dump(mode="json")
    for name in ("pauses", "extensions", "superseded"):
        del stored["proceeding"]["notice"]["last_day"][name]
    assert ZoneCase.model_validate(stored) == case
