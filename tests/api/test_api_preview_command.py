"""``python cli.py preview-notice``: a notice as it would be sent, from the samples of the product."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from services.notifications import samples
from services.notifications.wording import KINDS

RUN = CliRunner()


def test_a_kind_is_shown_with_subject_and_text_and_its_page_goes_into_a_file(tmp_path: Path) -> None:
    page = tmp_path / "notice.html"
    shown = RUN.invoke(app, ["preview-notice", "annual_report_before", "--html", str(page)])
    assert shown.exit_code == 0, shown.output
    assert shown.output.startswith("主题：2025年度工作报告报送期限还有30天：苏州生物医药产业园\n\n")
    assert "需办事项：向市场监管总局报送2025年度工作报告。" in shown.output
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")


def test_without_a_kind_all_are_listed_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    assert set(RUN.invoke(app, ["preview-notice"]).output.split()) == KINDS
    unknown = RUN.invoke(app, ["preview-notice", "nothing_of_the_kind"])
    assert (unknown.exit_code, "没有通知种类 nothing_of_the_kind" in unknown.output) == (2, True)
    nowhere = str(tmp_path / "no folder" / "notice.html")
    refused = RUN.invoke(app, ["preview-notice", "annual_report_before", "--html", nowhere])
    assert (refused.exit_code, "无法写入" in refused.output) == (2, True)


def test_every_kind_can_be_written_from_its_sample() -> None:
    checked = RUN.invoke(app, ["preview-notice", "--all"])
    assert (checked.exit_code, checked.output) == (0, f"{len(KINDS)}种通知都能写成。\n")


def test_a_sample_that_does_not_fit_its_words_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = dict(samples.samples()) | {"annual_report_before": {}}
    monkeypatch.setattr(samples, "samples", lambda: broken)
    checked = RUN.invoke(app, ["preview-notice", "--all"])
    assert checked.exit_code == 1
    assert checked.output.startswith("annual_report_before：措辞与样例不符（'year' is undefined）")
    shown = RUN.invoke(app, ["preview-notice", "annual_report_before"])
    assert (shown.exit_code, "措辞与样例不符" in shown.output) == (1, True)
