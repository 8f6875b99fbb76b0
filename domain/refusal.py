"""A refusal is a value: what, why (with its citation) and what to do instead."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.citation import Basis

NOT_OPEN = "该事项已办结或者不存在，未作任何变更。"
"""What a case says of a task it does not hold open."""


class RefusalKind(StrEnum):
    """What stands in the way. The web maps each kind to one status code."""

    WRONG_ACTOR = "wrong_actor"
    WRONG_STAGE = "wrong_stage"
    ALREADY_DONE = "already_done"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    RULE = "rule"
    MALFORMED = "malformed"


class Refusal(BaseModel):
    """Why an act is turned away. ``basis`` may be empty only for ``MALFORMED``."""

    model_config = ConfigDict(frozen=True)

    kind: RefusalKind
    text: str
    basis: Basis = ()
    remedy: str = ""
