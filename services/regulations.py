"""Reading what lies in ``regulations/``: the texts word for word, the deployed policy, data tables."""

from functools import cache
from pathlib import Path

import yaml

from domain.citation import Citation
from domain.policy import ZonePolicy

_FOLDER = Path(__file__).parents[1] / "regulations"


@cache
def load_zone_policy() -> ZonePolicy:
    """The policy new cases start under. Raises ``pydantic.ValidationError`` for a malformed file."""
    return ZonePolicy.model_validate(yaml.safe_load((_FOLDER / "policy.zone.yaml").read_text(encoding="utf-8")))


@cache
def articles(instrument: str) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Article number → paragraphs (款) → sentences (句), word for word."""
    stored = yaml.safe_load((_FOLDER / f"paragraphs.{instrument}.yaml").read_text(encoding="utf-8"))
    return {int(number): tuple(tuple(paragraph) for paragraph in paragraphs) for number, paragraphs in stored.items()}


def article_text(citation: Citation) -> str:
    """The words a citation points at. Raises ``KeyError`` or ``IndexError`` when the text has no such place."""
    paragraphs = articles(citation.instrument)[citation.article]
    if citation.paragraph is not None:
        paragraphs = (paragraphs[citation.paragraph - 1],)
    if citation.sentence is not None:
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        return sentences[citation.sentence - 1]
    return "\n".join("".join(paragraph) for paragraph in paragraphs)
