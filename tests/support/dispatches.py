"""Messages on their way to somebody, for tests of the channels."""

from datetime import UTC, datetime
from typing import Any

from services.notifications.channel import Dispatch, Reach

AT = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)
WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"
LINK = "https://zhicheng.example.gov.cn/cases/zone-js-1-case-1"


def a_dispatch(number: int = 1, *, to: str = "", secret: str = "", **changes: Any) -> Dispatch:
    """The notification ``number`` to somebody reached at ``to``."""
    fields: dict[str, Any] = {
        "id": f"notification-{number}",
        "case_id": "zone-js-1-case-1",
        "recipient": "示例一号园区管理委员会",
        "address": "（已登记）",
        "subject": "请填报年度工作报告：示例一号园区",
        "text": "正文，可能含有案件的细节。",
        "at": AT,
        "kind": "annual_report_before",
        "link": LINK,
        "account_id": f"account-{number}",
        "reach": Reach(address=to, secret=secret) if to else None,
    }
    return Dispatch(**fields | changes)
