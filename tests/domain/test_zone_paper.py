"""第二十七条、第二十八条: what came on paper counts from the day stamped on it, and is not entered before it came."""

from datetime import date, datetime

import pytest

from domain.citation import Citation
from domain.dates import CHINA
from domain.refusal import RefusalKind
from domain.task import Form, TaskKind
from domain.zone.art27_paper_report import PAPER as REPORT
from domain.zone.art27_paper_report import PaperReport
from domain.zone.art28_renewal_application import PAPER as RENEWAL
from domain.zone.art28_renewal_application import PaperRenewal
from tests.support import forms
from tests.support.situations import in_term

PUBLISHED = date(2025, 10, 15)
ENTERED = datetime(2028, 9, 1, 10, tzinfo=CHINA)


def renewal(stamped: str) -> PaperRenewal:
    return PaperRenewal.model_validate(forms.RENEWAL | {"received_on": stamped})


def report(stamped: str, year: int = 2026) -> PaperReport:
    return PaperReport.model_validate(forms.REPORT | {"received_on": stamped, "year": year})


@pytest.mark.article("zone:28.1")
@pytest.mark.parametrize(
    ("stamped", "kind"),
    [
        ("2028-04-14", RefusalKind.NOT_YET),
        ("2028-04-15", None),
        ("2028-09-01", None),
        ("2028-09-02", RefusalKind.RULE),
    ],
)
def test_a_renewal_on_paper_is_judged_by_the_day_of_its_stamp(stamped: str, kind: RefusalKind | None) -> None:
    [enter] = RENEWAL.actions
    refusal = enter.check(in_term(PUBLISHED), renewal(stamped), ENTERED)
    assert (refusal.kind if refusal else None) == kind


@pytest.mark.article("zone:28.1")
@pytest.mark.parametrize(("stamped", "refused"), [("2028-10-15", False), ("2028-10-16", True)])
def test_a_renewal_on_paper_stamped_after_the_last_day_of_the_window_is_too_late(stamped: str, refused: bool) -> None:
    [enter] = RENEWAL.actions
    refusal = enter.check(in_term(PUBLISHED), renewal(stamped), datetime(2028, 10, 20, 10, tzinfo=CHINA))
    assert (refusal is not None) is refused
    if refusal:
        assert (refusal.kind, refusal.basis) == (RefusalKind.TOO_LATE, (Citation("zone:28.1"),))


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(
    ("stamped", "year", "said"),
    [
        ("2026-12-31", 2026, "报告期间尚未结束"),
        ("2027-01-01", 2026, ""),
        ("2027-03-05", 2026, ""),
        ("2027-03-06", 2026, "收文日期不能晚于今日"),
        ("2027-01-20", 2019, "没有等待报送的2019年度工作报告"),
    ],
)
def test_an_annual_report_on_paper_is_of_a_year_that_is_over_and_still_owed(stamped: str, year: int, said: str) -> None:
    [enter] = REPORT.actions
    refusal = enter.check(in_term(PUBLISHED), report(stamped, year), datetime(2027, 3, 5, 10, tzinfo=CHINA))
    assert (refusal is not None) is bool(said)
    if refusal:
        assert said in refusal.text
        assert refusal.basis == (Citation("zone:27#1"),)


@pytest.mark.article("zone:27#1", "zone:28.2")
@pytest.mark.parametrize(("kind", "form"), [(REPORT, report("2027-01-20")), (RENEWAL, renewal("2028-05-04"))])
def test_what_came_on_paper_is_entered_with_its_scan(kind: TaskKind, form: Form) -> None:
    [enter] = kind.actions
    assert enter.attached(form, ("scan",)) is None
    refusal = enter.attached(form, ())
    assert refusal is not None
    assert ("扫描件" in refusal.text, refusal.basis) == (True, kind.basis)
