"""The district's plan: aims, 21 measures, three safeguards."""

from docs.article_index.text import Text

_AIM = (
    "An aim with no number, body or day of its own: it is what the measures of 三 are for, up to the day of 到2025年."
)

TEXT = Text(
    "district",
    reasons={
        "district:s0": "Purpose of the plan: nothing to run.",
        "district:s1": "Guiding principles: nothing to run.",
        **{f"district:s2.{paragraph}": _AIM for paragraph in range(2, 7)},
    },
    worked_at={"domain/district/measures.py": "district:s4(3)#2"},
)
