"""延长 of a running date: only by 市场监管总局, only later, only before its end."""

from datetime import date, datetime, timedelta

import pytest

from domain import date_changes
from domain.date_rules import derive
from domain.dates import end_of
from domain.open_dates import moves, open_dates, replaced
from domain.procedure.consultation import department
from domain.rederivation import KEPT, explained, rederived
from domain.refusal import RefusalKind
from domain.roles import SAMR
from domain.zone.duties import open_duties
from tests.support.calendars import CALENDAR
from tests.support.changed_dates import CONSULTATION, NOTICE, a_notice, asked, change, complaints, local
from tests.support.dated_cases import SHORT, SOON, in_consultation, in_notice, in_term, notice_of, under
from tests.support.zone_cases import POLICY


class TestAnExtension:
    @pytest.mark.article("zone:22#1")
    def test_lets_a_notice_run_longer_and_corrects_what_the_public_read(self) -> None:
        case = a_notice()
        effects = change(case, NOTICE, "extend", local("2025-09-26"), working_days=2)
        assert (notice_of(case).date, notice_of(case).closes_at) == (date(2025, 9, 30), end_of(date(2025, 9, 30)))
        assert len(notice_of(case).counted) == 7
        [old] = notice_of(case).superseded
        assert (old.deadline.date, old.actor) == (date(2025, 9, 28), "市场监管总局")
        assert effects.text == (
            "市场监管总局决定将公示期最后一日由2025年9月28日（周日）延长2个工作日，至2025年9月30日（周二）"
            "（理由：核实情况；依据文件：市监质函〔2025〕3号）。"
        )
        [word] = effects.notices
        assert word.audience == (case.applicant, case.province, SAMR)
        [correction] = effects.documents
        assert (correction.kind, correction.data["before"], correction.data["last_day"]) == (
            "notice_correction",
            "2025-09-28",
            "2025-09-30",
        )
        assert complaints(case) == []

    @pytest.mark.article("zone:17.2")
    def test_gives_the_departments_that_are_silent_more_time_in_their_tasks_too(self) -> None:
        case = in_consultation()
        before = case.proceeding.consultation
        assert before is not None
        first = before.due.date
        effects = change(case, CONSULTATION, "extend", SOON, working_days=5)
        assert case.proceeding.consultation is before, "a waiting stage holds this very object"
        assert before.due.date > first
        assert {task.due for task in case.tasks} == {before.due.date}
        assert effects.documents == ()
        assert effects.notices[0].audience == (*map(department, ("mara", "mofcom", "mct", "cnipa")), SAMR)

    @pytest.mark.article("zone:27#1")
    @pytest.mark.parametrize(
        ("length", "due"), [({"months": 1}, date(2026, 3, 2)), ({"working_days": 3}, date(2026, 2, 5))]
    )
    def test_puts_off_the_due_day_of_a_report_and_its_reminders(self, length: dict[str, int], due: date) -> None:
        case, path = in_term(), "term.reports.2025.due"
        change(case, path, "extend", local("2026-01-05"), **length)
        assert case.term is not None
        assert case.term.reports[0].due.date == due
        [duty] = [each for each in open_duties(case, CALENDAR) if each.id.endswith("annual-report-2025")]
        assert duty.due.date == due
        assert complaints(case) == []

    @pytest.mark.article("zone:27#1")
    def test_does_not_take_a_report_out_of_its_term(self) -> None:
        case, path = in_term(date(2024, 2, 10)), "term.reports.2026.due"
        order, now = asked(path, "extend", working_days=10), local("2027-01-05")
        one = date_changes.found(case, path, now)
        assert one is not None
        after = date_changes.settled(one, rederived(order.kind.write(one, order.form, now), POLICY, CALENDAR))
        refusal = date_changes.refusal_of_outcome(one, after)
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, one.deadline.basis)
        assert "在示范期最后一日2027年2月10日（周三）之后" in refusal.text

    @pytest.mark.parametrize(
        ("now", "refused_"),
        [
            pytest.param(local("2025-09-27"), False, id="the day before the last"),
            pytest.param(end_of(date(2025, 9, 28)) - timedelta(seconds=1), False, id="the last second"),
            pytest.param(end_of(date(2025, 9, 28)), True, id="the end"),
            pytest.param(end_of(date(2025, 9, 28)) + timedelta(minutes=1), True, id="a minute after"),
        ],
    )
    def test_comes_too_late_once_the_end_has_passed_however_late_the_timer_rings(
        self, now: datetime, refused_: bool
    ) -> None:
        refusal = date_changes.refusal_of(a_notice(), asked(NOTICE, "extend", working_days=1), now)
        assert (refusal is not None) is refused_
        if refusal:
            assert (refusal.kind, refusal.basis) == (RefusalKind.TOO_LATE, ("zone:22#1",))
            assert refusal.text == "公示期最后一日为2025年9月28日（周日），届满后不能延长。"

    @pytest.mark.article("zone:22#1")
    @pytest.mark.scenario("A18")
    def test_of_a_stated_day_goes_on_from_that_day_though_the_count_now_ends_earlier(self) -> None:
        case = in_notice()
        stated = notice_of(case).date
        change(case, NOTICE, "extend", SOON, working_days=2)
        promised = notice_of(case).date
        news = under(SHORT)
        [move] = moves(found := open_dates(case, SOON), [rederived(found[0].deadline, POLICY, news)])
        assert derive("zone-notice", date(2026, 12, 28), {"working_days": 5}, POLICY, news).date < stated
        assert stated < move.after.date <= promised
        replaced(case, NOTICE, move.after)
        assert complaints(case, **{(SOON + timedelta(hours=1)).isoformat(): SHORT}) == []

    @pytest.mark.scenario("A18")
    def test_of_a_day_that_was_kept_goes_on_from_that_day(self) -> None:
        case = in_notice()
        known = under(SHORT)
        [move] = moves(found := open_dates(case, SOON), [rederived(found[0].deadline, POLICY, known)])
        replaced(case, NOTICE, move.after)
        kept = notice_of(case)
        assert KEPT in kept.parameters
        change(case, NOTICE, "extend", SOON + timedelta(hours=2), known, working_days=1)
        assert notice_of(case).date == known.nth_working_day(kept.date, 1).date
        assert KEPT not in notice_of(case).parameters
        lines = explained(notice_of(case), POLICY, known).lines
        assert any("不提前，自该日起延长" in line.text for line in lines)
        assert complaints(case, **{SOON.isoformat(): SHORT}) == []
