"""What the pages of every ledger have in common: one line with its entries, and the form for another entry."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.deps import Services, cursor, read_cursor, request_id, row_number
from api.identity import Identity
from api.ledger_views import EntryView, LineView
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled, of_files
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.ledger import EntryForm

E = TypeVar("E", bound=EntryForm)
_PAGE = 20
_EVIDENCE = "佐证文件"
Start = tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page of a form says of it."""

    label: str
    note: str


@dataclass(frozen=True, slots=True)
class LedgerPages:
    """The pages of one line of a ledger, for one visitor."""

    request: Request
    services: Services
    me: Identity
    address: str
    """Of the line."""
    line: LineView
    entry: Entry

    async def shown(
        self,
        found: Callable[[Start, int], Awaitable[Sequence[EntryView]]],
        after: str | None,
        *,
        back: tuple[str, str],
        note: str,
        may_enter: bool,
    ) -> Response:
        """The line with a page of its entries; ``found`` gives them from a start on, at most so many."""
        entries = await found(read_cursor(after, date.fromisoformat, row_number), _PAGE + 1)
        last = entries[:_PAGE][-1] if len(entries) > _PAGE else None
        return await page(
            self.request,
            self.services,
            self.me,
            "ledger_line",
            self.line.name,
            line=self.line,
            entries=entries[:_PAGE],
            more=cursor(last.on, last.number) if last else "",
            address=self.address,
            back=back,
            note=note,
            entry=self.entry if may_enter else None,
            basis_places=[each.place for each in self.line.named],
        )

    def entering(self, form: type[E], about: str, enter: Callable[[E, str | None, str], Awaitable[Any]]) -> Entering[E]:
        """The form, read once more before ``enter`` is given it, with the file's id and the id of the request."""

        async def show(filled: Filled) -> Response:
            return await page(
                self.request,
                self.services,
                self.me,
                "entry",
                f"{self.entry.label}：{self.line.name}",
                entry=self.entry,
                about=about,
                file=f"{_EVIDENCE}（选填）",
                back=(self.address, self.line.name),
                basis_places=[each.place for each in self.line.named],
                **filled.content,
            )

        async def send(filled: E, draft: Draft) -> Response:
            (file_id,) = draft.files.ids or (None,)
            await enter(filled, file_id, request_id(self.me.account.id, draft.key))
            return RedirectResponse(self.address, 303)

        return Entering(
            form,
            questions_of(form),
            show,
            send,
            look=lambda form, filled: show(filled),
            missing=of_files(_EVIDENCE, least=0),
        )
