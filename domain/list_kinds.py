"""Every kind of list of every programme by its key: what a stored list or a page refers to."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from domain.case_lists import MOST, EntryForm, ListKind
from domain.pilot.project_lists import PROJECTS
from domain.procedure.forms import Name
from domain.task import Form
from domain.zone.park_lists import NOMINEES, NOTICE

LIST_KINDS: dict[str, ListKind] = {kind.key: kind for kind in (NOMINEES, NOTICE, PROJECTS)}


def _known(key: str) -> str:
    if key not in LIST_KINDS:
        raise PydanticCustomError("enum", "not a kind of list", {"expected": "、".join(LIST_KINDS)})
    return key


class NewList(Form):
    """Every entry once, every rank once."""

    kind: Annotated[str, AfterValidator(_known)] = Field(title="名单种类", json_schema_extra={"enum": list(LIST_KINDS)})
    title: Name = Field(title="名单标题")
    entries: list[EntryForm] = Field(title="列入名单的案件", min_length=1, max_length=MOST)
