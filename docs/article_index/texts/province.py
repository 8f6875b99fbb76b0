"""The provincial regulation: 87 clauses, each worked through by whoever a government assigns it to (第四条)."""

from docs.article_index.text import Text

TEXT = Text(
    "province",
    reasons={
        "province:1": "Purpose and basis of the regulation: nothing to run.",
        "province:2": "What the regulation covers: nothing to run.",
        "province:3": "Principles: nothing to run.",
    },
    worked_at={"domain/province/clauses": "province:4.3"},
)
