"""台账挂图: the wall of a plan, filtered without scripts."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api import event_intake, wall
from api.deps import Web
from api.identity import SignedIn
from api.pages import narrowing
from api.pages.narrowing import ALL, among
from api.pages.rendering import page
from api.wall import WallQuery
from api.wall_cells import LEAD
from api.wall_sheet import in_chinese
from api.wall_views import Lateness, WallCell, WallMeasure, WallView
from domain.district.measures import ItemKey
from domain.district.parts import ItemStatus

router = APIRouter(prefix="/plans")
_Row = tuple[WallMeasure, list[WallCell | None]]
"""A measure with its cell of each unit shown, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the boxes of the page, as it was sent."""

    unit: str = ""
    measure: str = ""
    status: str = ""
    overdue: str = ""

    @property
    def query(self) -> WallQuery:
        """What nobody offers is not chosen."""
        return WallQuery(
            self.unit, among(ItemKey, self.measure), among(ItemStatus, self.status), among(Lateness, self.overdue)
        )

    def but(self, **other: str) -> str:
        """The query of the same page with something else chosen."""
        return narrowing.but(self, **other)


def _chosen(
    unit: Annotated[str, Query(max_length=100)] = "",
    measure: Annotated[str, Query(max_length=10)] = "",
    status: Annotated[str, Query(max_length=50)] = "",
    overdue: Annotated[str, Query(max_length=10)] = "",
) -> Chosen:
    return Chosen(unit, measure, status, overdue)


@router.get("/{plan_id}")
async def one_wall(
    request: Request, services: Web, me: SignedIn, plan_id: str, chosen: Annotated[Chosen, Depends(_chosen)]
) -> Response:
    wanted = chosen.query
    view = (await wall.wall(services, me.actor, plan_id, wanted)).view
    return await page(
        request,
        services,
        me,
        "wall",
        f"台账挂图：{view.title}",
        wall=view,
        groups=_groups(view),
        chosen=chosen,
        words=in_chinese(view, wanted),
        lead=LEAD,
        records_events=await event_intake.may_record(services, me.actor),
        units=(ALL, *((each.id, each.name) for each in view.all_units)),
        measures=(ALL, *((each.value, each.label) for each in ItemKey)),
        statuses=(ALL, *((each.value, each.label) for each in ItemStatus)),
        latenesses=(ALL, *((each.value, each.label) for each in Lateness)),
    )


def _groups(view: WallView) -> list[tuple[str, list[_Row]]]:
    """The rows of each group of the plan, in the order of the text."""
    found: dict[str, list[_Row]] = {}
    for measure in view.measures:
        by_unit = {each.unit: each for each in measure.cells}
        found.setdefault(measure.group, []).append((measure, [by_unit.get(each.id) for each in view.units]))
    return list(found.items())
