"""案件列表: what it is filtered by, its lines, and how many there are. One way for page, JSON and exports."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from api import present
from api.deps import Body, Services
from api.regions import region_name
from api.views import MilestoneView, SubjectView
from api.words import PROGRAMMES, STAGES
from db.models import Case
from db.queries import cases, tasks
from db.queries.cases import CaseFilter
from domain.dates import local_date
from domain.deadline import Deadline
from domain.roles import Actor, Role

COUNTED = 1000
"""How far a list is counted; beyond it, it says that there are more."""
_LONGEST_SPAN = 3660
_BATCH = 500
Start = tuple[datetime, str] | None


class CaseQuery(Body):
    """``region``: GB/T 2260 code. ``due_within``: days from today. ``overdue``: something was due before today."""

    q: str | None = Field(default=None, max_length=100)
    programme: str | None = Field(default=None, max_length=100)
    stage: str | None = Field(default=None, max_length=100)
    region: str | None = Field(default=None, pattern=r"^\d{6}$")
    due_within: int | None = Field(default=None, ge=0, le=_LONGEST_SPAN)
    overdue: bool = False

    def wanted(self, today: date) -> CaseFilter:
        """``today``: day in Asia/Shanghai. With both spans: overdue or due within."""
        spans = self.overdue or self.due_within is not None
        return CaseFilter(
            programme=self.programme or None,
            stage=self.stage or None,
            region=self.region or None,
            q=(self.q or "").strip() or None,
            due_from=None if self.overdue else today,
            due_until=today + timedelta(days=-1 if self.due_within is None else self.due_within) if spans else None,
        )


Word = Annotated[str | None, Query(max_length=100)]


def _asked(
    programme: Word = None,
    stage: Word = None,
    region: Annotated[str | None, Query(pattern=r"^\d{6}$", description="GB/T 2260 代码")] = None,
    q: Annotated[
        str | None, Query(max_length=100, description="名称、案件编号的一部分，名称的拼音或者拼音首字母，或者发文字号")
    ] = None,
    due_within: Annotated[int | None, Query(ge=0, le=_LONGEST_SPAN, description="几天以内到期")] = None,
    overdue: Annotated[bool, Query(description="有事项已经逾期")] = False,
) -> CaseQuery:
    return CaseQuery(programme=programme, stage=stage, region=region, q=q, due_within=due_within, overdue=overdue)


Asked = Annotated[CaseQuery, Depends(_asked)]
"""The filter in the address of a request."""


def offered(actor: Actor, chosen: str = "") -> dict[str, str]:
    """Key and label of the programmes a reader is offered: those of the texts they have anything to do with; and the
    one that is ``chosen`` already."""
    own = {*cases.programmes_of(actor), chosen}
    return {key: label for key, label in PROGRAMMES.items() if key in own}


class CaseLine(BaseModel):
    """A case in a list. ``due``: the earliest day on which something is due in it, past or to come; ``coming``: its
    next date from today on. Days in Asia/Shanghai."""

    id: str
    programme: str
    subject: SubjectView
    state: str
    waiting_for: list[str]
    due: date | None
    coming: MilestoneView | None
    opened_at: datetime
    closed_at: datetime | None


class CaseCount(BaseModel):
    """``number`` of cases, or of as many as were counted: then there are more."""

    number: int
    exact: bool

    @property
    def words(self) -> str:
        return f"共{self.number}件" if self.exact else f"超过{self.number}件"


async def counted(services: Services, actor: Actor, query: CaseQuery) -> CaseCount:
    """How many cases the list has that ``lines`` would show in all."""
    wanted = query.wanted(local_date(await services.clock.now()))
    async with services.register.read() as session:
        found = await cases.how_many(session, actor, wanted, COUNTED + 1)
    return CaseCount(number=min(found, COUNTED), exact=found <= COUNTED)


async def lines(services: Services, actor: Actor, query: CaseQuery, start: Start, limit: int) -> list[CaseLine]:
    """At most ``limit`` cases of those the actor may see, in the order in which they were opened, from after ``start``
    (opened_at, id)."""
    today = local_date(await services.clock.now())
    async with services.register.read() as session:
        rows = await cases.page(session, actor, query.wanted(today), start, limit)
        ids = [row.id for row in rows]
        due, waiting = await cases.next_due(session, ids), await tasks.open_in(session, ids)
    return [
        _line(row, sorted({Role(each.role).label for each in waiting[row.id]}), due.get(row.id), today) for row in rows
    ]


async def every_line(services: Services, actor: Actor, query: CaseQuery) -> AsyncIterator[list[CaseLine]]:
    """The whole list, some hundred lines at a time; no transaction stays open between them."""
    start: Start = None
    while found := await lines(services, actor, query, start, _BATCH):
        yield found
        start = (found[-1].opened_at, found[-1].id)


def _line(row: Case, waiting: list[str], due: date | None, today: date) -> CaseLine:
    return CaseLine(
        id=row.id,
        programme=row.programme,
        subject=present.subject(row),
        state=row.stage_label,
        waiting_for=waiting,
        due=due,
        coming=_coming(row.milestones, today),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _coming(kept: list[dict[str, Any]], today: date) -> MilestoneView | None:
    ahead = [each for each in kept if each["date"] >= today.isoformat()]
    if not ahead:
        return None
    return present.milestone(Deadline.model_validate(min(ahead, key=lambda each: str(each["date"]))))


def in_words(query: CaseQuery) -> str:
    """What a list is filtered by, for people; empty for the whole list."""
    asked = (
        f"“{query.q.strip()}”" if query.q and query.q.strip() else "",
        PROGRAMMES.get(query.programme or "", query.programme or ""),
        stage_label(query),
        region_name(query.region) if query.region else "",
        "已逾期" if query.overdue else "",
        f"{query.due_within}天内到期" if query.due_within is not None else "",
    )
    return "，".join(filter(None, asked))


def stage_label(query: CaseQuery) -> str:
    """The stage of a filter in words; empty where there is none, its key where nobody knows it."""
    if not query.stage:
        return ""
    known = [options for key, options in STAGES.items() if query.programme in (None, "", key)]
    return next((label for options in known for stage, label in options.items() if stage == query.stage), query.stage)
