"""The 示范区 measures."""

from docs.article_index.text import Text
from domain.zone.ledger_lines import LINES

_LEDGER = "A duty without a day or a decision: a ledger of the case, which no step waits for."
_IN_LEDGER = frozenset(str(line.place) for line in LINES)

TEXT = Text(
    "zone",
    reasons={
        "zone:1": "Purpose of the text: nothing to run.",
        "zone:2": "Guiding principles: nothing to run.",
        "zone:4": "Principles: nothing to run.",
        "zone:18#2": "Done outside: how far the goals were reached is stated in the acceptance application (第二十条).",
        "zone:30": "In force from its issue; every case carries the date of issue (`ZonePolicy.regulation`).",
    },
    notes={
        **dict.fromkeys(_IN_LEDGER - {"zone:14"}, _LEDGER),
        "zone:5": "Here stands who the departments are and who may act for an office; what each may do, in the tasks.",
        "zone:6#1": f"{_LEDGER} The leading group acts in the tasks of 第十七条, 第二十条 and 第二十八条.",
        "zone:6#2": f"{_LEDGER} The provincial regulator acts in those tasks too, and keeps the register of parks.",
        "zone:6#3": f"{_LEDGER} The creating body acts in the tasks of 第十六条, 第二十条, 第二十七条 and 第二十八条.",
        "zone:25.1#2": f"{_LEDGER} The incentive rests on the other rule that the entry names.",
        "zone:26#1": f"{_LEDGER} 示范推广情况 is a field of the annual report (第二十七条) too.",
    },
    in_ledger=_IN_LEDGER,
)
