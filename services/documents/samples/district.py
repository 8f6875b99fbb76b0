"""Documents of the district plan and of the units' ledgers. Parties, places, data."""

from typing import Any

from services.documents.samples.parties import Parties

OFFICE, UNIT = "区质量强区工作领导小组办公室", "区科技局"
BY_OFFICE: Parties = ((OFFICE,), (UNIT,))
BY_UNIT: Parties = ((UNIT,), (OFFICE,))
LEDGER, REVIEW = ("district:s4(3)#2",), ("district:s4(3)#3",)
_ITEM = "第8项措施“加强企业质量能力建设”"
_NAMED = [
    {"item": "第7项措施“夯实质量工作基础”", "group": "强化质量治理能力", "lead": "区市场监管局"},
    {"item": _ITEM, "group": "强化质量治理能力", "lead": "区市场监管局"},
]
_OPENED = {
    "unit": UNIT,
    "plan": "源城区加快推进质量强区建设实施方案",
    "number": "示例〔2021〕1号",
    "items": _NAMED,
    "target": "2025-12-31",
    "asks": False,
    "by_office": True,
    "address": "示例路1号",
}
_FIGURES = {"total": 62, "closed": 55, "lines": ["推进中7项", "已销号55项"]}
_REVIEW = {
    "what": "阶段性工作总结和评估",
    "number": 1,
    "is_final": False,
    "focus": "消费品质量",
    "due_on": "2025-06-30",
    **_FIGURES,
    "measures_done": 14,
    "units": [[UNIT, "已销号3项、推进中1项"], ["区民政局", "已销号1项"]],
    "silent": ["区民政局"],
    "problems": "个别事项进展偏慢",
}

DISTRICT: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "district_ledger_notice": (BY_OFFICE, LEDGER, _OPENED),
    "district_ledger_slip": (((OFFICE,), ()), LEDGER, {"unit": UNIT, "items": [_ITEM], "address": "示例路1号"}),
    "district_ledger": (
        BY_UNIT,
        LEDGER,
        {
            "unit": UNIT,
            "by": UNIT,
            "filed": 1,
            "left": ["第7项措施“夯实质量工作基础”"],
            "rows": [{"item": _ITEM, "what": "开展专家诊脉", "when": "2025年11月10日（周一）", "office": "综合科"}],
        },
    ),
    "district_progress": (
        BY_UNIT,
        LEDGER,
        {
            "unit": UNIT,
            "by": UNIT,
            "items": [_ITEM],
            "on": "2025-10-09",
            "text": "走访企业20家",
            "step": "完成走访",
            "line": "企业开展的质量信得过班组、质量管理小组评选",
            "files": 2,
        },
    ),
    "district_closeout": (
        BY_UNIT,
        REVIEW,
        {
            "unit": UNIT,
            "by": UNIT,
            "item": _ITEM,
            "outcome": "已销号",
            "reviewer": "区市场监管局",
            "summary": "各时间节点均已完成",
            "files": 2,
        },
    ),
    "district_supervision_order": (
        BY_OFFICE,
        REVIEW,
        {
            "unit": UNIT,
            "item": _ITEM,
            "requirement": "尽快完成走访",
            "answer_by": "2025-10-20",
            "asks": True,
            "colour": "黄色（逾期督办）",
            "late": ["完成走访（2025年10月8日（周三））"],
            "by_office": True,
            "address": "示例路1号",
        },
    ),
    "district_dispute_decision": (
        BY_OFFICE,
        REVIEW,
        {
            "unit": UNIT,
            "item": _ITEM,
            "other": "区工商信局",
            "question": "由谁发放创新券",
            "who": "区市场监管局",
            "decision": "由区科技局发放",
        },
    ),
    "district_declined": (
        BY_UNIT,
        REVIEW,
        {"unit": "区税务局", "by": "区税务局", "item": _ITEM, "reasons": "不属本级权限", "superior": "示例市税务局"},
    ),
    "district_review_call": (
        BY_OFFICE,
        REVIEW,
        {
            "what": "阶段性工作总结和评估",
            "focus": "消费品质量",
            "due_on": "2025-06-30",
            "units": [UNIT, "示例街道办事处"],
            "by_hand": ["示例街道办事处"],
        },
    ),
    "district_input": (
        BY_UNIT,
        REVIEW,
        {
            "unit": UNIT,
            "by": UNIT,
            "number": 1,
            "what": "第1次总结评估",
            "items": [f"{_ITEM}：推进中"],
            "done": "走访企业20家",
            "problems": "",
            "plans": "继续走访",
        },
    ),
    "district_stage_summary": (
        BY_OFFICE,
        REVIEW,
        _REVIEW | {"summary": "各项措施有序推进", "next_steps": "对未完成事项逐项督促"},
    ),
    "district_evaluation_report": (BY_OFFICE, REVIEW, _REVIEW | {"evaluation": "总体达到预期"}),
    "district_unit_added": (BY_OFFICE, LEDGER, {"name": "示例镇人民政府", "unit_kind": "镇人民政府、街道办事处"}),
    "district_reorganisation": (
        BY_OFFICE,
        LEDGER,
        {
            "unit": UNIT,
            "change": "更名",
            "result": "更名为区科技和数字化局",
            "decision": "示例〔2024〕3号",
            "reasons": "机构改革",
        },
    ),
    "district_budget": (
        (("区科技局",), (OFFICE,)),
        ("district:s4(2)#3",),
        {
            "unit": "区科技局",
            "year": 2026,
            "means": "部门年度预算内的质量工作专项经费",
            "amount": "350,000元",
            "document": "区科技局2026年部门预算批复（示例〔2026〕5号）",
            "use": "质量技术服务平台运行",
            "again": False,
        },
    ),
    "district_indicators": (
        (("市生态环境局源城分局",), (OFFICE,)),
        ("district:3",),
        {
            "unit": "市生态环境局源城分局",
            "year": 2024,
            "rows": [["地表水水质优良比例", "100%", "100%"], ["PM2.5浓度（微克/立方米）", "22", "19"]],
            "again": True,
        },
    ),
    "district_carry_over": (
        BY_OFFICE,
        ("district:s2.1",),
        {
            "successor": "后续方案（示例〔2026〕1号）",
            "reasons": "目标日已过",
            **_FIGURES,
            "carried": [f"{UNIT}：{_ITEM}"],
        },
    ),
}
