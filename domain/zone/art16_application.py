"""第十六条 符合本办法第三条、第七条要求的园区可自愿参与创建活动，对标先进提出创建目标，编制创建方案，向省级市场监管部门提出创建申请。

An application may come on paper: then the province enters it, and the day stamped on its receipt governs
(系统策略, reading R-16-3).
"""

from datetime import datetime

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import paper
from domain.procedure.forms import Goal, Name, Text
from domain.procedure.paper import OnPaper, received_on
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind
from domain.zone import art07_negative_list as art07
from domain.zone import art07_on_record as on_record
from domain.zone import art15_round as art15
from domain.zone import art27_reapplication_bar as art27_bar
from domain.zone.art07_check import declared, refuse_on
from domain.zone.art07_negative_list import ITEMS, CheckList
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import NegativeFact
from domain.zone.standing import Standing, refuse_submission

BASIS = (Citation("zone:16"),)
APPLY = "apply"


class CreationApplication(Form):
    """创建申请 with its goals, plan and check-list."""

    industry: Name = Field(title="主导产业")
    benchmark: Text = Field(title="对标先进")
    goals: list[Goal] = Field(title="创建目标", min_length=1, max_length=50)
    plan_summary: Text = Field(title="创建方案摘要")
    check_list: CheckList = Field(title="第七条核查表")
    park_type: str = Field(
        default="", title="园区类型（农业、工业、服务业等领域；产业园区、产业集聚区等）", max_length=200
    )
    boundary: str = Field(default="", title="园区四至范围和面积", max_length=1000)


class PaperApplication(OnPaper, CreationApplication):
    """The same on paper, as the province enters it."""

    scan: list[Name] = Field(title="来文扫描件（文件编号）", min_length=1, max_length=20)


class ApplicationFacts(BaseModel):
    """What the register knows of a park that applies: its bars along its lineage, its other live cases, the open rounds,
    and what is on record of it under 第七条 outside this case, each with its origin."""

    standing: Standing
    rounds: tuple[art15.OpenRound, ...] = ()
    on_record: tuple[NegativeFact, ...] = ()


def _check(case: ZoneCase, form: CreationApplication, now: datetime) -> Refusal | None:
    on = received_on(form, now)
    return (
        paper.refuse_future(form, now, BASIS) or art07.refuse(form.check_list, on, case.policy) or refuse_on(case, on)
    )


def _refuse_by_register(
    case: ZoneCase, form: CreationApplication, now: datetime, facts: ApplicationFacts
) -> Refusal | None:
    on = received_on(form, now)
    moment = paper.moment(form, now)
    if refusal := art27_bar.refuse_application(facts.standing, moment) or refuse_submission(facts.standing, case.id):
        return refusal
    if refusal := on_record.refuse(case, facts.on_record, on):
        return refusal
    # What comes again after it was completed (补正) belongs to the round it came in first.
    return None if case.round else art15.refuse_outside(facts.rounds, on, case.policy)


def take(case: ZoneCase, answer: Answer) -> None:
    """Put a taken application into the case."""
    form: CreationApplication = answer.form
    case.proceeding.applied_on = received_on(form, answer.at)
    case.application = form.model_dump(mode="json", include=set(CreationApplication.model_fields))
    if found := art15.round_of(answer.facts.rounds, case.proceeding.applied_on):
        case.round = case.round or found.number
    on_record.carry(case, answer.facts.on_record)


def _applied(case: ZoneCase, answer: Answer) -> Effects:
    form: CreationApplication = answer.form
    on = received_on(form, answer.at)
    brought = on_record.told(case, answer.facts.on_record) if answer.facts else ""
    return Effects(
        text=f"{case.park.name}提出创建申请{paper.in_brackets(form, answer.at)}。{_plan(answer)}{brought}",
        notices=(
            notice("creation_application_received", BASIS, case.province, case.applicant, applied_on=on.isoformat()),
        ),
        documents=(
            paper.written_by(
                case.park.organisation,
                document(
                    "creation_application",
                    BASIS,
                    answer,
                    case.province,
                    goals=[goal.model_dump() for goal in form.goals],
                    benchmark=form.benchmark,
                    industry=form.industry,
                    park_type=form.park_type,
                    boundary=form.boundary,
                    former=[each.name for each in case.former],
                    plan_summary=form.plan_summary,
                    plan_files=len(answer.act.attachments),
                    checks=[
                        {"item": ITEMS[entry.item], "occurred": entry.occurred.label} for entry in form.check_list.items
                    ],
                ),
            ),
            paper.written_by(case.park.organisation, declared(case, answer, form.check_list, on, case.province)),
        ),
    )


def _plan(answer: Answer) -> str:
    """编制创建方案: whether it lies with the application, so that the province sees whether to ask for it (补正)."""
    files = len(answer.act.attachments)
    return f"随申请提交文件{files}份。" if files else "未随申请提交创建方案文件。"


_ENQUIRY = Enquiry("application", ApplicationFacts, _refuse_by_register)
APPLICATION = TaskKind(
    "creation_application",
    "提出创建申请",
    Role.CREATING_BODY,
    BASIS,
    (Action(APPLY, "提出创建申请", _applied, form=CreationApplication, check=_check, enquiry=_ENQUIRY),),
)
PAPER = Matter(
    TaskKind(
        "paper_application",
        "录入纸质创建申请",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (Action(APPLY, "录入创建申请", _applied, form=PaperApplication, check=_check, enquiry=_ENQUIRY),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.province,),
    is_open=lambda case: case.stage is Stage.APPLICATION,
)
