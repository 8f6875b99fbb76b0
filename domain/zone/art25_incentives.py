"""第二十五条 按规定对质量管理先进、成绩显著的示范区组织和个人实施激励。

Reading R-25-2: 总局 and the four departments of 第五条 enter it, as what the sentence before says of 各有关部门 runs on.
The incentive rests on another rule (按规定), which the entry names.
"""

from domain.citation import Citation
from domain.ledger import CaseLine, DeedForm
from domain.refusal import Refusal, RefusalKind
from domain.zone.art05_joint_departments import NATIONAL_BODIES
from domain.zone.ledger_spans import IN_TERM

_PLACE = Citation("zone:25.1#2")


def refuse_without_rule(form: DeedForm) -> Refusal | None:
    if form.rule:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="激励按规定实施，未写明所依据的规定。",
        basis=(_PLACE,),
        remedy="请填写所依据的规定（文件名称、文号）。",
    )


LINES = (
    CaseLine(
        "incentives",
        "实施激励",
        _PLACE,
        "按规定对质量管理先进、成绩显著的示范区组织和个人实施激励",
        lambda case: NATIONAL_BODIES,
        IN_TERM,
        refuse_without_rule,
    ),
)
