"""第二十七条第三句: who may not submit, until when; and 第三条: who may not even start."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.dates import end_of, start_of
from domain.naming import normalised
from domain.parameter import PeriodMode
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone.art27_reapplication_bar import bar, bar_of, refuse_application
from domain.zone.parts import Revocation
from domain.zone.standing import Bar, Standing, refuse_opening, refuse_submission

INSTANT = timedelta(microseconds=1)
POLICY = ZonePolicy()


def barred(revoked: str, path: str = "", mode: PeriodMode = "corresponding") -> Standing:
    deadline = bar(date.fromisoformat(revoked), ZonePolicy(period_mode=mode))
    return Standing(
        park="示例乙园区", bars=(Bar(deadline=deadline, path=path, case_id="zone-a-case-1", park="示例甲园区"),)
    )


@pytest.mark.article("zone:27#3")
class TestSubmitting:
    @pytest.mark.parametrize(
        ("revoked", "mode", "last"),
        [
            ("2026-04-30", "corresponding", "2029-04-30"),
            ("2026-04-30", "inclusive", "2029-04-29"),
            ("2024-02-29", "corresponding", "2027-02-28"),
            ("2024-02-29", "inclusive", "2027-02-27"),
            ("2025-02-28", "corresponding", "2028-02-28"),
            ("2026-10-31", "corresponding", "2029-10-31"),
        ],
    )
    def test_is_barred_to_the_end_of_the_last_day_and_free_from_the_next(
        self, revoked: str, mode: PeriodMode, last: str
    ) -> None:
        standing, day = barred(revoked, mode=mode), date.fromisoformat(last)
        one_day = timedelta(days=1)
        for moment in (start_of(day - one_day), start_of(day), end_of(day) - INSTANT):
            assert refuse_application(standing, moment)
        assert refuse_application(standing, end_of(day)) is None
        assert refuse_application(standing, start_of(day + 2 * one_day)) is None

    def test_the_refusal_cites_the_sentence_and_says_from_when_and_why_this_park(self) -> None:
        path = "由示例甲园区2027年3月1日分立而来"
        refusal = refuse_application(barred("2026-04-30", path), start_of(date(2028, 1, 1)))
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:27#3",))
        assert refusal.text == (
            "示例乙园区由示例甲园区2027年3月1日分立而来，示例甲园区的示范区认定已撤销，三年内不得再次提出创建申请。"
            "限制期间自撤销决定作出之日2026年4月30日（周四）起算，最后一日为2029年4月30日（周一），"
            "自2029年5月1日（周二）0时起可以提出。"
        )
        assert "先行起草" in refusal.remedy

    def test_of_several_bars_the_longest_is_named(self) -> None:
        first, second = barred("2026-04-30"), barred("2027-05-06")
        both = first.model_copy(update={"bars": (*second.bars, *first.bars)})
        refusal = refuse_application(both, start_of(date(2028, 1, 1)))
        assert refusal is not None
        assert "2030年5月6日" in refusal.text
        assert refuse_application(both, start_of(date(2030, 5, 6)))

    def test_nobody_is_barred_without_a_revocation(self) -> None:
        assert refuse_application(Standing(park="示例乙园区"), start_of(date(2028, 1, 1))) is None

    def test_drafting_stays_free_during_a_bar(self) -> None:
        assert refuse_opening(barred("2026-04-30")) is None


@pytest.mark.article("zone:27#3")
class TestTheDayTheBarRunsFrom:
    revocation = Revocation(
        ground="重大安全事故",
        facts="示例",
        opened_on=date(2026, 3, 1),
        decided_on=date(2026, 4, 30),
        published_on=date(2026, 5, 6),
        delivered_on=date(2026, 5, 8),
    )

    @pytest.mark.parametrize(
        ("bar_from", "last", "label"),
        [
            ("decision", date(2029, 4, 30), "撤销决定作出之日"),
            ("publication", date(2029, 5, 6), "撤销决定公布之日"),
            ("delivery", date(2029, 5, 8), "撤销决定送达之日"),
        ],
    )
    def test_is_the_one_the_policy_names(self, bar_from: str, last: date, label: str) -> None:
        found = bar_of(self.revocation, ZonePolicy.model_validate({"bar_from": bar_from}))
        assert found is not None
        assert (found.date, found.anchor_label) == (last, label)
        chosen = found.lines[-1]
        assert (chosen.source, label in chosen.text) == ("系统策略", True)

    def test_is_that_of_the_decision_until_the_other_is_known(self) -> None:
        unpublished = self.revocation.model_copy(update={"published_on": None})
        found = bar_of(unpublished, ZonePolicy(bar_from="publication"))
        assert found is not None
        assert found.date == date(2029, 4, 30)

    def test_stays_as_the_case_counted_it(self) -> None:
        counted = bar(date(2026, 4, 30), ZonePolicy(period_mode="inclusive")).compact()
        found = bar_of(self.revocation.model_copy(update={"bar": counted}), ZonePolicy(bar_from="delivery"))
        assert found == counted

    def test_there_is_none_before_the_decision(self) -> None:
        assert bar_of(Revocation(ground="g", facts="f", opened_on=date(2026, 3, 1)), POLICY) is None


@pytest.mark.article("zone:3", "zone:16")
class TestStarting:
    def test_a_park_in_its_term_cannot_start(self) -> None:
        standing = Standing(park="示例甲园区", live_case="c", live_park="示例甲园区", in_term=True)
        refusal = refuse_opening(standing)
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:3", "zone:16"))
        assert "示范期内" in refusal.text

    @pytest.mark.scenario("B13")
    def test_the_second_of_two_is_a_duplicate(self) -> None:
        refusal = refuse_opening(Standing(park="示例甲园区", live_case="c", live_park="示例甲园区"))
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.ALREADY_DONE, ("zone:3", "zone:16"))
        assert "园区管理委员会还是所在地人民政府" in refusal.text

    def test_a_live_case_of_what_a_park_came_from_stops_it_and_says_why(self) -> None:
        path = "由示例甲园区2027年3月1日分立而来"
        standing = Standing(park="示例乙园区", live_case="c", live_park="示例甲园区", live_path=path)
        refusal = refuse_opening(standing)
        assert refusal is not None
        assert refusal.text.startswith(f"示例乙园区{path}，示例甲园区已有正在办理的案件c")

    def test_a_park_merged_away_cannot_start_alone(self) -> None:
        merged = "2027年3月1日，示例甲园区并入示例乙园区。"
        refusal = refuse_opening(Standing(park="示例甲园区", merged_into=merged))
        assert refusal is not None
        assert refusal.text.startswith(merged)


@pytest.mark.article("zone:3", "zone:16")
class TestSubmittingBesideAnother:
    """第三条: what forbids to start forbids to submit what was started before it came about (reading R-3-2)."""

    @pytest.mark.parametrize(
        ("facts", "kind", "words"),
        [
            (
                {"live_case": "c", "in_term": True},
                RefusalKind.RULE,
                "示例甲园区处于示范期内（案件c），不能再提出创建申请",
            ),
            ({"live_case": "c"}, RefusalKind.ALREADY_DONE, "示例甲园区已有正在办理的案件c"),
            (
                {"live_case": "c", "live_path": "由示例甲园区分立而来"},
                RefusalKind.ALREADY_DONE,
                "由示例甲园区分立而来，",
            ),
            ({"merged_into": "示例乙园区并入示例丙园区。"}, RefusalKind.RULE, "不再是单独的园区，不能单独提出创建申请"),
        ],
    )
    def test_is_refused_as_starting_is(self, facts: dict[str, Any], kind: RefusalKind, words: str) -> None:
        refusal = refuse_submission(Standing(park="示例乙园区", live_park="示例甲园区", **facts), "d")
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (kind, ("zone:3", "zone:16"))
        assert words in refusal.text

    def test_a_case_does_not_stand_in_its_own_way_and_hides_no_merger(self) -> None:
        own = Standing(park="示例甲园区", live_case="c", live_park="示例甲园区")
        assert refuse_submission(own, "c") is None
        refusal = refuse_submission(own.model_copy(update={"merged_into": "示例甲园区并入示例乙园区。"}), "c")
        assert refusal is not None
        assert refusal.text.startswith("示例甲园区并入示例乙园区")


def test_names_that_differ_in_nothing_that_tells_parks_apart_are_the_same() -> None:
    assert normalised("示例 甲（Ａ区）·园区") == normalised("示例甲a区园区")
    assert normalised("示例甲园区") != normalised("示例乙园区")
