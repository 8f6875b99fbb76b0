"""What the people of a life answer: kind of task → action and data. Who is asked, ``GET /tasks`` says."""

from onebox.demo_life import ACCEPTANCE, APPLICATION, APPRAISAL, CHECK_LIST, EVALUATION, OPINION, PANEL, REPORT
from onebox.demo_player import Json

_AGREES: Json = {"stance": "agrees", "opinion": "无不同意见。"}
_NOTICE: Json = {"working_days": 5, "url": "https://www.samr.gov.cn/notices/example"}

ANSWERS: dict[str, tuple[str, Json]] = {
    "creation_application": ("apply", APPLICATION),
    "provincial_appraisal": ("nominate", APPRAISAL),
    "nomination_consent": ("consent", OPINION),
    "nominee_report": ("report", OPINION),
    "creation_consultation": ("consult", {}),
    "creation_opinion": ("reply", _AGREES),
    "creation_decision": ("approve", {}),
    "acceptance_application": ("apply", ACCEPTANCE),
    "acceptance_examination": ("pass", OPINION),
    "acceptance_consent": ("consent", OPINION),
    "acceptance_submission": ("submit", {}),
    "material_review": ("consult", {}),
    "acceptance_opinion": ("reply", _AGREES),
    "panel_formation": ("form_panel", PANEL),
    "evaluation_report": ("report", EVALUATION),
    "public_notice": ("publish", _NOTICE),
    "recognition_decision": ("sign", {}),
    "recognition_signature": ("sign", {}),
    "announcement": ("publish", {}),
    "annual_report": ("submit", REPORT),
    "annual_report_receipt": ("accept", {}),
    "renewal_application": ("apply", {"summary": "示范期内各项工作有序推进。", "check_list": CHECK_LIST}),
    "renewal_examination": ("pass", OPINION),
    "renewal_consent": ("consent", OPINION),
    "renewal_submission": ("submit", {}),
    "renewal_consultation": ("consult", {}),
    "renewal_opinion": ("reply", _AGREES),
    "comprehensive_evaluation": ("evaluate", {"findings": "示范作用明显。", "conclusion": "passed"}),
    "renewal_notice": ("publish", _NOTICE),
    "renewal_decision": ("sign", {}),
    "renewal_signature": ("sign", {}),
    "renewal_announcement": ("publish", {}),
}

RULINGS = frozenset({"objection_reexamination", "renewal_reexamination"})
"""Answered once for every objection of the case, with its receipt number."""
RULING: Json = {"reasons": "经核查，数据属实。"}
