"""What an act will cause, for people: before the click."""

from pydantic import BaseModel, Field

from api.errors import BasisView
from api.views import MilestoneView


class ForeseenDocument(BaseModel):
    title: str
    issuers: list[str]
    """Who signs it."""
    recipients: list[str]
    basis: list[BasisView]


class ForeseenNotice(BaseModel):
    subject: str
    recipients: list[str]


class ForeseenTask(BaseModel):
    label: str
    """What is to be done next."""
    whose: list[str]
    due: str
    """In words; empty where nothing limits it."""
    basis: list[BasisView]


class ForeseenView(BaseModel):
    """Everything one act leads to up to the next wait of the case; nothing of it has happened."""

    refusal: str = ""
    """Why the act would be turned away now; then nothing else is foreseen."""
    refusal_basis: list[BasisView] = Field(default_factory=list)
    state_before: str = ""
    state_after: str = ""
    documents: list[ForeseenDocument] = Field(default_factory=list)
    notices: list[ForeseenNotice] = Field(default_factory=list)
    dates: list[MilestoneView] = Field(default_factory=list)
    """Those that are new or another day than before, with their derivation."""
    next: list[ForeseenTask] = Field(default_factory=list)
    """What is waited for then; empty when nobody is asked for anything."""


class ForeseenBranch(BaseModel):
    """What follows when the answers are these: ``conditions`` in words, empty where nothing typed changes it."""

    conditions: list[str]
    foreseen: ForeseenView


class ForeseenAction(BaseModel):
    """One allowed answer; ``branches`` is empty where it can only be foreseen from what is filled in."""

    name: str
    label: str
    depends: bool
    """Whether something is to be filled in that may change what follows."""
    branches: list[ForeseenBranch]


class ForeseenTaskView(BaseModel):
    """What each allowed answer to a task would cause today."""

    task_id: str
    actions: list[ForeseenAction]
