"""Documents of what may be done in a pilot project at any time: change, evaluation, decisions, incentives."""

from typing import Any

from domain.pilot.annex2_evaluation_guide import INDICATORS, VERSION
from domain.pilot.sec5_5_evaluation import drawn
from domain.pilot.sec5_5_opinions import rows
from domain.procedure.expert_evaluation import Expert, ExpertPool, draw
from services.documents.samples.parties import Parties
from services.documents.samples.pilot import BUREAU, BY_BUREAU, BY_FIVE, FIVE, MEMBERS, PROVINCE

EXPERT = "示例专家甲"
TIED = "示例专家戊"
_BY_EXPERT: Parties = ((EXPERT,), FIVE)
_ON_CHANGE = ("pilot:2(1)", "pilot:5(1)", "pilot:a1")
_ON_EVALUATION = ("pilot:5(5)", "pilot:a2")
_ON_LIST = ("pilot:5(3)",)
POOL = ExpertPool(
    seed="9f86d081884c7d65",
    experts=tuple(
        Expert(organisation=f"expert-{number}", name=f"示例专家{name}", employer="示例省质量科学研究院")
        for number, name in enumerate("甲乙丙丁戊", start=1)
    ),
)
_EVALUATION = {
    "who": PROVINCE,
    "occasion": "不定期",
    "purpose": "核查平台建设进展",
    "overdue": "另有1份建设情况报告逾期未提交，不影响评估。",
}
_OPINION: dict[str, Any] = {
    "findings": [
        {"number": each.number, "finding": "", "not_applicable": "试点行业没有农产品"}
        if each.number == 5
        else {"number": each.number, "finding": f"第{each.number}项各项措施均已落实", "not_applicable": ""}
        for each in INDICATORS
    ],
    "recommendation": "扩大平台覆盖面",
}
_EVIDENCE = [
    "满意度（2022年80、2023年82、2024年82、2025年85）：2023年至2024年（82→82）没有提高，不支持该项。",
    "投诉率（2022年5、2023年4.1、2024年3.9、2025年3）：逐年递减，支持该项。",
    "材料支持该项（两者具备其一即可）。",
]
_GROUNDS = {
    "measures": "建设一站式服务平台",
    "results": "产品抽检合格率提高",
    "experience": "平台共享、跨区域服务",
}
_DATED = ["第2项“定期召开工作会议”：2025年1月10日（周五）、2025年7月1日（周二），共2次。"]
_FILLED_IN = {"guide": VERSION, "rows": rows(_OPINION), "evidence": _EVIDENCE, "dated": _DATED}


def panel_draw() -> dict[str, Any]:
    """A draw of three from the pool, one of which has a tie."""
    panel = draw(POOL, 3, lambda each: "3年内曾在示例甲市市场监督管理局工作" if each.name == TIED else None)
    assert panel is not None
    return drawn(panel)


PILOT_MATTERS: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "pilot_change_letter": (
        ((BUREAU,), FIVE),
        _ON_CHANGE,
        {
            "what": ["示例丙区市场监督管理局参与", "变更建设范围"],
            "lead": BUREAU,
            "members": [*MEMBERS, "示例丙区市场监督管理局"],
            "scope": "仪器仪表产业",
            "goals": "形成区域公共品牌",
            "reasons": "产业链延伸",
        },
    ),
    "pilot_plan_amendment": (
        BY_BUREAU,
        ("pilot:5(1)",),
        {"bureau": BUREAU, "amended": "增加两次计量比对", "reasons": "企业需要"},
    ),
    "pilot_results_summary": (
        ((BUREAU,), FIVE),
        ("pilot:2(3)",),
        {"lead": BUREAU, "number": 1, "results": "合格率提高到九成六", "open_points": "", "next_steps": "扩大覆盖"},
    ),
    "pilot_withdrawal": (BY_BUREAU, ("pilot:5(1)",), {"reasons": "另行安排", "filed": "及其备案"}),
    "pilot_panel_draw": (((PROVINCE,), FIVE), _ON_EVALUATION, _EVALUATION | panel_draw()),
    "pilot_expert_declaration": (
        _BY_EXPERT,
        _ON_EVALUATION,
        {"expert": EXPERT, "employer": "示例省质量科学研究院", "pledge": "与参与单位没有利害关系，将独立评估"},
    ),
    "pilot_expert_opinion": (_BY_EXPERT, _ON_EVALUATION, {"expert": EXPERT} | _OPINION | _FILLED_IN),
    "pilot_evaluation_report": (
        ((EXPERT,), (*MEMBERS, *FIVE)),
        _ON_EVALUATION,
        {
            **_EVALUATION,
            **_FILLED_IN,
            "number": 2,
            "experts": [EXPERT, "示例专家乙", "示例专家丙"],
            "recommendation": _OPINION["recommendation"],
        },
    ),
    "pilot_close": (
        BY_FIVE,
        _ON_LIST,
        {
            "what": "结项",
            "reasons": "建设目标任务全部完成",
            "draft": "",
            "awards": "长三角质量提升示范",
            "on": "2025-10-09",
        },
    ),
    "pilot_remove": (
        BY_FIVE,
        _ON_LIST,
        {"what": "移出项目清单", "reasons": "长期没有进展", "draft": "", "awards": "", "on": "2025-10-09"},
    ),
    "pilot_evaluate": (
        BY_FIVE,
        _ON_EVALUATION,
        {"what": "联合组织评估", "reasons": "建设满一年", "draft": "", "awards": "", "on": "2025-10-09"},
    ),
    "pilot_correct": (
        BY_FIVE,
        _ON_LIST,
        {
            "what": "更正项目清单",
            "reasons": "项目名称有误",
            "draft": "",
            "awards": "",
            "on": "2025-10-09",
            "title": "示例区域仪器仪表产业质量提升",
            "scope": "仪器仪表产业",
            "before": {"title": "示例区域仪器仪表行业质量提升", "scope": "仪器仪表行业"},
            "lead": BUREAU,
            "members": MEMBERS,
        },
    ),
    "pilot_incentive": (
        ((PROVINCE,), tuple(MEMBERS)),
        ("pilot:5(6)",),
        {
            "forms": ["宣传推广", "建议在政府质量工作考核中适当加分"],
            **_GROUNDS,
        },
    ),
    "pilot_commendation": (((PROVINCE,), tuple(MEMBERS)), ("pilot:5(6)",), _GROUNDS),
    "pilot_recommendation": (
        BY_BUREAU,
        ("pilot:6(2)",),
        {
            "bureau": BUREAU,
            "enterprise": "示例仪表有限公司",
            "award": "省长质量奖",
            "role": "牵头攻关共性质量问题",
            "equal_terms": "各项指标与其他申报企业相当",
        },
    ),
    "pilot_item": (
        BY_BUREAU,
        ("pilot:6",),
        {
            "bureau": BUREAU,
            "category": "宣传报道",
            "item": "质量基础设施一站式服务",
            "text": "平台已服务企业一百家",
            "media": "示例日报",
        },
    ),
}
