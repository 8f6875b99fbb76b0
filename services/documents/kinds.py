"""The kinds of document of the demonstration zone, with the code of their numbering series."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentKind:
    label: str
    """Its name for people."""
    code: str
    """The series within an organ's numbering: 示创审〔2025〕12号; one series a kind."""


KINDS: dict[str, DocumentKind] = {
    "creation_application": DocumentKind("创建申请", "示创申"),
    "nominee_list": DocumentKind("可行性论证意见及创建名单", "示创荐"),
    "not_shortlisted": DocumentKind("未列入创建名单告知书", "示创告"),
    "leading_group_consent": DocumentKind("领导小组同意意见", "示领同"),
    "leading_group_decline": DocumentKind("领导小组不同意意见", "示领复"),
    "consultation_letter": DocumentKind("征求意见函", "示征函"),
    "opinion_reply": DocumentKind("反馈意见函", "示征复"),
    "creation_approval": DocumentKind("同意创建通知", "示创审"),
    "creation_refusal": DocumentKind("不同意创建通知", "示创复"),
    "acceptance_application": DocumentKind("验收申请材料", "示验申"),
    "acceptance_examination": DocumentKind("省级审核意见", "示审核"),
    "acceptance_submission": DocumentKind("向总局提交申请", "示提交"),
    "return_notice": DocumentKind("退回通知及改进意见", "示验退"),
    "panel_notice": DocumentKind("专家评审组组建通知", "示评通"),
    "evaluation_report": DocumentKind("评估验收报告", "示评报"),
    "evaluation_feedback": DocumentKind("评估验收反馈意见", "示评馈"),
    "public_notice": DocumentKind("公示", "示公示"),
    "notice_correction": DocumentKind("公示期限更正公告", "示公更"),
    "public_notice_result": DocumentKind("公示结果记录", "示公结"),
    "objection_receipt": DocumentKind("异议受理回执", "示异回"),
    "objection_supplement_notice": DocumentKind("异议补正通知", "示异补"),
    "objection_not_accepted": DocumentKind("异议不予受理说明", "示异不"),
    "not_recognised": DocumentKind("不予认定及改进意见通知", "示不认"),
    "notice_amendment": DocumentKind("公示更正公告", "示公正"),
    "notice_withdrawal": DocumentKind("撤回公示公告", "示公止"),
    "identity_change": DocumentKind("园区名称或者创建主体变更报告", "示变更"),
    "reexamination_conclusion": DocumentKind("异议复核结论", "示异复"),
    "recognition": DocumentKind("认定文件", "示认定"),
    "announcement": DocumentKind("公布公告", "示公告"),
    "annual_report": DocumentKind("年度工作报告", "示年报"),
    "annual_report_receipt": DocumentKind("年度工作报告收悉函", "示年收"),
    "renewal_reminder": DocumentKind("复审提醒函", "示复提"),
    "renewal_application": DocumentKind("复审申请", "示复申"),
    "renewal_failed": DocumentKind("复审未通过通知", "示复告"),
    "renewal_recognition": DocumentKind("继续认定文件", "示续认"),
    "expiry_notice": DocumentKind("示范期届满通知", "示届满"),
    "article_7_check": DocumentKind("第七条核查表", "示核查"),
    "feasibility_opinion": DocumentKind("可行性论证意见", "示论证"),
    "supplement_notice": DocumentKind("补正通知", "示补正"),
    "early_acceptance_request": DocumentKind("提前验收申请", "示提申"),
    "early_acceptance_grant": DocumentKind("例外批准意见", "示提准"),
    "early_acceptance_decline": DocumentKind("不同意提前验收复函", "示提复"),
    "material_event_report": DocumentKind("重大事项报告", "示重报"),
    "material_event_receipt": DocumentKind("重大事项受理回执", "示重回"),
    "revocation_record": DocumentKind("撤销审查立案记录", "示撤立"),
    "revocation_statement": DocumentKind("陈述申辩意见", "示陈辩"),
    "revocation_closing": DocumentKind("撤销审查结案说明", "示撤结"),
    "revocation_decision": DocumentKind("撤销认定决定", "示撤定"),
    "revocation_announcement": DocumentKind("撤销认定公告", "示撤公"),
    "renewal_notice_withdrawal": DocumentKind("复审公示撤回公告", "示公撤"),
    "renunciation_application": DocumentKind("放弃示范区称号申请", "示弃申"),
    "renunciation_decision": DocumentKind("同意放弃示范区称号决定", "示弃定"),
    "decision_withdrawal": DocumentKind("撤回原决定的决定", "示定撤"),
    "withdrawal_letter": DocumentKind("撤回申请书", "示撤申"),
    "withdrawal_confirmation": DocumentKind("撤回申请确认书", "示撤回"),
    "work_plan": DocumentKind("创建活动工作方案", "示方案"),
    "indicator_system": DocumentKind("创建评估指标体系", "示指标"),
    "nominee_list_letter": DocumentKind("创建名单及报送函", "示创单"),
    "notice_list": DocumentKind("公示公告", "示公单"),
}
