"""草稿: a form that is not sent yet waits for whoever fills it in, at any device, until it is sent or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import RedirectResponse, Response

from api.deps import Services
from api.pages.drafts import Draft
from api.pages.files import Handed
from db.models import SavedDraft
from db.queries import drafts
from db.queries.files import by_id

KEPT_FOR = timedelta(days=90)
"""After its last change; forms hold personal data, and one left so long is not coming back."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one account's draft of one form lies. ``place``: the path of the form's page."""

    services: Services
    account: str
    place: str

    async def read(self) -> tuple[Draft, datetime] | None:
        """The draft, and when it was last kept (UTC). A file that is not this account's has no place in it."""
        async with self.services.register.read() as session:
            row = await drafts.one(session, self.account, self.place)
            if row is None:
                return None
            files = await by_id(session, row.files)
        kept = tuple(files[each] for each in row.files if each in files and files[each].uploaded_by == self.account)
        return Draft(dict(row.typed), row.comment, row.key, files=Handed(kept)), row.saved_at

    async def keep(self, draft: Draft) -> None:
        """In place of the one before; what has lain too long goes."""
        now = await self.services.clock.now()
        row = SavedDraft(
            account_id=self.account,
            place=self.place,
            key=draft.key,
            typed=draft.values,
            comment=draft.comment,
            files=list(draft.files.ids),
            saved_at=now,
        )
        async with self.services.register.write() as session:
            await drafts.drop_older(session, now - KEPT_FOR)
            await session.merge(row)

    async def received(self, draft: Draft) -> Response | None:
        """Keep what came in, whatever it is for; the answer where that, or giving it up, is all it was sent for."""
        if draft.step == "discard":
            await self.clear()
        else:
            await self.keep(draft)
        if draft.step == "autosave":  # by the script of the page, which stays as it is
            return Response(status_code=204)
        return RedirectResponse(self.place, 303) if draft.step in {"keep", "discard"} else None

    async def clear(self) -> None:
        async with self.services.register.write() as session:
            await drafts.drop(session, self.account, self.place)


async def waiting_below(services: Services, account: str, folder: str) -> list[tuple[str, datetime]]:
    """The places of this account's drafts that begin with ``folder``, with the instants they were kept (UTC)."""
    async with services.register.read() as session:
        return [(each.place, each.saved_at) for each in await drafts.below(session, account, folder)]
