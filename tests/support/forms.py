"""Filled-in forms for tests: the data of each answer, as a careful official would give it."""

from typing import Any

CHECK_LIST: dict[str, Any] = {
    "conditions_met": ["P1", "P2", "P3", "P4"],
    "items": [{"item": f"N{number}", "occurred": "no"} for number in range(1, 11)],
}
REQUIREMENTS = [{"article": str(number), "result": f"第{number}条各项工作均已落实。"} for number in range(8, 15)]
"""创建要求, 第八条至第十四条."""
APPLICATION: dict[str, Any] = {
    "industry": "高端仪器仪表",
    "benchmark": "对标国内同类先进园区",
    "goals": [{"indicator": "产品监督抽查合格率", "base": "95%", "target": "98%"}],
    "plan_summary": "三年内建成质量基础设施一站式服务平台。",
    "check_list": CHECK_LIST,
}
ACCEPTANCE: dict[str, Any] = {
    "self_check": "对照创建目标和评估指标体系完成全面自查。",
    "meets_requirements": True,
    "goals": [{"indicator": "产品监督抽查合格率", "target": "98%", "result": "98.4%"}],
    "indicators": [{"indicator": "质量基础设施", "result": "一站式服务平台运行良好。"}],
    "requirements": REQUIREMENTS,
}
EVALUATION: dict[str, Any] = {
    "forms": ["document_evaluation", "on_site_acceptance"],
    "indicator_version": "第1版",
    "findings": [{"indicator": "质量基础设施", "finding": "服务平台运行良好。"}],
    "conclusion": "passed",
}
PANEL: dict[str, Any] = {
    "experts": ["expert-1", "expert-2", "expert-3"],
    "leader": "expert-1",
    "forms": ["on_site_acceptance"],
    "declarations": [
        {"expert": f"expert-{number}", "employer": f"示例研究院{number}", "has_conflict": False}
        for number in range(1, 4)
    ],
    "requirements": [{"article": str(number), "met": True} for number in range(8, 15)],
}
REPLACEMENT: dict[str, Any] = {
    "expert": "expert-1",
    "successor": "expert-4",
    "employer": "示例研究院4",
    "has_conflict": False,
    "leader": "expert-2",
    "reasons": "本人申请回避。",
}
REPORT: dict[str, Any] = {"activities": "开展质量月活动。", "promotion": "接待交流。", "next_plan": "扩大平台。"}
RENEWAL: dict[str, Any] = {
    "summary": "示范期内各项工作有序推进。",
    "goals": [{"indicator": "产品监督抽查合格率", "target": "98%", "result": "98.6%"}],
    "indicators": [{"indicator": "质量基础设施", "result": "一站式服务平台运行正常"}],
    "check_list": CHECK_LIST,
    "requirements": REQUIREMENTS,
}
OPINION: dict[str, Any] = {"opinion": "材料齐全，同意。"}
APPRAISAL: dict[str, Any] = {
    "opinion": "材料齐全，论证通过。",
    "departments": [{"department": "江苏省农业农村厅", "opinion": "同意。"}],
}
REASONS: dict[str, Any] = {"reasons": "材料不充分。"}
RETURN: dict[str, Any] = {"reasons": "自查不充分。", "improvements": ["补充自查数据"]}
PUBLICATION: dict[str, Any] = {"working_days": 5, "url": "https://www.samr.gov.cn/notices/1"}
