"""View models of what everything is counted by: calendar releases, policies, and what another one would change."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel

from api.errors import BasisView
from api.views import FileView


class ReleaseFacts(BaseModel):
    year: int
    document_number: str
    issued_on: date
    days_off: list[date]
    make_up_workdays: list[date]


class ReleaseView(ReleaseFacts):
    imported_at: datetime


class MoveView(BaseModel):
    """What becomes of one date. ``outcome``: it moves, it is kept because already stated, its day is no longer
    provisional, or only what it rests on changes. ``told``: who is told, empty unless the day moves."""

    path: str
    label: str
    outcome: Literal["moved", "kept", "settled", "unmoved"]
    before: date
    before_provisional: bool
    after: date
    after_provisional: bool
    text: str
    told: list[str]


class CaseImpactView(BaseModel):
    case_id: str
    subject: str
    region: str
    region_name: str
    moves: list[MoveView]


class ImpactView(BaseModel):
    """``counts``: how many dates of each outcome."""

    cases: list[CaseImpactView]
    counts: dict[str, int]


class ReleaseImpactView(BaseModel):
    """``known``: the register had it already. ``applied``: this request wrote it."""

    release: ReleaseFacts
    known: bool
    applied: bool
    warnings: list[str]
    impact: ImpactView


class InterpretedView(BaseModel):
    """A parameter that an interpretation is about."""

    name: str
    label: str


class InterpretationView(BaseModel):
    """An interpretation (解释): its 文号, what it is called, and the version of the policy that brought it. ``file`` is
    the document itself, null when none was kept."""

    number: str
    title: str
    published_on: date
    parameters: list[InterpretedView]
    version: str
    file: FileView | None


class PolicyParameterView(BaseModel):
    """One parameter. ``source`` says 法规规定, 系统策略 or, with its 文号, the ``interpretation`` its value rests on;
    ``quote`` are the words of the text at ``basis``."""

    name: str
    id: str
    label: str
    value: Any
    words: str
    source: str
    interpretation: InterpretationView | None
    basis: BasisView | None
    quote: str
    note: str


class PolicyChangeView(BaseModel):
    name: str
    label: str
    before: str
    after: str


class PolicyVersionView(BaseModel):
    """``proposed_by`` and ``decided_by`` are names of people. ``interpretation``: what the version brings, if any."""

    version: str
    based_on: str
    state: Literal["proposed", "approved", "declined"]
    state_label: str
    changes: list[PolicyChangeView]
    interpretation: InterpretationView | None
    reason: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_comment: str


class PolicyView(BaseModel):
    """The policy in force, every version ever proposed, and the interpretations of versions that came into force, the
    newest first."""

    programme: str
    title: str
    version: str
    regulation: str
    parameters: list[PolicyParameterView]
    versions: list[PolicyVersionView]
    interpretations: list[InterpretationView]


class PolicyImpactView(BaseModel):
    """``recorded``: this request wrote something. ``impact``: what the cases do once the version is in force."""

    version: PolicyVersionView
    recorded: bool
    impact: ImpactView
