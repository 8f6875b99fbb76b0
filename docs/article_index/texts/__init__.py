"""The four texts by their keys, each with the reasons and notes that are written by hand."""

from docs.article_index.text import Text
from docs.article_index.texts import district, pilot, province, zone

TEXTS: dict[str, Text] = {each.key: each for each in (zone.TEXT, pilot.TEXT, district.TEXT, province.TEXT)}
REASONS: dict[str, str] = {place: words for text in TEXTS.values() for place, words in text.reasons.items()}
NOTES: dict[str, str] = {place: words for text in TEXTS.values() for place, words in text.notes.items()}
APART = frozenset(REASONS).union(*(text.in_ledger for text in TEXTS.values()))
"""Places that what cites their whole article, section or measure does not mean."""
