"""Reading what lies in ``regulations/``: the texts word for word, the deployed policy, data tables."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from domain.citation import Citation
from domain.edition import Edition, title_of
from domain.policy import POLICIES, Policy, ZonePolicy
from domain.zone.renewal_plan import RenewalPlan
from services.documents.content import cn_date

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


def edition(text: str, issued: str, adopted: Edition | None = None) -> str:
    """A text by its title and the day of its version: 《…》（2024年3月14日印发）; of a draft its title alone.

    ``text``: key of ``TITLES``; ``issued``: an ISO date, as ``Policy.regulation`` has it, empty for a draft and where
    the text names no day of its issue; ``adopted``: what the text was adopted as, where it was only a draft.
    """
    title = title_of(text, adopted)
    if adopted and adopted.adopted_on:
        return f"《{title}》（{cn_date(adopted.adopted_on.isoformat())}通过）"
    return f"《{title}》（{cn_date(issued)}印发）" if issued else f"《{title}》"


def load_zone_policy() -> ZonePolicy:
    """The policy new cases of the demonstration zone start under; raises as ``load_policy``."""
    policy = load_policy("zone")
    assert isinstance(policy, ZonePolicy)
    return policy


@cache
def load_policy(programme: str) -> Policy:
    """The deployed policy of a programme.

    Raises ``ValueError`` for a file with a value out of range, or with fields other than the policy's own: a
    misspelt one would silently leave the default in force. ``KeyError`` for an unknown programme. What is interpreted
    is known to the register only.
    """
    policy, stored = POLICIES[programme], _load(f"policy.{programme}.yaml")
    fields = policy.model_fields.keys() - {"interpreted"}
    if stored.keys() != fields:
        wrong = "、".join(sorted(stored.keys() ^ fields))
        raise ValueError(f"regulations/policy.{programme}.yaml 的参数不全或有误：{wrong}")
    return policy.model_validate(stored)


@cache
def load_renewal_plan() -> RenewalPlan:
    """The durations a renewal is planned backwards by. Raises ``pydantic.ValidationError`` for a malformed file."""
    return RenewalPlan.model_validate(_load("renewal_plan.yaml"))


@cache
def load_negative_list() -> NegativeList:
    """The check-list of 第七条. Raises ``pydantic.ValidationError`` for a malformed file."""
    return NegativeList.model_validate(_load("zone_negative_list.yaml"))


Paragraphs = tuple[tuple[str, ...], ...]
"""Paragraphs (款, 段) → sentences (句), word for word."""


@cache
def units(instrument: str) -> dict[str, Paragraphs]:
    """What a text is cut into, in its order: article, section, item of a section or measure → its paragraphs."""
    stored = _load(f"paragraphs.{instrument}.yaml")
    return {str(unit): tuple(tuple(paragraph) for paragraph in paragraphs) for unit, paragraphs in stored.items()}


def articles(instrument: str) -> dict[int, Paragraphs]:
    """Article number → its paragraphs, of a text that is cut into articles."""
    return {int(unit): paragraphs for unit, paragraphs in units(instrument).items()}


def article_text(citation: Citation) -> str:
    """The words a citation points at. Raises ``LookupError`` when the text has no such place.

    A section without an item is all its items; a sentence without a paragraph is counted through the whole.
    """
    paragraphs = _paragraphs(citation)
    if citation.paragraph is not None:
        paragraphs = (paragraphs[citation.paragraph - 1],)
    if citation.sentence is not None:
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        return sentences[citation.sentence - 1]
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def _paragraphs(citation: Citation) -> Paragraphs:
    found = [
        paragraphs
        for unit, paragraphs in units(citation.instrument).items()
        if unit == citation.unit or unit.startswith(f"{citation.unit}(")
    ]
    if not found:
        raise LookupError(citation)
    return tuple(paragraph for paragraphs in found for paragraph in paragraphs)


def _load(name: str) -> dict[Any, Any]:
    stored: dict[Any, Any] = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return stored
