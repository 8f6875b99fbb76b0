"""Documents of a creation, from the application to the end of the public notice: parties, articles, data."""

from typing import Any

from domain.zone import art22_public_notice as art22
from domain.zone.creation_requirements import (
    CONDITIONS,
    REQUIREMENTS,
    Article,
    RequirementFinding,
    RequirementResult,
    told,
)
from services.documents.samples.parties import (
    BY_GROUP,
    BY_PARK,
    BY_PARK_TO_SAMR,
    BY_PROVINCE,
    BY_SAMR,
    BY_SAMR_TO_ALL,
    LEADING_GROUP,
    PARK,
    PROVINCE,
    SAMR,
    Parties,
)

_COUNTED = ["2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13", "2025-10-14"]
_REASONS = {"reasons": "主导产业质量特色优势不够明显，质量工作基础有待夯实。"}
_GOALS = [
    {"indicator": "主导产业产品质量监督抽查合格率", "base": "96.2%", "target": "98.5%"},
    {"indicator": "参与制定国家标准数量", "base": "12项", "target": "20项"},
]
_CHECKS = [
    {"item": "重大质量事故", "occurred": "未发生"},
    {"item": "重大安全事故", "occurred": "未发生"},
    {"item": "严重环境违法行为", "occurred": "未发生"},
    {"item": "重大侵权假冒违法行为", "occurred": "未发生"},
]
_RESULTS = [{"indicator": "参与制定国家标准数量", "target": "20项", "result": "已完成，23项"}]
_FINDINGS = [{"indicator": "质量基础设施", "finding": "已建成高水平质量基础设施集成服务基地，服务企业三百余家。"}]
_UNPROVEN = {"receipt_number": "YY-2025-0007", "entry": PARK, "until": "2025-10-21"}

CREATION: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "creation_application": (
        BY_PARK,
        ("zone:16",),
        {
            "goals": _GOALS,
            "benchmark": "国内先进生物医药产业园区",
            "industry": "生物医药",
            "park_type": "工业；产业园区",
            "boundary": "东至滨江路、南至科技路、西至长江路、北至创新路，约12平方公里",
            "former": ["示例生物科技园"],
            "plan_summary": "完善质量激励机制，建设质量基础设施集成服务基地。\n培育区域品牌。",
            "plan_files": 2,
            "checks": _CHECKS,
        },
    ),
    "nominee_list": (
        ((PROVINCE,), (SAMR,)),
        ("zone:17.1",),
        {
            "opinion": "论证认为创建目标明确、方案可行",
            "rank": 2,
            "consented_on": "2025-10-08",
            "consent_number": "苏质强领〔2025〕3号",
        },
    ),
    "not_shortlisted": (BY_PROVINCE, ("zone:17.1",), _REASONS),
    "leading_group_consent": (BY_GROUP, ("zone:17.1",), {"matter": "创建名单", "opinion": "同意上报。"}),
    "leading_group_decline": (BY_GROUP, ("zone:20",), {"matter": "验收申请", **_REASONS}),
    "consultation_letter": (
        ((SAMR,), ("商务部",)),
        ("zone:17.2",),
        {
            "matter": "创建申请",
            "due": "2025-10-24",
            "due_note": "2025年10月24日（周五）（系统策略：法规未规定反馈期限）",
        },
    ),
    "opinion_reply": (
        (("商务部",), (SAMR,)),
        ("zone:17.2",),
        {"matter": "创建申请", "stance": "同意", "opinion": "建议加强品牌出海服务"},
    ),
    "consultation_summary": (
        ((SAMR,), (SAMR,)),
        ("zone:17.2",),
        {
            "matter": "创建申请",
            "rows": [
                {
                    "department": "商务部",
                    "asked_on": "2025-10-10",
                    "due": "2025-10-24",
                    "replied_on": "2025-10-20",
                    "stance": "提出意见",
                    "opinion": "建议加强品牌出海服务。",
                },
                {
                    "department": "文化和旅游部",
                    "asked_on": "2025-10-10",
                    "due": "2025-10-24",
                    "replied_on": "",
                    "stance": "逾期未反馈",
                    "opinion": "",
                },
            ],
        },
    ),
    "creation_approval": (
        BY_SAMR,
        ("zone:17.2",),
        {
            "earliest_acceptance_on": "2026-10-10",
            "minimum_note": "创建活动原则上不少于一年，至2026年10月9日（周五）届满",
        },
    ),
    "creation_refusal": (BY_SAMR, ("zone:17.2",), _REASONS),
    "acceptance_application": (BY_PARK, ("zone:20",), {"indicator_version": "2025年版"}),
    "self_check_report": (
        BY_PARK,
        ("zone:20#1",),
        {
            "self_check": "各项目标均已完成",
            "goals": _RESULTS,
            "indicators": [{"indicator": "质量基础设施", "result": "一站式平台已建成"}],
            "indicator_version": "2025年版",
            "requirements": told(
                [RequirementResult(article=Article(each), result="各项工作均已落实") for each in REQUIREMENTS]
            ),
        },
    ),
    "article_7_check": (
        BY_PROVINCE,
        ("zone:7",),
        {
            "first": "2022-10-09",
            "last": "2025-10-09",
            "result": "未发现第七条所列情形",
            "rows": [
                {"item": "重大质量事故", "occurred": "没有记录", "note": ""},
                {
                    "item": "重大安全事故",
                    "occurred": "认定不属于",
                    "occurred_on": "2024年5月8日（周三）",
                    "determined_on": "2024年6月3日（周一）",
                    "note": "园区北侧厂房",
                },
            ],
        },
    ),
    "feasibility_opinion": (
        ((PROVINCE,), (LEADING_GROUP,)),
        ("zone:17.1",),
        {
            "opinion": "创建目标明确、方案可行",
            "departments": [{"department": "江苏省农业农村厅", "opinion": "同意"}],
        },
    ),
    "supplement_notice": (BY_PROVINCE, ("zone:17.1",), {"missing": ["补充创建方案", "更正核查表"]}),
    "early_acceptance_request": (BY_PARK_TO_SAMR, ("zone:18",), {"reasons": "创建目标均已提前完成"}),
    "early_acceptance_grant": (
        BY_SAMR,
        ("zone:18",),
        {"document_number": "国市监质〔2025〕8号", "reasons": "创建目标均已提前完成"},
    ),
    "early_acceptance_decline": (BY_SAMR, ("zone:18",), {"reasons": "各项任务尚未落实"}),
    "acceptance_examination": (
        ((PROVINCE,), (LEADING_GROUP,)),
        ("zone:20",),
        {"matter": "验收申请", "result": "审核通过", "opinion": "材料齐全，符合要求"},
    ),
    "acceptance_submission": (BY_PARK_TO_SAMR, ("zone:20",), {"matter": "验收申请"}),
    "return_notice": (
        BY_SAMR,
        ("zone:21",),
        {"number": 2, **_REASONS, "unmet": [CONDITIONS["12"]], "improvements": ["补充佐证材料", "完善质量激励机制。"]},
    ),
    "panel_notice": (
        BY_SAMR,
        ("zone:21",),
        {
            "experts": ["甲专家", "乙专家", "丙专家"],
            "leader": "甲专家",
            "forms": ["材料评估", "现场验收"],
            "requirements": told([RequirementFinding(article=each, met=True, remarks="材料齐全") for each in Article]),
        },
    ),
    "evaluation_report": (
        (("专家评审组",), (SAMR,)),
        ("zone:19", "zone:21"),
        {
            "forms": ["材料评估", "现场验收"],
            "days": ["2026-05-06", "2026-05-08"],
            "indicator_version": "2025年版",
            "findings": _FINDINGS,
            "conclusion": "通过",
        },
    ),
    "evaluation_feedback": (BY_SAMR, ("zone:21",), {"improvements": ["加强质量管理数字化", "提升检验检测能力"]}),
    "public_notice": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "matter": "评估验收结果",
            "procedure": art22.PROCEDURE,
            "entries": [PARK],
            "starts": "2025-09-30",
            "last_day": "2025-10-14",
            "closing_hour": "24时",
            "working_days": 5,
            "counted": _COUNTED,
            "provisional": True,
            "channel": "市场监管总局网站",
        },
    ),
    "notice_correction": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "matter": "评估验收结果",
            "starts": "2025-09-30",
            "before": "2025-10-14",
            "last_day": "2025-10-15",
            "closing_hour": "24时",
            "counted": [*_COUNTED[1:], "2025-10-15"],
            "provisional": True,
            "because": "节假日安排公布或者更正",
        },
    ),
    "public_notice_result": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {"matter": "评估验收结果", "last_day": "2025-10-14", "closing_hour": "24时", "passed": True},
    ),
    "objection_receipt": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "receipt_number": "YY-2025-0007",
            "received_at": "2025-10-11",
            "entry": PARK,
            "late": False,
            "incomplete": False,
        },
    ),
    "objection_supplement_notice": (BY_SAMR_TO_ALL, ("zone:22",), _UNPROVEN),
    "objection_not_accepted": (BY_SAMR_TO_ALL, ("zone:22",), _UNPROVEN),
    "not_recognised": (
        BY_SAMR,
        ("zone:22",),
        {"reasons": "数据不实", "improvements": ["核实自查数据"], "outcome": "不予认定，继续创建"},
    ),
    "notice_amendment": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "matter": "评估验收结果",
            "remark": "更正：原公示“甲园区”，更正为“乙园区”。",
            "restarted": True,
            "starts": "2025-09-30",
            "last_day": "2025-10-14",
            "closing_hour": "24时",
            "provisional": False,
        },
    ),
    "notice_withdrawal": (BY_SAMR_TO_ALL, ("zone:22",), {"matter": "评估验收结果", "reasons": "名单有误"}),
    "identity_change": (
        BY_PARK_TO_SAMR,
        ("zone:3#2",),
        {
            "former_name": "甲园区",
            "former_body": "甲园区管理委员会",
            "new_name": "乙园区",
            "new_body": "乙园区管理委员会",
            "approval": "苏政复〔2025〕3号",
            "effective_on": "2025-10-09",
        },
    ),
    "reexamination_conclusion": (
        BY_SAMR_TO_ALL,
        ("zone:22",),
        {"receipt_number": "YY-2025-0007", "upheld": False, "reasons": "举证材料所述情形与该园区无关"},
    ),
}
