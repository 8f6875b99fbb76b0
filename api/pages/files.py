"""Files handed in with a form: kept at once, so that a form that comes back has not lost them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import UploadFile
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Uploaded

from api import files
from api.deps import Services
from api.errors import WebError
from api.pages.forms.check import FieldError
from db.models import StoredFile
from db.queries.files import by_id

KEPT = "attachment"
"""Name of the boxes that stand for files already kept."""
NEW = "files"
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
    for upload in _uploads(form.getlist(NEW)):
        try:
            kept.append(await files.store(services, upload, owner))
        except WebError as error:
            errors.append(FieldError(NEW, NEW, f"{upload.filename}：{error.problem.detail}"))
    return Handed(tuple(kept), tuple(errors))


def _uploads(parts: Sequence[object]) -> list[UploadFile]:
    """The files among the parts; a file input left empty sends one without a name."""
    return [UploadFile(each.file, filename=each.filename) for each in parts if isinstance(each, Uploaded) and each.filename]
