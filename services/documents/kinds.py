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
    "withdrawal_confirmation": DocumentKind("撤回申请确认书", "示撤回"),
}
