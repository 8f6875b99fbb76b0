"""Documents of the event files of both texts: of each what its step asks, filled in."""

from typing import Any

from domain.event_kinds import EVENT_KINDS
from domain.procedure.event_forms import rows
from services.documents.samples.parties import Parties

UNIT, COUNTY, CONGRESS = "区市场监管局", "示例市市场监督管理局", "示例市人民代表大会常务委员会"
_GOVERNMENT, _DISTRICT = "示例市人民政府", "源城区人民政府"
_POLICE = "市公安局源城分局"
_OFFICES = ("示例市发展和改革委员会", "示例市经济和信息化局", COUNTY, "示例金融监督管理局")
_DAY = "2025-10-09"
_TALK = {"on": _DAY, "present": "示例电器厂厂长", "said": "通报抽检不合格情况", "promised": "停产整改"}
_DECIDED = {"decision": "示移字1号", "decided_on": _DAY, "legal_basis": "示例条例第九条", "facts": "批量不合格"}
_AWARD = {"rules": "示例市市长质量奖管理办法", "units": ["示例电器厂"], "persons": ["示例质量工程师"]}
_LEGAL = {"serious": True, "legal_basis": "示例法第九条", "measures": "限制参加政府采购"}
FILLED: dict[str, dict[str, Any]] = {
    "district_recall_record": {
        "enterprise": "示例电器厂",
        "product": "示例电热水壶",
        "defect": "手柄过热",
        "on": _DAY,
        "progress": "已经召回九成",
    },
    "district_interview_notice": {
        "interviewed": "示例电器厂",
        "problem": "抽检连续不合格",
        "on": _DAY,
        "place": "区市场监管局会议室",
    },
    "district_interview_record": _TALK,
    "district_case_transfer": _DECIDED,
    "district_reward": {
        "receipt_number": "举报一号",
        "standard": "示例奖励办法第三条",
        "amount": "二千元",
        "on": _DAY,
    },
    "district_litigation_support": {
        "organisation": "示例消费者委员会",
        "infringement": "批量销售不合格产品",
        "support": "提供检测数据",
    },
    "district_accident_report": {
        "receiver": "源城区人民政府",
        "occurred_on": _DAY,
        "place": "示例厂区",
        "facts": "锅炉泄漏，无人伤亡",
        "measures": "停产检查",
    },
    "district_trade_warning": {
        "incident": "recalled_abroad",
        "product": "示例玩具",
        "market": "示例国家",
        "assessment": "标签不符合当地标准",
        "warning": "同类产品注意标签要求",
    },
    "district_trade_solution": {"enterprises": "示例玩具出口企业三家", "solution": "按当地标准更换标签"},
    "district_help_entry": {
        "enterprise": "示例零件厂",
        "on": _DAY,
        "services": "计量测试和标准研制",
        "effect": "合格率提高",
    },
    "district_credit_entry": {
        "subject": "示例检测机构",
        "violation": "出具虚假检测数据",
        "decision": "示罚字2号",
        "on": _DAY,
    },
    "district_joint_sanction": _LEGAL | {"bodies": "区发改局等四个单位"},
    "district_commendation": {"recipient": "示例电器厂", "honour": "省政府质量奖", "text": "予以通报表扬"},
    "district_campaign_plan": {
        "activity": "示例质量月",
        "starts_on": "2025-09-01",
        "ends_on": "2025-09-30",
        "content": "宣传推介源城产品",
    },
    "district_campaign_summary": {"activity": "示例质量月", "summary": "参加企业二十家"},
    "province_accident_report": {
        "receiver": "示例市人民政府",
        "reported_on": _DAY,
        "entity": "示例电器厂",
        "facts": "锅炉泄漏，无人伤亡",
    },
    "province_response_record": {"measures": "疏散人员", "result": "险情排除"},
    "province_investigation_report": {"cause": "阀门老化", "responsibility": "示例电器厂负责", "handling": "责令整改"},
    "province_case_transfer": _DECIDED | {"receiver": "示例市公安局"},
    "province_risk_identification": {"object": "product", "source": "监督抽查", "risk": "绝缘材料老化"},
    "province_risk_assessment": {"assessment": "涉及十个批次", "conclusion": "需要处置"},
    "province_risk_disposal": {"measures": "责令整改", "result": "风险消除"},
    "province_defect_information": {
        "product": "示例电热水壶",
        "producer": "示例电器厂",
        "information": "三起烫伤",
    },
    "province_defect_analysis": {"analysis": "手柄隔热不足", "conclusion": "存在缺陷"},
    "province_recall_notice": {"legal_basis": "示例召回规定第五条", "scope": "全部批次", "measures": "免费更换"},
    "province_recall_supervision": {"supervision": "每批核对", "result": "召回完成"},
    "province_credit_record": {"subject": "示例电器厂", "source": "监督抽查", "information": "抽检不合格一次"},
    "province_credit_posting": {"channel": "信用信息平台", "content": "抽检结果"},
    "province_credit_evaluation": {"evaluation": "按评价办法评价", "grade": "乙级"},
    "province_credit_supervision": {"category": "重点监管", "measures": "提高抽查比例"},
    "province_penalty": _LEGAL | {"rank": "law"},
    "province_complaint_handling": {"receipt_number": "投诉一号", "findings": "情况属实", "handling": "责令退货"},
    "province_complaint_reply": {"receipt_number": "投诉一号", "reply": "已经退货"},
    "province_award_rules": {"rules": "示例市市长质量奖管理办法", "content": "单位和个人两类"},
    "province_award_selection": {
        "candidates": [
            {"kind": "award_unit", "name": "示例电器厂", "merits": "质量管理水平高"},
            {"kind": "award_person", "name": "示例质量工程师", "merits": "质量工作成绩突出"},
        ]
    },
    "province_award_decision": _AWARD | {"text": "授予示例市市长质量奖"},
    "province_assessment_result": {"period": "二〇二四年度", "assessment": "履行职责较好", "result": "良好"},
    "province_assessment_use": {"receiver": "示例考核办公室", "use": "纳入综合考核评价"},
    "province_special_report": {"reporter": "示例市人民政府", "on": _DAY, "opinion": "报告可行"},
    "province_inspection_report": {"inspected": "示例市人民政府", "on": _DAY, "findings": "总体落实"},
}
"""Kind of document → the answer it is written from."""
_PARTIES: dict[str, Parties] = {
    "district_case_transfer": ((UNIT,), (_POLICE,)),
    "district_commendation": ((_DISTRICT,), ()),
    "province_award_rules": ((_GOVERNMENT,), ()),
    "province_award_selection": ((_GOVERNMENT,), ()),
    "province_award_decision": ((_GOVERNMENT,), ()),
    "province_assessment_result": ((_GOVERNMENT,), ("示例县人民政府",)),
    "province_assessment_use": ((_GOVERNMENT,), ()),
    "province_special_report": ((CONGRESS,), ()),
    "province_inspection_report": ((CONGRESS,), ()),
}


def _sampled() -> dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]]:
    found: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {}
    for kind in EVENT_KINDS.values():
        for answer in (each for step in kind.steps for each in step.answers if each.document):
            by: Parties = ((UNIT if kind.text == "district" else COUNTY,), ())
            filled = answer.form.model_validate(FILLED[answer.document])
            found[answer.document] = (_PARTIES.get(answer.document, by), kind.basis, {"rows": rows(filled)})
    return found


EVENTS: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    **_sampled(),
    "province_joint_document": (
        (_OFFICES, _OFFICES),
        ("province:32.1",),
        {"signatories": list(_OFFICES), "draft": "建立质量增信融资制度"},
    ),
}
