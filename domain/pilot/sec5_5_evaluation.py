"""五（五） 评估。长三角各省级市场监管局定期或不定期组织专家对示范试点建设情况开展评估指导，推动示范试点建设。

Reading R-P-10: any of the five with a bureau of its own in a project may have it evaluated; the experts are drawn by
lot from the pool (三（三） 质量专家库), without those who have a tie to the project. The reports that are owed
meanwhile stop no evaluation; what is overdue is said.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date, plus_years
from domain.matter import Matter
from domain.naming import normalised
from domain.orders import Effects, NoticeOrder
from domain.pilot import jointly
from domain.pilot.annex2_evaluation_guide import BASIS as GUIDE_BASIS
from domain.pilot.annex2_evaluation_guide import VERSION
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Evaluation, EvaluationOccasion
from domain.pilot.provinces import FIVE, NAMES, province_name
from domain.procedure.expert_evaluation import Expert, ExpertPool, Panel, draw, names, rank
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("pilot:5(5)"), *GUIDE_BASIS)
OPEN = "open"
REPLACE = "replace"
DIGITS = 12
"""So many of a digest tell the order of an expert in the record of the draw."""


class EvaluationOrder(Form):
    """What the evaluation is for, and who may not sit on its panel."""

    occasion: EvaluationOccasion = Field(title="定期或者不定期评估")
    purpose: Text = Field(title="评估指导的重点")
    drafters: list[Name] = Field(
        default_factory=list, title="参与编制试点建设工作方案的专家（账号，没有的不填）", max_length=30
    )


class Replacement(Reasons):
    expert: Name = Field(title="更换的专家（账号）")


def starters(case: PilotCase) -> Iterable[Audience]:
    """Who may have it evaluated (系统策略 ``evaluation_starter``); jointly, once they have decided on it."""
    if case.policy.evaluation_starter == "joint":
        return [each for each in FIVE if each.organisation == case.evaluation_ordered_by]
    return case.provinces if case.policy.evaluation_starter == "concerned" else FIVE


def reminded(case: PilotCase) -> Iterable[Audience]:
    """Who is to think of an evaluation: those who may begin it, or put it before the others."""
    return jointly.audiences(case) if case.policy.evaluation_starter == "joint" else starters(case)


def tie_to(case: PilotCase, drafters: Iterable[str], today: date) -> Callable[[Expert], str | None]:
    """Why an expert cannot sit on a panel of this project (系统策略): who works for whom, or wrote its plan."""
    years = case.policy.expert_conflict_years
    since = plus_years(today, -years)
    own = {normalised(each.bureau.name) for each in case.participants if each.left_on is None or each.left_on >= since}
    own.update(normalised(each.name) for each in case.members)
    own.update(normalised(body) for filing in case.filings.values() for body in filing.implementing_bodies)
    wrote = {*drafters, *case.drafters}

    def tie(expert: Expert) -> str | None:
        if expert.organisation in case.ties:
            return f"此前就本项目申请回避：{case.ties[expert.organisation]}"
        if normalised(expert.employer) in own:
            return f"工作单位（{expert.employer}）是参与单位或者建设主体"
        recent = [each for each in expert.former_employers if each.until >= since]
        before = next((each for each in recent if normalised(each.name) in own), None)
        if before:
            return f"{years}年内曾在{before.name}工作"
        return "参与编制试点建设工作方案" if expert.organisation in wrote else None

    return tie


def panel_of(case: PilotCase, form: EvaluationOrder, pool: ExpertPool, now: datetime) -> Panel | None:
    """The panel drawn, or None where too few are free."""
    return draw(pool, case.policy.panel_size, tie_to(case, form.drafters, local_date(now)))


def _refuse(case: PilotCase, form: EvaluationOrder, now: datetime, pool: ExpertPool) -> Refusal | None:
    known = {each.organisation for each in pool.experts}
    if strangers := [each for each in form.drafters if each not in known]:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"参与编制方案的专家中，{'、'.join(strangers)}不在专家库中，无从回避。",
            basis=BASIS,
            remedy="请核对账号；不在专家库中的人员不会被抽取，不必填写。",
        )
    if panel_of(case, form, pool, now):
        return None
    size = case.policy.panel_size
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"专家库中与{case.title}没有利害关系的专家不足{size}名（系统策略），不能抽取。",
        basis=BASIS,
        remedy="请补充专家库。",
    )


def begun(case: PilotCase, answer: Answer) -> Evaluation:
    """The evaluation an accepted order begins."""
    form: EvaluationOrder = answer.form
    panel = panel_of(case, form, answer.facts, answer.at)
    assert panel is not None
    return Evaluation(
        number=len(case.evaluations) + 1,
        occasion=form.occasion,
        purpose=form.purpose,
        opened_by=answer.act.actor.organisation,
        opened_on=local_date(answer.at),
        guide=VERSION,
        panel=panel,
    )


def begin(case: PilotCase, answer: Answer) -> None:
    """The evaluation is under way; who wrote the plan is remembered for the next one."""
    case.evaluation = begun(case, answer)
    case.drafters = sorted({*case.drafters, *answer.form.drafters})
    case.evaluations_called, case.evaluation_ordered_by = 0, ""


def told_of(case: PilotCase, evaluation: Evaluation) -> dict[str, Any]:
    """What is said of it wherever it is told."""
    return {
        "who": NAMES[evaluation.opened_by],
        "occasion": evaluation.occasion.label,
        "purpose": evaluation.purpose,
        "overdue": _overdue(case),
    }


def drawn(panel: Panel) -> dict[str, Any]:
    """What the record of the draw says, so that anybody can draw again: the seed, and everybody of the pool."""

    def line(expert: Expert) -> dict[str, str]:
        digest = rank(panel.seed, expert.organisation)[:DIGITS]
        return {"account": expert.organisation, "name": expert.name, "employer": expert.employer, "digest": digest}

    return {
        "seed": panel.seed,
        "members": [line(each.expert) for each in panel.members],
        "substitutes": [line(each) for each in panel.substitutes],
        "excluded": [each.model_dump() for each in panel.excluded],
    }


def _overdue(case: PilotCase) -> str:
    late = [each for each in case.reports if each.overdue and each.submitted_on is None]
    return f"另有{len(late)}份建设情况报告逾期未提交，不影响评估。" if late else ""


def _opened(case: PilotCase, answer: Answer) -> Effects:
    form: EvaluationOrder = answer.form
    opening = f"{province_name(answer.act.actor.jurisdiction)}组织对{case.title}的{form.occasion.label}评估。"
    if answer.facts is None:
        return Effects(text=f"{opening}评估专家由平台从专家库随机抽取。")
    found = begun(case, answer)
    panel = [each.expert for each in found.panel.members]
    told: dict[str, Any] = told_of(case, found)
    return Effects(
        text=f"{opening}随机抽取专家{len(panel)}名：{'、'.join(names(panel))}（种子{found.panel.seed}）。{_overdue(case)}",
        notices=(
            notice("pilot_evaluation_opened", BASIS, *case.concerned, **told),
            notice("pilot_expert_drawn", BASIS, *(each.audience for each in panel), **told),
        ),
        documents=(document("pilot_panel_draw", BASIS, answer, *FIVE, **told, **drawn(found.panel)),),
    )


def refuse_replacement(case: PilotCase, form: Replacement, now: datetime) -> Refusal | None:
    """Only who sits on the panel and has not handed in is replaced: an opinion given is not set aside."""
    evaluation = case.evaluation
    member = evaluation.panel.member(form.expert) if evaluation else None
    if member is None:
        return Refusal(kind=RefusalKind.RULE, text=f"{form.expert}不是本次评估的专家。", basis=BASIS)
    if member.opinion is not None:
        text = f"{member.expert.name}已经提交评估意见，不再更换。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS)
    return None


def follows(case: PilotCase) -> str:
    """Who comes when somebody leaves the panel, for people."""
    assert case.evaluation is not None
    waiting = case.evaluation.panel.substitutes
    return f"按抽取顺序由{waiting[0].name}递补。" if waiting else "抽取的专家中没有可以递补的。"


def running(case: PilotCase) -> Evaluation:
    """The evaluation under way."""
    assert case.evaluation is not None
    return case.evaluation


def next_in_line(case: PilotCase) -> tuple[Audience, ...]:
    return tuple(each.audience for each in running(case).panel.substitutes[:1])


def after_leaving(case: PilotCase) -> tuple[NoticeOrder, ...]:
    """Who is told when somebody leaves the panel: who follows, or, where nobody does, whoever ordered it."""
    told: dict[str, Any] = told_of(case, running(case))
    if next_in_line(case):
        return (notice("pilot_expert_drawn", BASIS, *next_in_line(case), **told),)
    opener = [each for each in FIVE if each.organisation == running(case).opened_by]
    left = len(running(case).panel.members) - 1
    return (notice("pilot_panel_short", BASIS, *opener, **told, left=left),) if left else ()


def _replaced(case: PilotCase, answer: Answer) -> Effects:
    assert case.evaluation is not None
    member = case.evaluation.panel.member(answer.form.expert)
    assert member is not None
    told: dict[str, Any] = told_of(case, case.evaluation)
    return Effects(
        text=f"更换评估专家{member.expert.name}（{answer.form.reasons}），{follows(case)}",
        notices=(
            notice("pilot_expert_replaced", BASIS, member.expert.audience, reasons=answer.form.reasons, **told),
            *after_leaving(case),
        ),
    )


def called(case: PilotCase) -> Effects:
    """The interval of periodic evaluations is over: word to those who may order one, and nothing else."""
    months = case.policy.evaluation_months
    return Effects(
        text=f"已到定期评估的间隔（{months}个月，系统策略），请考虑组织对{case.title}的评估。",
        notices=(notice("pilot_evaluation_called", BASIS, *reminded(case), months=months),),
    )


def abandoned(case: PilotCase) -> Effects:
    """Nobody is left to sit, or the project has ended: the evaluation ends without a report."""
    assert case.evaluation is not None
    panel = [each.expert.audience for each in case.evaluation.panel.members]
    why = "项目已经终结" if case.stage.is_final else "专家库中没有可以递补的专家"
    return Effects(
        text=f"对{case.title}的第{case.evaluation.number}次评估终止，没有形成评估报告：{why}。",
        notices=(notice("pilot_evaluation_abandoned", BASIS, *case.concerned, *panel, why=why),),
    )


OPENING = Matter(
    TaskKind(
        "pilot_evaluation_opening",
        "组织专家评估",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (
            Action(
                OPEN,
                "抽取专家，开始评估",
                _opened,
                form=EvaluationOrder,
                enquiry=Enquiry("expert_pool", ExpertPool, _refuse),
            ),
        ),
        optional=True,
    ),
    audiences=starters,
    is_open=lambda case: case.stage is PilotStage.UNDER_CONSTRUCTION and case.evaluation is None,
)
REPLACEMENT = Matter(
    TaskKind(
        "pilot_expert_replacement",
        "更换评估专家",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (Action(REPLACE, "更换专家", _replaced, form=Replacement, check=refuse_replacement),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: [each for each in FIVE if each.organisation == case.evaluation.opened_by],
    is_open=lambda case: case.evaluation is not None and case.stage is PilotStage.UNDER_CONSTRUCTION,
)
