"""The pilot plan of the five bureaus, with its two annexes."""

from docs.article_index.text import Text

TEXT = Text(
    "pilot",
    reasons={
        "pilot:0#1": "Purpose of the plan: nothing to run.",
        "pilot:0#2": "Purpose of the plan: nothing to run.",
        "pilot:1": "Guiding principles: nothing to run.",
        "pilot:2(2)": "A principle: nothing to run.",
        "pilot:3(5)#3": "An aim that names nothing that is to come of it, unlike the sentence before.",
        "pilot:6(2)#2": "Not built: the plan has no day, paper or decision for it. Recommendations alone are recorded.",
    },
    worked_at={"domain/pilot/conditions.py": "pilot:5(2)"},
)
