"""常用筛选: filters of the list of cases that somebody keeps under names of their own. One way for page and JSON."""

from datetime import datetime

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from api.case_listing import CaseQuery, in_words
from api.deps import Body, Services
from api.errors import FieldError, malformed, not_found
from api.registering import Act, done_once
from db.models import SavedFilter
from db.queries import case_filters
from domain.roles import Actor

MOST = 20
LONGEST_NAME = 50


class NewFilter(Body):
    """A filter to keep; one of the same name is replaced."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    query: CaseQuery


class SavedFilterView(BaseModel):
    """``words``: what it filters by, for people."""

    id: str
    name: str
    query: CaseQuery
    words: str
    created_at: datetime


async def shown(services: Services, actor: Actor) -> list[SavedFilterView]:
    """The actor's own, by name."""
    async with services.register.read() as session:
        return [_view(each) for each in await case_filters.of_account(session, actor.id)]


async def save(services: Services, actor: Actor, form: NewFilter, *, request_id: str) -> SavedFilterView:
    """Keep a filter. Raises 422 for a name of nothing but spaces, and beyond ``MOST``."""
    name = form.name.strip()
    if not name:
        raise malformed("请填写名称，未作任何变更。", _wrong("请填写名称"))
    act = _act(actor, "filter.save", name, request_id)

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await case_filters.named(session, actor.id, name)
        if row is None:
            if len(await case_filters.of_account(session, actor.id)) >= MOST:
                raise malformed(
                    f"常用筛选最多保存{MOST}个（系统策略），请先删除不再使用的。", _wrong(f"最多保存{MOST}个")
                )
            row = SavedFilter(id=f"filter-{request_id}", account_id=actor.id, name=name, created_at=now)
            session.add(row)
        row.query = form.query.model_dump(mode="json", exclude_defaults=True)
        await session.flush()
        return f"保存常用筛选“{name}”：{in_words(form.query) or '全部案件'}"

    async def show(session: AsyncSession) -> SavedFilterView:
        row = await case_filters.named(session, actor.id, name)
        if row is None:  # kept under this request, and removed since
            raise not_found("该常用筛选")
        return _view(row)

    return await done_once(services, act, change, show)


async def remove(services: Services, actor: Actor, filter_id: str, *, request_id: str) -> SavedFilterView:
    """Keep a filter no longer; answers what it was. Raises 404."""
    async with services.register.read() as session:
        found = await case_filters.one(session, actor.id, filter_id)
    if found is None:
        raise not_found("该常用筛选")
    was = _view(found)

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await case_filters.one(session, actor.id, filter_id)
        if row is not None:
            await session.delete(row)
        return f"删除常用筛选“{was.name}”"

    async def show(session: AsyncSession) -> SavedFilterView:
        return was

    return await done_once(services, _act(actor, "filter.remove", filter_id, request_id), change, show)


def _act(actor: Actor, action: str, target: str, request_id: str) -> Act:
    return Act(actor=actor, action=action, target=target, request_id=request_id, basis=(), refusal=None)


def _wrong(text: str) -> FieldError:
    return FieldError(loc=["body", "name"], code="name", message=text)


def _view(row: SavedFilter) -> SavedFilterView:
    query = CaseQuery.model_validate(row.query)
    return SavedFilterView(id=row.id, name=row.name, query=query, words=in_words(query), created_at=row.created_at)
