"""Files handed in with a form: kept at once, so that a form that comes back has not lost them."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from api import files
from api.deps import Services
from api.errors import WebError
from api.pages.forms.check import FieldError
from db.models import StoredFile
from db.queries.files import by_id

KEPT = "_attachment"
"""Name of the boxes that stand for files already kept."""
NEW = "_files"
"""Name of the file input."""


@dataclass(frozen=True, slots=True)
class Handed:
    """``kept`` are the files as they stand now; ``errors`` say which could not be taken."""

    kept: tuple[StoredFile, ...]
    errors: tuple[FieldError, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.kept)


async def take(services: Services, form: FormData, owner: str) -> Handed:
    """Keep the new files of a form beside those it kept before and still wants; only the owner's own count."""
    async with services.register.read() as session:
        known = await by_id(session, [each for each in form.getlist(KEPT) if isinstance(each, str)])
    kept = [each for each in known.values() if each.uploaded_by == owner]
    errors: list[FieldError] = []
    for part in form.getlist(NEW):
        if not isinstance(part, UploadFile) or not part.filename:  # an input left empty sends a part without a name
            continue
        try:
            kept.append(await files.store(services, await files.examine(part), owner))
        except WebError as error:
            errors.append(FieldError(NEW, NEW, f"{part.filename}：{error.problem.detail}"))
    return Handed(tuple(kept), tuple(errors))
