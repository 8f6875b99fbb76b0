"""第十七条 省级市场监管部门会同相关部门进行可行性论证，遴选提出创建名单，经质量强省（区、市）工作领导小组同意后，报市场监管总局。

市场监管总局征求相关部门意见，并审核同意后，园区开始创建活动。

Readings R-17-2 (a declined list goes back to the province), R-17-3 (会同), R-17-5 (补正) and R-5-4 (one person, one
body) in docs/interpretations.md.
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import consultation, review
from domain.procedure.forms import JointOpinion, Opinion, Reasons, Supplement
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import SAMR, Role
from domain.task import Action, Answer, TaskKind
from domain.zone import art18_creation_period
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.art07_check import assess, checked, gate
from domain.zone.art17_consultation_scope import NamedDepartments, refuse_scope
from domain.zone.case import ZoneCase

NOMINATION_BASIS = (Citation("zone:17.1"),)
APPROVAL_BASIS = (Citation("zone:17.2"),)
MATTER = "创建申请"
NOMINATE = "nominate"
RETURN = "return"
DECLINE = "decline"
REPORT = "report"
APPROVE = "approve"
REFUSE = "refuse"


def _nothing_against_it(case: ZoneCase, form: object, now: datetime) -> Refusal | None:
    return gate(case, now)


def _check_words(case: ZoneCase, answer: Answer) -> str:
    return assess(case.negative_facts, local_date(answer.at), case.policy).words


def _nominated(case: ZoneCase, answer: Answer) -> Effects:
    form: JointOpinion = answer.form
    with_whom = "、".join(each.department for each in form.departments)
    return Effects(
        text=f"省级市场监管部门会同{with_whom}完成可行性论证，将{case.park.name}列入创建名单，报领导小组。"
        f"经核查，{_check_words(case, answer)}。",
        notices=(notice("nominated", NOMINATION_BASIS, case.applicant, case.leading_group),),
        documents=(
            document(
                "feasibility_opinion",
                NOMINATION_BASIS,
                answer,
                case.leading_group,
                opinion=form.opinion,
                departments=[each.model_dump() for each in form.departments],
            ),
            checked(case, answer, case.leading_group),
        ),
    )


def _incomplete(case: ZoneCase, answer: Answer) -> Effects:
    missing = answer.form.missing
    return Effects(
        text=f"省级市场监管部门将{case.park.name}的创建申请退回补正：{'；'.join(missing)}。",
        notices=(notice("supplement_asked", NOMINATION_BASIS, case.applicant, missing=missing),),
        documents=(document("supplement_notice", NOMINATION_BASIS, answer, case.applicant, missing=missing),),
    )


def _not_shortlisted(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"经可行性论证，{case.park.name}未列入创建名单。",
        notices=(notice("not_shortlisted", NOMINATION_BASIS, case.applicant),),
        documents=(document("not_shortlisted", NOMINATION_BASIS, answer, case.applicant, reasons=answer.form.reasons),),
    )


class NomineeReport(Opinion):
    """创建名单 as it goes to 总局: the opinion, the rank if there is one, the number of the leading group's consent."""

    rank: int | None = Field(default=None, title="遴选排序（有排序的填写）", ge=1)
    consent_number: str = Field(default="", title="领导小组同意文件文号", max_length=200)


def _reported(case: ZoneCase, answer: Answer) -> Effects:
    form: NomineeReport = answer.form
    consented_on = case.proceeding.consented_on
    return Effects(
        text="省级市场监管部门将创建名单报市场监管总局。",
        notices=(notice("submitted_to_samr", NOMINATION_BASIS, SAMR, case.applicant, matter="创建名单"),),
        documents=(
            document(
                "nominee_list",
                NOMINATION_BASIS,
                answer,
                SAMR,
                opinion=form.opinion,
                rank=form.rank,
                consent_number=form.consent_number,
                consented_on=consented_on.isoformat() if consented_on else "",
            ),
        ),
    )


APPRAISAL = TaskKind(
    "provincial_appraisal",
    "可行性论证和遴选",
    Role.PROVINCIAL_REGULATOR,
    NOMINATION_BASIS,
    (
        Action(NOMINATE, "列入创建名单", _nominated, form=JointOpinion, check=_nothing_against_it),
        Action(DECLINE, "不列入创建名单", _not_shortlisted, form=Reasons, irreversible=True),
        Action(RETURN, "退回补正", _incomplete, form=Supplement),
    ),
    apart_from=("creation_application", "nomination_consent"),
)
CONSENT = review.consent(
    "nomination",
    "对创建名单表示意见",
    NOMINATION_BASIS,
    matter="创建名单",
    next_in_line="由省级市场监管部门报市场监管总局",
    apart_from=("creation_application", APPRAISAL.key, "nominee_report"),
)
NOMINEE_REPORT = TaskKind(
    "nominee_report",
    "向市场监管总局报送创建名单",
    Role.PROVINCIAL_REGULATOR,
    NOMINATION_BASIS,
    (Action(REPORT, "报市场监管总局", _reported, form=NomineeReport),),
    apart_from=(CONSENT.key,),
)
CHAIN = (APPRAISAL, CONSENT, NOMINEE_REPORT)


def _consultation_opened(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(text=f"市场监管总局决定就{case.park.name}的{MATTER}征求{answer.form.words}意见。")


CONSULTATION = TaskKind(
    "creation_consultation",
    "征求相关部门意见",
    Role.SAMR,
    APPROVAL_BASIS,
    (Action(consultation.CONSULT, "征求意见", _consultation_opened, form=NamedDepartments, check=refuse_scope),),
)
OPINION = consultation.opinion(
    "creation_opinion", "对创建申请反馈意见", APPROVAL_BASIS, matter=MATTER, departments=DEPARTMENTS
)


def _approved(case: ZoneCase, answer: Answer) -> Effects:
    approved_on = local_date(answer.at)
    minimum, earliest, note = art18_creation_period.announced(approved_on, case.policy)
    return Effects(
        text=f"市场监管总局审核同意{case.park.name}开始创建活动。经核查，{_check_words(case, answer)}。",
        notices=(
            notice(
                "creation_approved",
                APPROVAL_BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                deadlines=minimum,
                approved_on=approved_on.isoformat(),
                earliest_acceptance_on=earliest,
                minimum_note=note,
            ),
        ),
        documents=(
            document(
                "creation_approval",
                APPROVAL_BASIS,
                answer,
                case.applicant,
                case.province,
                deadlines=minimum,
                earliest_acceptance_on=earliest,
                minimum_note=note,
            ),
            checked(case, answer, case.applicant, case.province),
        ),
    )


def _not_approved(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局未同意{case.park.name}开展创建活动。",
        notices=(notice("creation_refused", APPROVAL_BASIS, case.applicant, case.province, case.leading_group),),
        documents=(document("creation_refusal", APPROVAL_BASIS, answer, case.applicant, reasons=answer.form.reasons),),
    )


DECISION = TaskKind(
    "creation_decision",
    "审核创建名单",
    Role.SAMR,
    APPROVAL_BASIS,
    (
        Action(APPROVE, "审核同意", _approved, check=_nothing_against_it, irreversible=True),
        Action(REFUSE, "不予同意", _not_approved, form=Reasons, irreversible=True),
    ),
    apart_from=(CONSULTATION.key, "creation_application", *(each.key for each in CHAIN)),
)
