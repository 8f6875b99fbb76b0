"""案件列表: what one may see, filtered and cut into pages, with the filters one keeps and the ways to take it along."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api import case_imports, case_listing, districts, event_intake, provinces, saved_filters
from api.case_listing import CaseQuery
from api.deps import After, Services, Web, cursor, holds_nul, nul_error, read_cursor, request_id
from api.errors import WebError, malformed
from api.identity import Identity, SignedIn
from api.pages.drafts import new_key
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from api.regions import PROVINCES
from api.saved_filters import LONGEST_NAME, NewFilter
from api.words import PROGRAMMES, STAGES
from domain.dates import local_date
from domain.roles import NATIONAL

router = APIRouter()
_PAGE = 20
_OVERDUE = "overdue"
_SPANS = ("7", "30", "90")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the boxes of the page; ``stage`` with its programme before a dot, ``due`` in days."""

    q: str = ""
    programme: str = ""
    stage: str = ""
    province: str = ""
    due: str = ""

    @property
    def query(self) -> CaseQuery:
        of, _, within = self.stage.rpartition(".")
        return CaseQuery(
            q=self.q or None,
            programme=of or self.programme or None,
            stage=within or None,
            region=self.province or None,
            due_within=int(self.due) if self.due in _SPANS else None,
            overdue=self.due == _OVERDUE,
        )

    def address(self, **more: str) -> str:
        """Of the page with what is chosen, and ``more``."""
        return _address("/cases", {**asdict(self), **more})


def _chosen(
    q: Annotated[str, Query(max_length=100)] = "",
    programme: Annotated[str, Query(max_length=50)] = "",
    stage: Annotated[str, Query(max_length=50)] = "",
    province: Annotated[str, Query(max_length=6)] = "",
    due: Annotated[str, Query(max_length=10)] = "",
) -> Chosen:
    """What nobody offers is not chosen."""
    known = programme if programme in PROGRAMMES else ""
    return Chosen(
        q=q.strip(),
        programme=known,
        stage=_offered_stage(known, stage),
        province=province if province in PROVINCES else "",
        due=due if due in (_OVERDUE, *_SPANS) else "",
    )


def _offered_stage(programme: str, stage: str) -> str:
    """The option a stage stands for, with or without its programme; empty for one that is not offered."""
    values = [value for _, options in _stages(programme) for value, _ in options]
    return next((value for value in values if stage and stage in (value, value.rpartition(".")[2])), "")


def _stages(programme: str, of: Collection[str] = PROGRAMMES) -> list[tuple[str, list[tuple[str, str]]]]:
    """Programmes share names of stages: the value of an option says whose it is. ``of``: keys of those offered."""
    return [
        (PROGRAMMES[key], [(f"{key}.{stage}", label) for stage, label in options.items()])
        for key, options in STAGES.items()
        if programme in ("", key) and key in of
    ]


@router.get("/cases")
async def case_list(
    request: Request, services: Web, me: SignedIn, chosen: Annotated[Chosen, Depends(_chosen)], after: After = None
) -> Response:
    return await _show(request, services, me, chosen, after)


@router.post("/cases/filters")
async def save_filter(
    request: Request,
    services: Web,
    me: SignedIn,
    chosen: Annotated[Chosen, Depends(_chosen)],
    name: Annotated[str, Form(max_length=1000)] = "",
    request_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """The filter stands in the address, its name in the form."""
    if holds_nul(name):
        raise malformed("填报内容有误，未作任何变更。", nul_error(["body"]))
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        wrong = FieldError("name", "name", f"请填写名称（不超过{LONGEST_NAME}个字）")
        return await _show(request, services, me, chosen, None, name=name, errors=(wrong,))
    form = NewFilter(name=name.strip(), query=chosen.query)
    try:
        sent = request_id(me.account.id, request_key or new_key())
        await saved_filters.save(services, me.actor, form, request_id=sent)
    except WebError as error:
        found = tuple(FieldError("name", "name", each.message) for each in error.problem.errors)
        if not found:
            raise
        return await _show(request, services, me, chosen, None, name=name, errors=found)
    return RedirectResponse(chosen.address(), 303)


@router.post("/cases/filters/{filter_id}/remove")
async def remove_filter(services: Web, me: SignedIn, filter_id: str) -> Response:
    sent = request_id(me.account.id, f"remove-{filter_id}")
    await saved_filters.remove(services, me.actor, filter_id, request_id=sent)
    return RedirectResponse("/cases", 303)


async def _show(
    request: Request,
    services: Services,
    me: Identity,
    chosen: Chosen,
    after: str | None,
    *,
    name: str = "",
    errors: tuple[FieldError, ...] = (),
) -> Response:
    start = read_cursor(after, datetime.fromisoformat, str)
    query = chosen.query
    found = await case_listing.lines(services, me.actor, query, start, _PAGE + 1)
    shown = found[:_PAGE]
    offered = case_listing.offered(me.actor, query.programme or "")
    more = cursor(shown[-1].opened_at.isoformat(), shown[-1].id) if len(found) > _PAGE else ""
    return await page(
        request,
        services,
        me,
        "cases",
        "案件",
        status=422 if errors else 200,
        cases=shown,
        count=await case_listing.counted(services, me.actor, query),
        today=local_date(await services.clock.now()),
        first=chosen.address() if after else "",
        more=chosen.address(after=more) if more else "",
        chosen=chosen,
        words=case_listing.in_words(query),
        programmes=[("", "全部"), *offered.items()],
        stages=_stages(chosen.programme, offered),
        provinces=[("", "全部"), *((code, each) for code, each in PROVINCES.items() if code != NATIONAL)],
        spans=[("", "不限"), (_OVERDUE, "已逾期"), *((each, f"{each}天内到期") for each in _SPANS)],
        saved=[(each, _saved(each.query).address()) for each in await saved_filters.shown(services, me.actor)],
        save=_address("/cases/filters", asdict(chosen)),
        exports=[
            (label, _address(f"/api/v1/cases.{kind}", _asked(query)))
            for label, kind in (("XLSX", "xlsx"), ("CSV", "csv"))
        ],
        may_import=case_imports.may_propose(me.actor),
        loads_regulation=await provinces.may_open(services, me.actor),
        records_events=await event_intake.may_record(services, me.actor),
        loads_plans=districts.may_load(me.actor),
        name=name,
        errors=errors,
        request_key=new_key(),
    )


def _saved(query: CaseQuery) -> Chosen:
    """A kept filter in the boxes of the page."""
    return Chosen(
        q=query.q or "",
        programme=query.programme or "",
        stage=_offered_stage(query.programme or "", query.stage or ""),
        province=query.region or "",
        due=_OVERDUE if query.overdue else str(query.due_within or ""),
    )


def _asked(query: CaseQuery) -> dict[str, str]:
    """A filter in the words of the API."""
    asked = query.model_dump(mode="json", exclude_defaults=True)
    return {name: "true" if value is True else str(value) for name, value in asked.items()}


def _address(path: str, query: dict[str, str]) -> str:
    asked = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path
