"""Chinese for stored keys that pages show. Every key that can reach a page has a word here."""

from domain.programmes import PROGRAMMES as ALL

PROGRAMMES = {key: programme.label for key, programme in ALL.items()}
"""The kinds of cases by their keys, in the order in which they are offered."""
STAGES = {key: {each.value: each.label for each in programme.stages} for key, programme in ALL.items()}
"""Where each kind may stand: key → label."""

WORDS = {
    "planned": "待发送",
    "sent": "已发出",
    "delivered": "已送达",
    "failed": "未成功",
    "read": "已读",
    "coming": "到时发出",
    "served": "已到时，没有收件人",
    "cancelled": "不再发出（已办结或者改期）",
    "inherited": "不发出（早于在本平台办理）",
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
    "sms": "短信",
    "chat": "群机器人",
    "webhook": "业务系统回调",
}
"""State or channel of a notification, what becomes of a reminder or a date, state of a document or notice → word."""

_FATES = {
    ("mail", "delivered"): "邮件服务器已接收",
    ("chat", "delivered"): "群机器人已接收",
    ("webhook", "delivered"): "对方系统已接收",
    ("sms", "sent"): "短信网关已受理",
}


def fate(channel: str, state: str) -> str:
    """What became of a notification, in words that claim no more than is known: a server's word is no reader's."""
    return _FATES.get((channel, state)) or WORDS[state]
