"""What 市场监管总局 may not do to a date, and nobody else may; nothing is changed by a refusal."""

from datetime import date, datetime, timedelta

import pytest

from domain import date_changes
from domain.date_change_kinds import changes_of
from domain.date_rules import derive
from domain.dates import end_of
from domain.open_dates import moves, open_dates, replaced
from domain.rederivation import rederived
from domain.refusal import RefusalKind
from domain.zone import art18_creation_period as art18
from domain.zone.case import ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.changed_dates import NOTICE, a_notice, asked, change, local, refused
from tests.support.dated_cases import SHORT, SOON, in_notice, in_term, under
from tests.support.zone_cases import POLICY


class TestRefused:
    def test_is_everyone_but_samr(self) -> None:
        case = a_notice()
        for account in ("park-js-1", "prov-js", "lsg-js", "mara", "expert-1", "ops"):
            refusal = refused(case, NOTICE, "extend", local("2025-09-25"), account, working_days=1)
            assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:29",))
            assert refusal.text == "期限的延长、中止和恢复计算由市场监管总局决定。"

    @pytest.mark.article("zone:18")
    @pytest.mark.article("zone:24")
    @pytest.mark.article("zone:28.1")
    @pytest.mark.parametrize(
        ("path", "basis"),
        [("creation_minimum", "zone:18"), ("term.last_day", "zone:24"), ("term.window", "zone:28.1")],
    )
    @pytest.mark.parametrize("action", ["extend", "pause", "resume"])
    def test_is_any_change_of_what_the_text_fixes_with_its_article(self, path: str, basis: str, action: str) -> None:
        case = in_term()
        case.creation_minimum = art18.minimum(date(2024, 1, 15), POLICY).compact()
        data = {"working_days": 1} if action == "extend" else {}
        refusal = refused(case, path, action, local("2026-01-05"), **data)
        assert refusal.kind is RefusalKind.RULE
        assert basis in refusal.basis
        assert "由法规规定（第" in refusal.text

    @pytest.mark.article("zone:27#1")
    def test_is_a_pause_of_a_due_day_that_counts_nothing(self) -> None:
        refusal = refused(in_term(), "term.reports.2025.due", "pause", local("2026-01-05"))
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:27#1",))
        assert "不是按工作日计算的期限，不能中止" in refusal.text

    def test_is_a_place_that_is_none_or_settled(self) -> None:
        case = a_notice()
        assert case.proceeding.notice is not None
        case.proceeding.notice.ended = True
        for path in ("proceeding.consultation.due", NOTICE, "nowhere"):
            refusal = refused(case, path, "pause", local("2025-09-25"))
            assert refusal.kind is RefusalKind.ALREADY_DONE
            assert refusal.basis

    @pytest.mark.parametrize(
        ("action", "data", "kind", "why"),
        [
            ("resume", {}, RefusalKind.RULE, "没有中止，不能恢复计算"),
            ("extend", {}, RefusalKind.MALFORMED, "二者取一"),
            ("extend", {"working_days": 1, "months": 1}, RefusalKind.MALFORMED, "二者取一"),
        ],
    )
    def test_is_what_makes_no_sense(self, action: str, data: dict[str, int], kind: RefusalKind, why: str) -> None:
        refusal = refused(a_notice(), NOTICE, action, local("2025-09-25"), **data)
        assert refusal.kind is kind
        assert why in refusal.text

    def test_is_a_second_pause_and_an_extension_while_one_runs(self) -> None:
        case = a_notice()
        change(case, NOTICE, "pause", local("2025-09-25"))
        now = local("2025-10-20")
        assert refused(case, NOTICE, "pause", now).kind is RefusalKind.ALREADY_DONE
        refusal = refused(case, NOTICE, "extend", now, working_days=1)
        assert refusal.text == "公示期最后一日中止中，尚余3个工作日，恢复计算后才能延长。"

    def test_is_a_pause_on_the_day_of_publication_and_after_the_last(self) -> None:
        case = a_notice()
        assert "中止不能早于该日" in refused(case, NOTICE, "pause", local("2025-09-22")).text
        assert date_changes.refusal_of(case, asked(NOTICE, "pause"), local("2025-09-28", 23)) is None
        late = refused(case, NOTICE, "pause", end_of(date(2025, 9, 28)))
        assert (late.kind, late.text) == (
            RefusalKind.TOO_LATE,
            "公示期最后一日为2025年9月28日（周日），届满后不能中止。",
        )

    @pytest.mark.article("zone:22#1")
    def test_is_a_pause_on_the_last_day_after_its_closing_hour(self) -> None:
        policy = POLICY.model_copy(update={"notice_close": "17:00"})
        case = a_notice()
        last_day = derive("zone-notice", date(2025, 9, 22), {"working_days": 5}, policy, CALENDAR).compact()
        assert case.proceeding.notice is not None
        case.proceeding.notice.last_day = last_day
        assert date_changes.refusal_of(case, asked(NOTICE, "pause"), local("2025-09-28", 16)) is None
        assert refused(case, NOTICE, "pause", local("2025-09-28", 17)).kind is RefusalKind.TOO_LATE

    @pytest.mark.scenario("A18")
    def test_is_a_pause_of_a_day_that_is_kept_and_no_longer_counted(self) -> None:
        case = in_notice()
        [move] = moves(found := open_dates(case, SOON), [rederived(found[0].deadline, POLICY, under(SHORT))])
        replaced(case, NOTICE, move.after)
        refusal = refused(case, NOTICE, "pause", SOON + timedelta(hours=1))
        assert (refusal.kind, refusal.remedy) == (RefusalKind.RULE, "可以延长。")


def test_what_may_be_done_to_a_date_is_told_beforehand() -> None:
    def names(case: ZoneCase, path: str, now: datetime) -> list[str]:
        one = date_changes.found(case, path, now)
        assert one is not None
        return [each.name for each in changes_of(one, now)]

    case, now = a_notice(), local("2025-09-25")
    assert names(case, NOTICE, now) == ["extend", "pause"]
    assert names(case, NOTICE, end_of(date(2025, 9, 28))) == []
    change(case, NOTICE, "pause", now)
    assert names(case, NOTICE, now) == ["resume"]
    assert names(in_term(), "term.reports.2025.due", local("2026-01-05")) == ["extend"]
