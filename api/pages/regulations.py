"""条例: operations load its draft, of which nothing runs (第四十二条); its duties with all governments and with one."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from api import duty_table, government_sheets, provinces
from api.deps import Services, Web, request_id
from api.duty_table import DutyQuery
from api.duty_table_sheet import in_chinese
from api.duty_table_views import DutyCell, DutyClause, DutyTableView
from api.errors import basis_views
from api.government_sheet_views import SheetClause
from api.identity import Identity, SignedIn
from api.pages import drafts, narrowing
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.narrowing import ALL, among
from api.pages.rendering import page
from domain.citation import numeral
from domain.province import art40_duty_dates, art42_adoption
from domain.province.case import RegulationCase
from domain.province.clause import Level, Modality
from domain.province.clauses import CLAUSES
from domain.province.standing import Standing
from domain.task import NoData

router = APIRouter(prefix="/regulations")
_OVERDUE = "overdue"
_TITLE = RegulationCase.model_fields["title"].default
_Row = tuple[DutyClause, list[DutyCell | None]]
"""A clause with its cell of each government shown, in the order of the columns; none where all of them are alike."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in the boxes of the page, as it was sent."""

    under: str = ""
    level: str = ""
    article: str = ""
    modality: str = ""
    state: str = ""

    @property
    def query(self) -> DutyQuery:
        """What nobody offers is not chosen."""
        return DutyQuery(
            under=self.under,
            level=among(Level, self.level),
            article=int(self.article) if self.article.isdecimal() and self.article.isascii() else None,
            modality=among(Modality, self.modality),
            state=among(Standing, self.state),
            overdue=self.state == _OVERDUE,
        )

    def but(self, **other: str) -> str:
        """The query of the same page with something else chosen."""
        return narrowing.but(self, **other)

    @property
    def asked(self) -> str:
        """The same in the words of the API."""
        return self.but(state="", overdue="true") if self.state == _OVERDUE else self.but()


def _chosen(
    under: Annotated[str, Query(max_length=100)] = "",
    level: Annotated[str, Query(max_length=50)] = "",
    article: Annotated[str, Query(max_length=3)] = "",
    modality: Annotated[str, Query(max_length=50)] = "",
    state: Annotated[str, Query(max_length=50)] = "",
) -> Chosen:
    return Chosen(under, level, article, modality, state)


@router.get("/new")
async def new_regulation(request: Request, services: Web, me: SignedIn) -> Response:
    return await _opening(request, services, me).blank()


@router.post("/new")
async def open_regulation(request: Request, services: Web, me: SignedIn) -> Response:
    draft = await drafts.received(request, services, me.account.id)
    return await _opening(request, services, me).received(draft)


def _opening(request: Request, services: Services, me: Identity) -> Entering[NoData]:
    async def show(filled: Filled) -> Response:
        provinces.refuse_others(me.actor)
        return await page(
            request,
            services,
            me,
            "regulation_opening",
            f"载入《{_TITLE}》草案",
            count=len(CLAUSES),
            case_id=provinces.CASE_ID,
            may_open=await provinces.may_open(services, me.actor),
            basis_places=basis_views(art42_adoption.BASIS),
            **filled.content,
        )

    async def send(form: NoData, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        case_id = await provinces.open_regulation(services, me.actor, sent)
        return RedirectResponse(f"/cases/{case_id}", 303)

    return Entering(NoData, (), show, send)


@router.get("/{key}")
async def duties(
    request: Request, services: Web, me: SignedIn, key: str, chosen: Annotated[Chosen, Depends(_chosen)]
) -> Response:
    wanted = chosen.query
    view = (await duty_table.table(services, me.actor, key, wanted)).view
    return await page(
        request,
        services,
        me,
        "regulation",
        f"职责表：{view.title}",
        table=view,
        groups=_groups(view),
        chosen=chosen,
        words=in_chinese(view, wanted),
        unders=_unders(view),
        levels=(ALL, *((each.value, each.label) for each in Level)),
        articles=(ALL, *((str(each), f"第{numeral(each)}条") for each in view.articles)),
        modalities=(ALL, *((each.value, each.label) for each in Modality)),
        states=(ALL, *((each.value, each.label) for each in Standing), (_OVERDUE, "逾期")),
        basis_places=basis_views(art42_adoption.BASIS),
    )


def _unders(view: DutyTableView) -> tuple[tuple[str, str], ...]:
    """Those to choose from: everybody's own column, and where there is something below it, that too."""
    found = (
        (each.organisation, f"{each.name}和直接下级{each.below}个" if each.below else each.name)
        for each in view.all_governments
    )
    return (("", "最高一级和直接下级"), *found)


def _groups(view: DutyTableView) -> list[tuple[str, list[_Row]]]:
    """The rows of each article under its chapter, in the order of the text."""
    return [
        (_heading(chapter, article), [_row(view, each) for each in clauses])
        for (chapter, article), clauses in groupby(view.clauses, lambda each: (each.chapter, each.article))
    ]


def _heading(chapter: str, article: int | None) -> str:
    return f"{chapter}　{f'第{numeral(article)}条' if article else '现行文本已无的条款'}"


def _row(view: DutyTableView, clause: DutyClause) -> _Row:
    cells = {each.government: each for each in clause.cells}
    return clause, [cells.get(each.organisation) for each in view.governments] if cells else []


@router.get("/{key}/governments/{organisation}")
async def government(request: Request, services: Web, me: SignedIn, key: str, organisation: str) -> Response:
    """What is asked of one government, on one sheet to be printed."""
    found = await government_sheets.sheet(services, me.actor, key, organisation)
    chapters: list[tuple[str, list[SheetClause]]] = [
        (chapter, list(clauses)) for chapter, clauses in groupby(found.clauses, lambda each: each.chapter)
    ]
    return await page(
        request,
        services,
        me,
        "government",
        f"职责清单：{found.name}",
        sheet=found,
        chapters=chapters,
        basis_places=basis_views(art40_duty_dates.BASIS),
    )
