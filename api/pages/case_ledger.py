"""支持和推广台账: one line of the ledger of a case with its entries, and the form for another entry.

The lines stand on the page of the case.
"""

from functools import partial
from itertools import groupby
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import case_ledger, reading
from api.deps import After, Services, Web
from api.identity import Identity, SignedIn
from api.ledger_views import CaseLineView
from api.pages import drafts
from api.pages.entering import Entering
from api.pages.ledgers import Entry, LedgerPages
from domain.ledger import DeedForm

router = APIRouter(prefix="/cases/{case_id}/ledger/{line}")
_NOTE = "办法没有规定期限，不存在到期和逾期，也不影响任何事项的办理。"
_ENTRY = Entry("记载所做的工作", f"记载后不能更改或者删除；有误的，请再记载一次说明。{_NOTE}")


class Sentences(NamedTuple):
    """The ledger on the page of a case, the lines of one sentence together. ``still``: nothing is recorded there, and
    the one who asks cannot record anything."""

    told: list[list[CaseLineView]]
    still: list[list[CaseLineView]]


async def sentences(services: Services, me: Identity, case_id: str) -> Sentences:
    """The lines that the page of a case shows. Raises 404."""
    found = await case_ledger.case_lines(services, me.actor, case_id)
    every = [list(lines) for _, lines in groupby(found, key=lambda line: line.named)]
    return Sentences([each for each in every if _tells(each)], [each for each in every if not _tells(each)])


def _tells(lines: list[CaseLineView]) -> bool:
    return any(line.total or line.may_enter for line in lines)


@router.get("")
async def one_line(
    request: Request, services: Web, me: SignedIn, case_id: str, line: str, after: After = None
) -> Response:
    it = await case_ledger.one_line(services, me.actor, case_id, line)
    case = await reading.one_case(services, me.actor, case_id)
    return await _pages(request, services, me, case_id, it).shown(
        partial(case_ledger.some_entries, services, me.actor, case_id, line),
        after,
        back=(f"/cases/{case_id}", case.subject.name),
        note=f"由{it.kept_by}{it.when}记载（系统策略）。{_NOTE}",
        may_enter=it.may_enter,
    )


@router.get("/new")
async def new_entry(request: Request, services: Web, me: SignedIn, case_id: str, line: str) -> Response:
    entering = await _entering(request, services, me, case_id, line)
    return await entering.blank()


@router.post("/new")
async def enter(request: Request, services: Web, me: SignedIn, case_id: str, line: str) -> Response:
    entering = await _entering(request, services, me, case_id, line)
    return await entering.received(await drafts.received(request, services, me.account.id))


def _pages(request: Request, services: Services, me: Identity, case_id: str, line: CaseLineView) -> LedgerPages:
    return LedgerPages(request, services, me, f"/cases/{case_id}/ledger/{line.key}", line, _ENTRY)


async def _entering(request: Request, services: Services, me: Identity, case_id: str, key: str) -> Entering[DeedForm]:
    """The form, with its page. Raises 403, 404, 409."""
    line = await case_ledger.one_to_enter(services, me.actor, case_id, key)

    async def send(form: DeedForm, file_id: str | None, id_: str) -> None:
        await case_ledger.enter(services, me.actor, case_id, key, form, file_id, request_id=id_)

    return _pages(request, services, me, case_id, line).entering(DeedForm, f"已有记载{line.total}条。", send)
