"""The provincial regulation, as long as it is a draft."""

from docs.article_index.text import Text

TEXT = Text(
    "province",
    reasons={
        "province:1": "Purpose and basis of the regulation: nothing to run.",
        "province:2": "What the regulation covers: nothing to run.",
        "province:3": "Principles: nothing to run.",
    },
)
