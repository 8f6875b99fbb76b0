"""条款映射 before the click: every clause that would stand elsewhere in the text that is about to be entered."""

from api import acting
from api.deps import Services
from domain.province.art42_adoption import NewText, mapping, moves_of
from domain.province.case import RegulationCase
from domain.task import Form

_OF_THE_TEXT = RegulationCase.model_fields["programme"].default


async def previewed(services: Services, task_id: str, form: Form) -> list[dict[str, str]] | None:
    """The clauses with their numbers in the draft, before and after; None where the act enters no text.

    Raises 404.
    """
    _, row, _ = await acting.find(services, task_id)
    if not isinstance(form, NewText) or row.programme != _OF_THE_TEXT:
        return None
    return mapping(RegulationCase.model_validate(row.state), moves_of(form.renumbered))
