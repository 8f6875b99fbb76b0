"""Chinese for stored keys that pages show. Every key that can reach a page has a word here."""

WORDS = {
    "planned": "待发送",
    "sent": "已发出",
    "delivered": "已送达",
    "failed": "未成功",
    "ordered": "待制作",
    "stored": "已制成",
    "running": "公示中",
    "ended": "已结束",
    "withdrawn": "已撤回",
    "inbox": "站内消息",
    "mail": "邮件",
    "working_days": "公示期（工作日）",
    "term_number": "第几个示范期",
    "year": "报告年度",
}
"""State or channel of a notification, state of a document or notice, parameter of a date rule → word."""
