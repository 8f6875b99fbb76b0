"""第二十八条 示范区填写复审申请材料，提交所在地省级市场监管部门审核，并报质量强省（区、市）工作领导小组同意后，向市场监管总局提交复审申请。

From the application to the door of 总局. It may come on paper: then the province enters it, and the day stamped on its
receipt governs (reading R-28-8). Whether it must have come to 总局 within the window too says ``renewal_timely_at``;
what has not by then goes no further (reading R-28-7).
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Citation
from domain.orders import Effects
from domain.procedure import paper, review
from domain.procedure.forms import GoalResult, IndicatorResult, Text
from domain.procedure.paper import OnPaper
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone import art07_check, art07_negative_list, art28_renewal_window
from domain.zone.art07_negative_list import CheckList
from domain.zone.case import RenewalStage, ZoneCase
from domain.zone.creation_requirements import Results, refuse_incomplete, told

WINDOW_BASIS = art28_renewal_window.BASIS
BASIS = (Citation("zone:28.2"),)
MATTER = "复审申请"
APPLY = "apply"


class RenewalApplication(Form):
    """复审申请材料: the summary of the term, goals and indicators as at the acceptance, 第八条至第十四条 one by one, the check-list of 第七条 (reading R-28-3)."""

    summary: Text = Field(title="示范期工作总结")
    goals: list[GoalResult] = Field(default_factory=list, title="创建目标在示范期内的完成情况", max_length=50)
    indicators: list[IndicatorResult] = Field(default_factory=list, title="对照评估指标体系的自查情况", max_length=100)
    requirements: Results = Field(default_factory=list)
    check_list: CheckList = Field(title="第七条核查表")


class PaperRenewal(OnPaper, RenewalApplication):
    """The same on paper, as the province enters it."""


def _check(case: ZoneCase, form: RenewalApplication, now: datetime) -> Refusal | None:
    assert case.term is not None
    return (
        paper.refuse_future(form, now, BASIS)
        or art28_renewal_window.refuse_application(case.term.window, paper.moment(form, now))
        or refuse_incomplete(form.requirements, BASIS)
        or art07_negative_list.refuse(form.check_list, paper.received_on(form, now), case.policy)
    )


def _check_submission(case: ZoneCase, form: Form, now: datetime) -> Refusal | None:
    """Under ``renewal_timely_at`` = samr the application must have come to 总局 within the window."""
    assert case.term is not None
    if case.policy.renewal_timely_at == "province":
        return None
    return art28_renewal_window.refuse_application(case.term.window, now)


def _applied(case: ZoneCase, answer: Answer) -> Effects:
    form: RenewalApplication = answer.form
    on, author = paper.received_on(form, answer.at), case.park.organisation
    material = document(
        "renewal_application",
        WINDOW_BASIS,
        answer,
        case.province,
        summary=form.summary,
        goals=[each.model_dump() for each in form.goals],
        indicators=[each.model_dump() for each in form.indicators],
        requirements=told(form.requirements),
    )
    return Effects(
        text=f"{case.park.name}提出复审申请{paper.in_brackets(form, answer.at)}。",
        notices=(notice("renewal_applied", WINDOW_BASIS, case.province, case.applicant),),
        documents=(
            paper.written_by(author, material),
            paper.written_by(author, art07_check.declared(case, answer, form.check_list, on, case.province)),
        ),
    )


APPLICATION = TaskKind(
    "renewal_application",
    "申请复审（自愿）",
    Role.CREATING_BODY,
    WINDOW_BASIS,
    (Action(APPLY, "提出复审申请", _applied, form=RenewalApplication, check=_check),),
)
PAPER = TaskKind(
    "paper_renewal",
    "录入纸质复审申请",
    Role.PROVINCIAL_REGULATOR,
    BASIS,
    (
        Action(
            APPLY,
            "录入复审申请",
            _applied,
            form=PaperRenewal,
            check=_check,
            attached=paper.with_scan("复审申请", BASIS),
        ),
    ),
    optional=True,
)
CHAIN = (
    review.examination("renewal", "审核复审申请材料", BASIS, matter=MATTER),
    review.consent(
        "renewal",
        "对复审申请表示意见",
        BASIS,
        matter=MATTER,
        next_in_line="由园区向市场监管总局提交复审申请",
    ),
    review.submission(
        "renewal_submission", "向市场监管总局提交复审申请", BASIS, matter=MATTER, check=_check_submission
    ),
)


def door_closes(case: ZoneCase) -> datetime | None:
    """The UTC instant after which 总局 takes no application any more; None where the filing with the province counts."""
    if case.term is None or case.policy.renewal_timely_at == "province":
        return None
    return case.term.window.closes_at


def is_stranded(case: ZoneCase, now: datetime) -> bool:
    """Still on its way through the province when the door of 总局 has closed."""
    closes = door_closes(case)
    on_its_way = case.renewal is not None and case.renewal.stage is RenewalStage.EXAMINATION
    return on_its_way and closes is not None and closes <= now
