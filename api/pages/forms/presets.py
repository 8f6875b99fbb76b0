"""Where the text itself lists what may be answered, the form shows the list instead of an empty box."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from domain.kinds import TASK_KINDS
from domain.pilot.annex2_evaluation_guide import INDICATORS, IndicatorFinding
from domain.policy import PARAMETERS, ZonePolicy
from domain.procedure.state import Stance
from domain.substitution import SubstitutionForm
from domain.task import Form
from domain.zone.art07_negative_list import ITEMS, POSITIVE, CheckList, NegativeItem
from domain.zone.art21_evaluation import MaterialReturn
from domain.zone.art29_interpretation import InterpretationForm
from domain.zone.creation_requirements import (
    CONDITIONS,
    REQUIREMENTS,
    RequirementActivity,
    RequirementFinding,
    RequirementResult,
)

OPTIONS: Mapping[tuple[type[Form], str], Mapping[str, str]] = {
    (CheckList, "conditions_met"): POSITIVE,
    (MaterialReturn, "unmet"): CONDITIONS,
    (InterpretationForm, "parameters"): {
        name: PARAMETERS[name].label
        for name in ZonePolicy.model_fields
        if name in PARAMETERS and not PARAMETERS[name].in_text
    },
    (SubstitutionForm, "kinds"): {kind.key: kind.label for kind in TASK_KINDS.values()},
}
"""(form, field) of a list of codes → code and name."""


class FixedRows(NamedTuple):
    """Rows the text itself lists. ``key``: the column that names the row; ``rows``: code → name; ``fold``: over what is
    folded away after the first column until something is in it."""

    key: str
    rows: Mapping[str, str]
    fold: str


_ARTICLES = {number: each.label for number, each in REQUIREMENTS.items()}
ROWS: Mapping[type[Form], FixedRows] = {
    NegativeItem: FixedRows("item", ITEMS, "已发生或者待认定的，填写时间、地点、机关、依据和材料"),
    IndicatorFinding: FixedRows(
        "number",
        {str(each.number): f"{each.number}. {each.title}：{each.content}" for each in INDICATORS},
        "该项不适用的，填写理由",
    ),
    RequirementResult: FixedRows("article", _ARTICLES, ""),
    RequirementActivity: FixedRows("article", _ARTICLES, ""),
    RequirementFinding: FixedRows("article", _ARTICLES, "需要说明的，填写审核意见"),
}
"""Row form → the rows it is asked for."""

NOT_OFFERED: frozenset[Enum] = frozenset({Stance.SILENT})
"""Values the system sets and nobody may give: 逾期未反馈 is marked when the time is up."""
