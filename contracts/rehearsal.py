"""推演: what a page asks of the process that plays a case forward, and what it tells. Both are files of one folder.

The process is given nothing else: it does not know where the real register, the real engine or the mail server are.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.procedure.notice_days import NoticeDay

ORDER, STORY, REGISTER = "order.json", "story.json", "register.db"
"""Files of a rehearsal's folder."""
LIMIT_SECONDS = 240
"""A rehearsal takes no longer; whatever it has told by then stands."""
MOST_YEARS = 8


class Scenario(StrEnum):
    """What people do in it."""

    IN_TIME = "in_time"
    RETURNED = "returned"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return {
            "in_time": "都按时办理，结论都是肯定的",
            "returned": "在某一环节被退回或者否定一次，其余按时办理",
            "nothing": "从现在起谁也不办理",
        }[self]


class Objections(StrEnum):
    """What becomes of each public notice in it."""

    NONE = "none"
    REJECTED = "rejected"
    UPHELD = "upheld"

    @property
    def label(self) -> str:
        return {
            "none": "没有人提出异议",
            "rejected": "有人提出异议，复核认为异议不成立",
            "upheld": "有人提出异议，复核认为异议成立",
        }[self]


class Order(BaseModel):
    """One rehearsal, of one case as last recorded. ``state`` is what its workflow goes on from."""

    model_config = ConfigDict(frozen=True)

    id: str
    owner: str
    """Id of the account that asked for it; nobody else is shown it."""
    asked_at: datetime
    """By the clock of the machine, UTC: from then on it is kept a day."""
    case_id: str
    subject: str
    back: str
    """Path of the page it was asked for on."""
    workflow: str
    workflow_id: str
    state: dict[str, Any]
    starts_at: datetime
    """The platform's time."""
    until: date
    scenario: Scenario
    returned: str = ""
    """With ``RETURNED``: kind of task and name of the action, as ``kind.action``."""
    objections: Objections = Objections.NONE
    objection_day: NoticeDay = 1
    """Of each notice, the day on which somebody objects."""
    pace_days: int = Field(default=7, ge=1, le=180)
    """Days people take for each step."""


class Told(BaseModel):
    """One line of the dated story."""

    at: datetime
    sort: str
    """发生, 提醒, 通知, 文书, or 受阻 (an answer was refused)."""
    text: str
    basis: list[str] = Field(default_factory=list)
    to: list[str] = Field(default_factory=list)
    document: str = ""
    """Name of a file of the folder, of a document that was written."""


class Owed(BaseModel):
    """A duty still open at the end."""

    title: str
    whose: list[str] = Field(default_factory=list)
    """The offices that owe it."""
    due: date
    overdue: bool
    basis: list[str]


class Story(BaseModel):
    """What has been played so far; ``ended_at`` is null while it is played."""

    reached: datetime | None = None
    """The instant it has come to, in the time of the case."""
    ended_at: datetime | None = None
    """The same once it is over."""
    why: str = ""
    """Why it ended, for people."""
    failed: bool = False
    state: str = ""
    lines: list[Told] = Field(default_factory=list)
    owed: list[Owed] = Field(default_factory=list)
