"""What a person has filled in so far, carried from page to page until it is sent. Nothing typed is lost.

Our own inputs begin with an underscore, which no field of a form can.
"""

import re
import secrets
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

from api.deps import Services, holds_nul, nul_error
from api.errors import malformed
from api.pages.files import Handed, take
from api.pages.forms.check import FieldError
from api.pages.forms.typed import Values

COMMENT, KEY, STEP, MORE = "_comment", "_key", "_step", "_more"
_LONGEST_COMMENT = 5000
_FILES, _FIELDS = 20, 5000
_FIT_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """``key`` makes two clicks one act. ``step`` is what the person asked for, ``more`` a list to lengthen."""

    values: Values
    comment: str
    key: str
    step: str = ""
    more: str = ""
    files: Handed = Handed(())

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """What is wrong beside the form itself."""
        if len(self.comment) <= _LONGEST_COMMENT:
            return self.files.errors
        return (FieldError(COMMENT, COMMENT, f"“说明”最多{_LONGEST_COMMENT}个字"), *self.files.errors)


def blank(values: Values) -> Draft:
    return Draft(values, "", new_key())


def new_key() -> str:
    return secrets.token_urlsafe(16)


async def received(request: Request, services: Services, owner: str) -> Draft:
    """The draft of a request; its files are kept for ``owner``. Raises ``WebError`` 422 for U+0000."""
    async with request.form(max_files=_FILES, max_fields=_FIELDS) as form:
        values = _values(form)
        if holds_nul(values):
            raise malformed("填报内容有误，未作任何变更。", nul_error(["body"]))
        files = await take(services, form, owner)
    own = {name: (values.get(name) or [""])[0] for name in (COMMENT, KEY, STEP, MORE)}
    return Draft(
        values={name: texts for name, texts in values.items() if not name.startswith("_")},
        comment=own[COMMENT].replace("\r\n", "\n").strip(),
        key=own[KEY] if _FIT_KEY.fullmatch(own[KEY]) else new_key(),
        step=own[STEP],
        more=own[MORE],
        files=files,
    )


def _values(form: FormData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            found.setdefault(name, []).append(text)
    return found
