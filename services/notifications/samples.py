"""Notices made of made-up data: to look at the words of a kind, and to see that every kind has words that hold."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from domain.citation import Citation
from services.notifications.wording import KINDS, Message, NoticeFacts, compose

PARK = "苏州生物医药产业园"
_SAMPLES = Path(__file__).parent / "samples.yaml"
_MOMENT = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)
_LINK = "https://zhicheng.example.gov.cn/cases/zone/sz-biobay"


@cache
def samples() -> Mapping[str, dict[str, Any]]:
    """By kind, the data of one notice."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(_SAMPLES.read_text(encoding="utf-8"))
    return found


def some_facts(data: dict[str, Any], **changes: Any) -> NoticeFacts:
    """Facts of a notice that leaves at its time, 09:00 Asia/Shanghai on 2026-01-03."""
    facts: dict[str, Any] = {
        "park": PARK,
        "case_id": "zone/sz-biobay",
        "data": data,
        "basis": (Citation("zone:27#1"),),
        "planned_at": _MOMENT,
        "now": _MOMENT,
        "link": _LINK,
    }
    return NoticeFacts(**facts | changes)


def preview(kind: str) -> Message:
    """The notice of a kind, of its sample. Raises ``KeyError`` for a kind without words or without a sample, and what
    ``compose`` raises for words that do not fit it."""
    return compose(kind, some_facts(samples()[kind]))


def unsampled() -> list[str]:
    """Kinds that have words and no sample, or a sample and no words."""
    return sorted(KINDS ^ samples().keys())
