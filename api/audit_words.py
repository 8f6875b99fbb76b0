"""Chinese for what the audit log keeps as keys."""

from domain.date_change_kinds import KINDS
from domain.kinds import TASK_KINDS

OUTCOMES = {"done": "已办理", "refused": "未获准", "read": "已查看"}
ACTIONS = {
    "case.open": "发起案件",
    "objection.object": "提出异议",
    "calendar.import": "导入节假日安排",
    "policy.propose": "提出策略变更",
    "policy.approve": "批准策略变更",
    "policy.decline": "不同意策略变更",
    "substitution.enter": "登记代理",
    "substitution.revoke": "撤销代理",
    "park.create": "登记园区",
    "park.body": "登记园区的另一创建主体",
    "park.succession": "登记园区的合并、分立",
    "park.fact_record": "录入园区的第七条情形",
    "park.fact_determine": "录入园区第七条情形的认定结果",
    "park.fact_delist": "录入园区移出名单",
    "list.create": "建立名单",
    "expert.enter": "登记专家",
    "expert.employer": "登记专家的工作单位变更",
    "expert.leave": "将专家移出专家库",
    "deliverable.enter": "记载共同工作的进展",
    "ledger.enter": "记载支持和推广台账",
    "session.open": "登录",
    "session.end": "退出或者结束登录",
    "session.read": "查看账号的登录",
    "password.change": "更改密码",
    "account.add": "建立账号",
    "account.reset": "重设账号的初始密码",
    "account.disable": "停用账号",
    "account.enable": "恢复账号",
    "account.link": "关联统一身份",
    "feed.make": "建立日历订阅",
    "feed.revoke": "撤销日历订阅",
    "file.upload": "上传文件",
    "document.reprint": "重新制发文书",
    "table.export": "导出表格",
    "file.read": "查看文件",
    "evidence.read": "查看异议举证材料",
    "objection.read": "查看异议内容",
    "contact.read": "查看备案表联系人",
    "import.propose": "提出批量接入",
    "import.confirm": "确认批量接入",
    "import.decline": "不予批量接入",
    "import.row": "接入在办案件",
    "filter.save": "保存常用筛选",
    "filter.remove": "删除常用筛选",
    "delivery.export": "导出送达记录",
    "inbox.read": "查看站内消息",
    "notification.choose": "更改通知设置",
    "notification.enter": "登记通知的接收地址",
    "notification.remove": "删除通知的接收地址",
    "delivery.told": "另行通知",
    "audit.read": "查看审计记录",
    "audit.export": "导出审计记录",
    "audit.verify": "核验审计记录",
    "clock.move": "拨动沙盘时钟",
    "request": "访问",
}
"""Everything but the answers to tasks and the changes of dates, which have their own labels."""
_OTHER = "其他"
"""Of an entry written by another version of the program."""


def action(key: str) -> str:
    """What was done, in words; the entry's own text says to what."""
    subject, _, name = key.partition(".")
    if subject == "list" and key not in ACTIONS:
        return f"{action(name)}（名单）"
    if subject == "date" and name in KINDS:
        return f"{KINDS[name].label}期限"
    if subject in TASK_KINDS:
        kind = TASK_KINDS[subject]
        answer = kind.action(name)
        return f"{kind.label}：{answer.label}" if answer else kind.label
    return ACTIONS.get(key, _OTHER)
