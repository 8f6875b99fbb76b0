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
    "superseded": "已被更正后的公示取代",
    "moved": "改期",
    "kept": "不提前",
    "settled": "不再暂定",
    "unmoved": "日期不变，依据更新",
    "inbox": "站内消息",
    "mail": "邮件",
}
"""State or channel of a notification, state of a document or notice, what becomes of a date → word."""
