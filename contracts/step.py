"""One step of a case: what a workflow did between two quiet points, written by one activity in one transaction.

A step carries the whole state of the case (the register projects lists, tasks, duties and milestones from
it) and orders for the outside world. Its identity is (workflow id, step number): written twice, it counts
once. Orders leave the house only after the workflow itself confirms the step (docs/adr/0005).
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from domain.orders import DocumentOrder, Event, NoticeOrder


class Step(BaseModel):
    """Everything one step writes."""

    workflow_id: str
    run_id: str
    number: int
    request_ids: tuple[str, ...] = ()
    """The messages this step answers."""
    at: datetime
    state: dict[str, Any]
    """The state of the case as JSON; ``programme`` names the model that loads it."""
    events: tuple[Event, ...] = ()
    notices: tuple[NoticeOrder, ...] = ()
    documents: tuple[DocumentOrder, ...] = ()
    vouches_for: int = 0
    """The last step that a workflow task before this one wrote: it is durable, and so are all before it. Steps of the
    same task are not, until the task is."""
    erase_contacts: bool = False
    """The contacts kept beside the case are erased with the step."""

    @property
    def fingerprint(self) -> str:
        """Tells this attempt at the step from another one (a crash may repeat a step a moment later).

        It is also the activity's result, so that the history itself bears witness to the step.
        """
        return f"{self.number}@{int(self.at.timestamp() * 1000):x}"
