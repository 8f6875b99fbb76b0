"""An answer of the right form to every question of a pilot: task kind → action, data."""

from typing import Any

from tests.support.pilot_cases import ASSESSMENT, FILING, HELP, JIA, REPORT, SERVICE, YI
from tests.support.pilot_evaluations import ORDER, opinion

_REASONS: dict[str, Any] = {"reasons": "再核实"}
_REVISION = {"text": "决定如下。"} | _REASONS
_MEMBERS = {"members": [JIA.model_dump(), YI.model_dump()], "lead": "city-jia", "goals": "提升质量水平"}

ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "pilot_cooperation": ("establish", _MEMBERS | {"scope": "仪器仪表行业"}),
    "pilot_filing": ("file", FILING),
    "pilot_filing_check": ("receive", {}),
    "pilot_assessment": ("assess", ASSESSMENT),
    "pilot_selection_signature": ("sign", {}),
    "pilot_selection_draft": ("revise", ASSESSMENT | _REASONS),
    "pilot_selection_retraction": ("retract", _REASONS),
    "pilot_publication_signature": ("sign", {}),
    "pilot_publication_draft": ("revise", _REVISION),
    "pilot_publication_retraction": ("retract", _REASONS),
    "pilot_decision_signature": ("sign", {}),
    "pilot_decision_draft": ("revise", _REVISION),
    "pilot_decision_retraction": ("retract", _REASONS),
    "pilot_plan_amendment": ("amend", {"amended": "增加一次培训。", "reasons": "企业需要", "is_small": True}),
    "pilot_results_summary": ("sum_up", {"results": "合格率提高。"}),
    "pilot_report": ("submit", REPORT),
    "pilot_report_receipt": ("accept", {}),
    "pilot_report_correction": ("submit", REPORT | {"k": 1, "correction": "更正合格率"}),
    "pilot_correction_receipt": ("accept", {}),
    "pilot_change": ("propose", _MEMBERS | {"scope": "新范围"} | _REASONS),
    "pilot_change_agreement": ("agree", {}),
    "pilot_change_dropping": ("drop", _REASONS),
    "pilot_incident": ("report", {"what": "抽检不合格", "where": "示例企业", "occurred_on": "2026-11-01"}),
    "pilot_withdrawal": ("withdraw", _REASONS),
    "pilot_close_opening": ("close", {"summary": "目标完成。"}),
    "pilot_remove_opening": ("remove", _REASONS),
    "pilot_correct_opening": ("correct", {"title": "示例项目", "scope": "仪器仪表产业"} | _REASONS),
    "pilot_decision_dropping": ("drop", _REASONS),
    "pilot_evaluation_opening": ("open", ORDER),
    "pilot_expert_replacement": ("replace", {"expert": "expert-9"} | _REASONS),
    "pilot_expert_declaration": ("declare", {"signed": True}),
    "pilot_expert_opinion": ("hand_in", opinion()),
    "pilot_evaluation_report": ("report", opinion()),
    "pilot_evaluate_opening": ("evaluate", _REASONS),
    "pilot_panel_completion": ("go_on", _REASONS),
    "pilot_incentive": (
        "grant",
        {"forms": ["promotion"], "measures": "有力", "results": "突出", "experience": "典型"},
    ),
    "pilot_recommendation": (
        "recommend",
        {"enterprise": "示例仪表", "award": "省长质量奖", "role": "牵头", "equal_terms": "相当"},
    ),
    "pilot_enterprise_help": ("record", HELP),
    "pilot_quality_service": ("record", SERVICE),
    "pilot_item": ("send", {"kind": "news", "title": "动态", "text": "平台启用。"}),
}
