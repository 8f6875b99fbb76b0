"""The pilot plan of the five bureaus, with its two annexes."""

from docs.article_index.text import Text

_LEDGER = "Without a day or a decision: the ledger of the five bureaus, which no step waits for."
_RECORDED = "Recorded whenever a bureau likes; the plan sets no day, and nothing is ever due."

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
    notes={
        "pilot:2(3)": "Days aimed at (力求): information alone, nothing is owed and nothing follows.",
        **dict.fromkeys(("pilot:3(1)", "pilot:3(2)", "pilot:3(3)", "pilot:3(4)", "pilot:3(5)#2"), _LEDGER),
        "pilot:6(1)": f"{_LEDGER} It has the papers; 组织体系, 工作机制 and 指导 name nothing that is to come.",
        **dict.fromkeys(("pilot:6(3)", "pilot:6(4)", "pilot:6"), _RECORDED),
        **{f"pilot:a2({number})": "Put into words by experts; the guide has no score." for number in range(1, 13)},
    },
    worked_at={"domain/pilot/conditions.py": "pilot:5(2)"},
)
