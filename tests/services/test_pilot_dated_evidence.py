"""附件2 An evaluation report shows the days given for indicators 2, 8 and 12, and says that nothing is judged."""

import pytest

from tests.services.test_pilot_wordings import acted, project, words
from tests.support.pilot_evaluations import opinion


@pytest.mark.article("pilot:a2(2)")
def test_the_days_of_again_and_again_are_shown_and_said_not_to_be_judged() -> None:
    findings = opinion()["findings"]
    days = [{"what": "meeting", "on": "2026-01-05"}, {"what": "meeting", "on": "2025-07-01", "note": "第一次"}]
    [order] = acted("pilot_evaluation_report", project(), findings=findings, dates=days).documents
    text = words(order)
    assert "第2项“定期召开工作会议”：2025年7月1日（周二）（第一次）、2026年1月5日（周一），共2次。" in text
    assert "平台不作判断" in text
    assert "五、指导建议" in text
