"""A form on a page of its own: shown, checked, read once more where that is asked for, sent, and shown again.

Nothing typed is lost on the way: whatever is wrong comes back on the same page, with what was filled in.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from starlette.responses import Response

from api.errors import Problem, WebError
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.files import NEW
from api.pages.forms.answers import read_back
from api.pages.forms.check import FieldError, check, id_of
from api.pages.forms.controls import Control, controls_of
from api.pages.forms.shape import Question
from api.pages.forms.typed import defaults, typed
from api.pages.shelf import Shelf
from domain.task import Form

F = TypeVar("F", bound=Form)
_FILES = frozenset({"file", "attachments", "evidence"})
"""What the API calls the files of a request."""
Missing = Callable[[Draft], tuple[FieldError, ...]]
"""What is wrong beside the form itself."""
TRY_AGAIN = frozenset({403, 409, 422, 503})
"""Statuses after which the form comes back with what was typed; anything else is a page of its own."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands on its page. ``answers`` are set where it is read once more, else ``controls``.
    ``saved_at``: the instant (UTC) at which what is in it was put by as a draft."""

    draft: Draft
    controls: tuple[Control, ...] = ()
    answers: list[tuple[str, list[str]]] | None = None
    errors: tuple[FieldError, ...] = ()
    problem: Problem | None = None
    saved_at: datetime | None = None
    begins_filled: bool = False
    """Whether it begins with what was said before."""

    @property
    def content(self) -> dict[str, Any]:
        """What a template is given, the status of the response with it."""
        return {
            "draft": self.draft,
            "controls": self.controls,
            "answers": self.answers,
            "errors": self.errors,
            "messages": {each.name: each.message for each in self.errors},
            "problem": self.problem,
            "saved_at": self.saved_at,
            "begins_filled": self.begins_filled,
            "status": self.problem.status if self.problem else (422 if self.errors else 200),
        }


@dataclass(frozen=True, slots=True)
class Entering(Generic[F]):
    """How a form is entered: ``show`` draws its page, ``send`` does what it is for and says where to go on."""

    form: type[F]
    questions: tuple[Question, ...]
    show: Callable[[Filled], Awaitable[Response]]
    send: Callable[[F, Draft], Awaitable[Response]]
    look: Callable[[F, Filled], Awaitable[Response]] | None = None
    """Draws what is to be read once more before it is sent; without it the form is sent at once."""
    insists: bool = True
    """Whether everybody must look at it; else whoever asks to."""
    missing: Missing = lambda draft: draft.errors
    """Unless it is said otherwise, files that could not be taken."""
    shelf: Shelf | None = None
    """Where it lies until it is sent; without one it lasts as long as its page."""

    async def blank(
        self,
        *,
        before: Mapping[str, Any] | None = None,
        errors: tuple[FieldError, ...] = (),
        problem: Problem | None = None,
    ) -> Response:
        """The form as it is first shown, or as it was left; with what is wrong with something else on its page.

        ``before``: data of the form (JSON mode) with which it begins, where something was said before.
        """
        if self.shelf and (found := await self.shelf.read()):
            draft, saved_at = found
            return await self.show(replace(self._filled(draft, errors, problem), saved_at=saved_at))
        values = defaults(self.questions) | typed(self.questions, before or {})
        filled = self._filled(drafts.blank(values), errors, problem)
        return await self.show(replace(filled, begins_filled=bool(before)))

    async def received(self, draft: Draft) -> Response:
        """More rows, a last look, the act itself, or nothing yet: whatever the pressed button says."""
        if self.shelf and (done := await self.shelf.received(draft)):
            return done
        if draft.more or draft.step == "edit":
            return await self._form(draft)
        checked = check(self.form, draft.values, self.questions)
        errors = (*checked.errors, *self.missing(draft))
        if checked.form is None or errors:
            return await self._form(draft, errors=errors)
        assert isinstance(checked.form, self.form)
        try:
            if self.look and draft.step != "send" and (self.insists or draft.step == "look"):
                answers = read_back(self.questions, checked.form.model_dump(mode="json"))
                return await self.look(checked.form, Filled(draft, answers=answers))
            return await self._sent(checked.form, draft)
        except WebError as error:
            if error.problem.status not in TRY_AGAIN:
                raise
            return await self._form(draft, errors=_at_inputs(self.questions, error.problem), problem=error.problem)

    async def _sent(self, form: F, draft: Draft) -> Response:
        answer = await self.send(form, draft)
        if self.shelf:
            await self.shelf.clear()
        return answer

    async def _form(
        self, draft: Draft, *, errors: tuple[FieldError, ...] = (), problem: Problem | None = None
    ) -> Response:
        return await self.show(self._filled(draft, errors, problem))

    def _filled(self, draft: Draft, errors: tuple[FieldError, ...], problem: Problem | None) -> Filled:
        messages = {each.name: each.message for each in errors}
        return Filled(
            draft, controls_of(self.questions, draft.values, messages, draft.more), errors=errors, problem=problem
        )


def of_files(what: str, *, least: int) -> Missing:
    """One file at most goes with the form, and ``least`` (0 or 1) at least; ``what`` it is called."""

    def missing(draft: Draft) -> tuple[FieldError, ...]:
        if draft.errors or least <= len(draft.files.kept) <= 1:
            return draft.errors
        message = f"{what}只上传一份" if draft.files.kept else f"请上传{what}，只上传一份"
        return (FieldError(NEW, NEW, message),)

    return missing


def _at_inputs(questions: Sequence[Question], problem: Problem) -> tuple[FieldError, ...]:
    """What the service knows better than the form, at its input; what belongs to no input leads to the summary."""
    titles = {each.name: each.title for each in questions}
    found = []
    for each in problem.errors:
        name = next((str(part) for part in each.loc if part in titles or part in _FILES), "")
        if name in titles:
            found.append(FieldError(name, id_of(name), f"“{titles[name]}”：{each.message}"))
        else:
            found.append(FieldError(*((NEW, NEW) if name else ("", "error-summary")), each.message))
    return tuple(found)
