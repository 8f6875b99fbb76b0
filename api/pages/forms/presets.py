"""Where the text itself lists what may be answered, the form shows the list instead of an empty box."""

from collections.abc import Mapping
from enum import Enum

from domain.kinds import TASK_KINDS
from domain.procedure.state import Stance
from domain.substitution import SubstitutionForm
from domain.task import Form
from domain.zone.art07_negative_list import NEGATIVE, POSITIVE, CheckList, NegativeItem

OPTIONS: Mapping[tuple[type[Form], str], Mapping[str, str]] = {
    (CheckList, "conditions_met"): POSITIVE,
    (SubstitutionForm, "kinds"): {kind.key: kind.label for kind in TASK_KINDS.values()},
}
"""(form, field) of a list of codes → code and name."""

ROWS: Mapping[type[Form], tuple[str, Mapping[str, str]]] = {NegativeItem: ("item", NEGATIVE)}
"""Row form → its column that names the row, and one row for each code and name."""

NOT_OFFERED: frozenset[Enum] = frozenset({Stance.SILENT})
"""Values the system sets and nobody may give: 逾期未反馈 is marked when the time is up."""
