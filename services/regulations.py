"""Reading what lies in ``regulations/``: the texts word for word, the deployed policy, data tables."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from domain.citation import Citation
from domain.policy import ZonePolicy

_FOLDER = Path(__file__).parents[1] / "regulations"


class ListItem(BaseModel):
    """One condition (P1…) or negative item (N1…) of 第七条."""

    model_config = ConfigDict(frozen=True)

    id: str
    term: str


class NegativeList(BaseModel):
    """第七条, item by item: four conditions and what must not have happened, the last item being 等."""

    model_config = ConfigDict(frozen=True)

    full_text: str
    positive_conditions: tuple[ListItem, ...]
    negative_items: tuple[ListItem, ...]
    severity_rule: str


@cache
def load_zone_policy() -> ZonePolicy:
    """The policy new cases start under.

    Raises ``ValueError`` for a file with a value out of range, or with fields other than the policy's own: a
    misspelt one would silently leave the default in force.
    """
    stored = _load("policy.zone.yaml")
    if stored.keys() != ZonePolicy.model_fields.keys():
        wrong = "、".join(sorted(stored.keys() ^ ZonePolicy.model_fields.keys()))
        raise ValueError(f"regulations/policy.zone.yaml 的参数不全或有误：{wrong}")
    return ZonePolicy.model_validate(stored)


@cache
def load_negative_list() -> NegativeList:
    """The check-list of 第七条. Raises ``pydantic.ValidationError`` for a malformed file."""
    return NegativeList.model_validate(_load("zone_negative_list.yaml"))


@cache
def articles(instrument: str) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Article number → paragraphs (款) → sentences (句), word for word."""
    stored = _load(f"paragraphs.{instrument}.yaml")
    return {number: tuple(tuple(paragraph) for paragraph in paragraphs) for number, paragraphs in stored.items()}


def article_text(citation: Citation) -> str:
    """The words a citation points at. Raises ``KeyError`` or ``IndexError`` when the text has no such place.

    A sentence without a paragraph is counted through the whole article.
    """
    paragraphs = articles(citation.instrument)[citation.article]
    if citation.paragraph is not None:
        paragraphs = (paragraphs[citation.paragraph - 1],)
    if citation.sentence is not None:
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        return sentences[citation.sentence - 1]
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def _load(name: str) -> dict[Any, Any]:
    stored: dict[Any, Any] = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return stored
