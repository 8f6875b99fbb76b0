"""View models of substitutions (代理)."""

from datetime import date, datetime

from pydantic import BaseModel

from api.views import FileView


class KindView(BaseModel):
    key: str
    label: str


class SubstitutionView(BaseModel):
    """One order; it serves what was put to the office within its days, until it is revoked.

    Days are in Asia/Shanghai, both included; ``kinds`` is empty for every matter of the office, ``principal`` null
    where the whole office is replaced.
    """

    id: str
    organisation: str
    principal: str | None
    substitute: str
    substitute_account: str
    substitute_office: str
    kinds: list[KindView]
    case_id: str | None
    first_day: date
    last_day: date
    order: str
    file: FileView
    entered_at: datetime
    revoked_at: datetime | None
    revocation_reason: str | None
    state_label: str
    may_revoke: bool
