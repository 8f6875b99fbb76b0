"""五（五） 评估。长三角各省级市场监管局定期或不定期组织专家对示范试点建设情况开展评估指导，推动示范试点建设。

Here a panel that has become too small, because experts left it and nobody drawn is left to follow. Reading R-P-34:
whoever ordered the evaluation has the missing ones drawn from the pool, or decides, with reasons in the record, that
the others go on; until then there is no report.
"""

from datetime import datetime
from typing import Any

from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.provinces import FIVE, NAMES
from domain.pilot.sec5_5_evaluation import BASIS, drawn, running, tie_to, told_of
from domain.procedure.expert_evaluation import Expert, ExpertPool, Panel, draw, names
from domain.procedure.forms import Reasons
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, NoData, TaskKind

DRAW = "draw"
GO_ON = "go_on"


def _missing(panel: Panel) -> int:
    return panel.size - len(panel.members)


def more_of(case: PilotCase, pool: ExpertPool, now: datetime) -> Panel | None:
    """Those drawn to fill the panel, with who follows them; None where too few are free."""
    panel = running(case).panel
    known = {*(each.expert.organisation for each in panel.members), *(each.expert for each in panel.excluded)}
    tie = tie_to(case, (), local_date(now))

    def not_again(expert: Expert) -> str | None:
        return "本次评估中已经抽取或者回避" if expert.organisation in known else tie(expert)

    return draw(pool, _missing(panel), not_again)


def _refuse(case: PilotCase, form: Form, now: datetime, pool: ExpertPool) -> Refusal | None:
    if more_of(case, pool, now):
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"专家库中可以补充的专家不足{_missing(running(case).panel)}名，不能抽取。",
        basis=BASIS,
        remedy="请补充专家库，或者决定由其余专家继续。",
    )


def refuse_late(case: PilotCase, answer: Answer) -> Refusal | None:
    """What came in meanwhile may have left nothing to complete, or too few to do it with."""
    if case.evaluation is None or not case.evaluation.panel.is_short:
        return Refusal(kind=RefusalKind.TOO_LATE, text="评估已经结束，或者专家已经补足。", basis=BASIS)
    return _refuse(case, answer.form, answer.at, answer.facts) if answer.act.action == DRAW else None


def complete(case: PilotCase, answer: Answer) -> None:
    panel = running(case).panel
    if answer.act.action == GO_ON:
        panel.fewer = True
        return
    more = more_of(case, answer.facts, answer.at)
    assert more is not None
    panel.members += more.members
    panel.substitutes = more.substitutes


def _drawn(case: PilotCase, answer: Answer) -> Effects:
    more = more_of(case, answer.facts, answer.at)
    assert more is not None
    found, told = [each.expert for each in more.members], told_of(case, running(case))
    return Effects(
        text=f"{NAMES[running(case).opened_by]}补充抽取评估专家{len(found)}名：{'、'.join(names(found))}（种子{more.seed}）。",
        notices=(notice("pilot_expert_drawn", BASIS, *(each.audience for each in found), **told),),
        documents=(document("pilot_panel_draw", BASIS, answer, *FIVE, **told, **drawn(more)),),
    )


def _went_on(case: PilotCase, answer: Answer) -> Effects:
    panel = running(case).panel
    left = names(each.expert for each in panel.members)
    told: dict[str, Any] = {"who": NAMES[running(case).opened_by], "experts": left, "size": panel.size}
    return Effects(
        text=f"{told['who']}决定由其余{len(left)}名专家（{'、'.join(left)}）继续评估：{answer.form.reasons}",
        notices=(notice("pilot_panel_fewer", BASIS, *case.concerned, **told, reasons=answer.form.reasons),),
    )


COMPLETION = Matter(
    TaskKind(
        "pilot_panel_completion",
        "补足评估专家",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (
            Action(DRAW, "补充抽取", _drawn, form=NoData, enquiry=Enquiry("expert_pool", ExpertPool, _refuse)),
            Action(GO_ON, "由其余专家继续", _went_on, form=Reasons),
        ),
        optional=True,
    ),
    audiences=lambda case: [each for each in FIVE if each.organisation == case.evaluation.opened_by],
    is_open=lambda case: (
        case.stage is PilotStage.UNDER_CONSTRUCTION and case.evaluation is not None and case.evaluation.panel.is_short
    ),
)
