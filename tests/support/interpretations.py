"""An interpretation (解释) by 总局, as the API takes it and as a policy carries it."""

from datetime import datetime
from typing import Any

from db.models import PolicyVersion
from db.session import Register
from domain.policy import ZonePolicy
from domain.zone.art29_interpretation import InterpretationForm
from services import policies

NUMBER = "国市监质解〔2025〕3号"
SOURCE = f"总局解释（{NUMBER}）"
RECORD: dict[str, Any] = {
    "number": NUMBER,
    "title": "关于征求意见反馈期限的解释",
    "published_on": "2025-10-08",
    "parameters": ["consultation_working_days"],
}


def interpreted(*names: str, number: str = NUMBER, base: ZonePolicy | None = None, **changes: Any) -> ZonePolicy:
    """``base`` (the deployed policy) as it stands once an interpretation about ``names`` counts."""
    form = InterpretationForm.model_validate(RECORD | {"parameters": list(names), "number": number})
    found = policies.changed(base or ZonePolicy(), changes, "2026-2", form)
    assert isinstance(found, ZonePolicy)
    return found


async def put_in_force(register: Register, policy: ZonePolicy, now: datetime) -> None:
    """The register as it is after a second person has approved the policy."""
    async with register.write() as session:
        row: PolicyVersion = policies.propose(ZonePolicy(), policy, "zone", "解释", "ops", now)
        row.state, row.decided_by, row.decided_at = "approved", "samr", now
        session.add(row)
