"""Chinese for stored keys that pages show. Every key that can reach a page has a word here."""

from domain.programmes import DISTRICT_EVENT, INSTRUMENT, PILOT, PROVINCE_EVENT, ZONE

PROGRAMMES = {
    ZONE.key: "全国质量品牌提升示范区",
    PILOT.key: "长三角质量提升示范试点",
    INSTRUMENT.key: "工作方案和指标体系",
    DISTRICT_EVENT.key: "源城区质量强区事件",
    PROVINCE_EVENT.key: "湖北省质量促进事件",
}
"""The kinds of cases by their keys, in the order in which they are offered."""

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
