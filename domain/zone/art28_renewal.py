"""第二十八条 市场监管总局征求相关部门意见，对园区开展综合评估，评估结果向社会公示，公示期不少于五个工作日。通过评估和公示的园区，由市场监管总局会同相关部门继续认定为示范区。"""

from datetime import datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import consultation, joint_act, objections, public_notice, reexamination
from domain.procedure.forms import Conclusion, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone import art07_check
from domain.zone import art28_renewal_refused as refused
from domain.zone import term as terms
from domain.zone.art05_joint_departments import DEPARTMENTS, JOINT_DEPARTMENTS, SIGNATORIES, signatories
from domain.zone.art17_consultation_scope import NamedDepartments, refuse_scope
from domain.zone.art28_renewal_application import CHAIN, MATTER
from domain.zone.case import Term, ZoneCase

EVALUATION_BASIS = (Citation("zone:28.3#1"),)
RENEWAL_BASIS = (Citation("zone:28.3#2"),)
NOTICE_MATTER = "复审评估结果"
PROCEDURE = "园区申请复审、省级市场监管部门审核、质量强省（区、市）工作领导小组同意、征求相关部门意见、综合评估"
"""What comes before the notice, as it names it."""
EVALUATE = "evaluate"
PUBLISH = "publish"


def _consultation_opened(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(text=f"市场监管总局就{case.park.name}的复审征求{answer.form.words}意见。")


CONSULTATION = TaskKind(
    "renewal_consultation",
    "就复审征求相关部门意见",
    Role.SAMR,
    EVALUATION_BASIS,
    (Action(consultation.CONSULT, "征求意见", _consultation_opened, form=NamedDepartments, check=refuse_scope),),
)
OPINION = consultation.opinion(
    "renewal_opinion", "对复审反馈意见", EVALUATION_BASIS, matter=MATTER, departments=DEPARTMENTS
)


class ComprehensiveEvaluation(Form):
    """综合评估: text and conclusion, no score."""

    findings: Text = Field(title="综合评估情况")
    conclusion: Conclusion = Field(title="综合评估结论")


def _still_meets_article_7(case: ZoneCase, form: ComprehensiveEvaluation, now: datetime) -> Refusal | None:
    """复审 is a gate of 第七条 as well (reading R-28-3)."""
    return art07_check.gate(case, now) if form.conclusion is Conclusion.PASSED else None


def _evaluated(case: ZoneCase, answer: Answer) -> Effects:
    form: ComprehensiveEvaluation = answer.form
    conclusion = form.conclusion.label
    text = f"市场监管总局完成对{case.park.name}的综合评估，结论：{conclusion}。"
    report = document(
        "comprehensive_evaluation_report",
        EVALUATION_BASIS,
        answer,
        case.applicant,
        case.province,
        findings=form.findings,
        conclusion=conclusion,
    )
    if form.conclusion is Conclusion.PASSED:
        told = notice("evaluated", EVALUATION_BASIS, case.applicant, case.province, conclusion=conclusion)
        return Effects(text=text, notices=(told,), documents=(report,))
    failed = refused.after_evaluation(case, text, form.findings)
    return failed.model_copy(update={"documents": (report, *failed.documents)})


EVALUATION = TaskKind(
    "comprehensive_evaluation",
    "综合评估",
    Role.SAMR,
    EVALUATION_BASIS,
    (Action(EVALUATE, "提交综合评估结果", _evaluated, form=ComprehensiveEvaluation, check=_still_meets_article_7),),
    apart_from=tuple(each.key for each in CHAIN),
)
PUBLICATION = public_notice.publication(
    "renewal_notice", "公示复审评估结果", EVALUATION_BASIS, matter=NOTICE_MATTER, floor="notice_min_working_days"
)
OBJECTION = objections.objection("renewal_objection", "对复审公示提出异议", EVALUATION_BASIS)
REEXAMINATION = reexamination.reexamination(
    "renewal_reexamination",
    "复核复审异议",
    EVALUATION_BASIS,
    apart_from=(PUBLICATION.key, EVALUATION.key),
    upheld_means=lambda case, answer: (),  # 复审未通过通知: the renewal fails once the notice is over
)

JOINT_MATTER = "继续认定"
JOINT = joint_act.joint_kinds(
    "renewal",
    RENEWAL_BASIS,
    matter=JOINT_MATTER,
    signatories=SIGNATORIES,
    proceeding=lambda case: case.current,
    prepared_by=(EVALUATION.key,),
    gate=lambda case, form, now: art07_check.gate(case, now),
)


def decided(case: ZoneCase) -> Effects:
    """All have signed. Unlike the first term, the new one by default does not run from the publication (R-28-2)."""
    assert case.term is not None
    begins, bodies = terms.next_begins(case.term, case.policy), signatories(case.policy)
    return joint_act.completed(case, RENEWAL_BASIS, matter=JOINT_MATTER, signatories=bodies, begins=begins)


def _borne_in(term: Term, case: ZoneCase) -> list[str]:
    """原名: what the park was called in the term that ends, where it is called otherwise now (R-22-14)."""
    borne = (each.name for each in case.former if each.until >= term.starts_on)
    return [name for name in dict.fromkeys(borne) if name != case.park.name]


def _announced(case: ZoneCase, answer: Answer) -> Effects:
    assert case.term is not None
    term = terms.next_term(case.term, case.policy, local_date(answer.at))
    dates = {"term_starts": term.starts_on.isoformat(), "term_last_day": term.last_day.date.isoformat()}
    return Effects(
        text=f"市场监管总局公布继续认定{case.park.name}为示范区，第{term.number}个示范期至{term.last_day.words}。",
        notices=(
            notice(
                "renewed",
                RENEWAL_BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                *JOINT_DEPARTMENTS,
                deadlines=(term.last_day, term.window),
                term_number=term.number,
                begins=terms.next_begins(case.term, case.policy),
                **dates,
            ),
        ),
        documents=(
            joint_act.decision_document(
                "renewal_recognition",
                RENEWAL_BASIS,
                case,
                signatories(case.policy),
                (term.last_day, term.window),
                draft=case.current.draft,
                former=_borne_in(case.term, case),
                term_number=term.number,
                **dates,
            ),
            document(
                "announcement",
                RENEWAL_BASIS,
                answer,
                deadlines=(term.last_day, term.window),
                matter=JOINT_MATTER,
                **dates,
            ),
        ),
    )


ANNOUNCEMENT = TaskKind(
    "renewal_announcement",
    "向社会公布继续认定",
    Role.SAMR,
    RENEWAL_BASIS,
    (Action(PUBLISH, "向社会公布", _announced, irreversible=True),),
)
