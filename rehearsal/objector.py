"""Somebody of the public who objects in a rehearsal: once to each notice, on the day of it that was chosen."""

from datetime import datetime
from typing import Any

from contracts.rehearsal import Objections, Order
from domain.procedure.notice_days import LATE, instant_of
from domain.procedure.objections import OBJECT
from domain.procedure.state import Notice
from domain.roles import ANYONE, Role
from domain.task import Act
from rehearsal.answers import objection


class Objector:
    """``order`` says whether there is one, and when they object."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._objected: set[str] = set()
        """Ids of the notices objected to."""

    def objects_at(self, case: Any) -> datetime | None:
        """When, to the notice that the case has now (UTC); None where there is nothing to object to any more."""
        notice = self._notice(case)
        return instant_of(notice, self._order.objection_day) if notice else None

    def objection(self, case: Any, now: datetime) -> Act | None:
        """What is sent at ``now``: through the invitation that stands then, where its time has come."""
        notice, due = self._notice(case), self.objects_at(case)
        if notice is None or due is None or now < due or notice.ended is not (self._order.objection_day == LATE):
            return None
        invited = next((task for task in case.tasks if task.audience.role is Role.PUBLIC), None)
        if invited is None:
            return None
        self._objected.add(notice.id)
        return Act(task_id=invited.id, action=OBJECT, actor=ANYONE, data=objection(len(self._objected)))

    def _notice(self, case: Any) -> Notice | None:
        if self._order.objections is Objections.NONE:
            return None
        notice: Notice | None = case.current.notice
        return None if notice is None or notice.id in self._objected else notice
