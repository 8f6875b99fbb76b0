"""第二十八条 示范区在示范期到期前六个月，可自愿申请复审。

示范区填写复审申请材料，提交所在地省级市场监管部门审核，并报质量强省（区、市）工作领导小组同意后，向市场监管总局提交复审申请。

市场监管总局征求相关部门意见，对园区开展综合评估，评估结果向社会公示，公示期不少于五个工作日。通过评估和公示的园区，由市场监管总局会同相关部门继续认定为示范区。
"""

from datetime import date, datetime
from functools import partial
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.ladder import Rung, one_a_day, rungs_around
from domain.orders import DocumentOrder, Effects
from domain.policy import ZonePolicy
from domain.procedure import consultation, joint_act, objections, public_notice, reexamination, review
from domain.procedure.forms import Conclusion, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind
from domain.working_days import WorkCalendar
from domain.zone import art07_check, art07_negative_list, art28_renewal_window
from domain.zone import art28_renewal_refused as refused
from domain.zone import term as terms
from domain.zone.art05_joint_departments import DEPARTMENTS, JOINT_DEPARTMENTS, SIGNATORIES, signatories
from domain.zone.art07_negative_list import CheckList
from domain.zone.art17_consultation_scope import NamedDepartments, refuse_scope
from domain.zone.case import Term, ZoneCase
from domain.zone.creation_requirements import Results, refuse_incomplete, told

WINDOW_BASIS = (Citation("zone:28.1"),)
CHAIN_BASIS = (Citation("zone:28.2"),)
EVALUATION_BASIS = (Citation("zone:28.3#1"),)
RENEWAL_BASIS = (Citation("zone:28.3#2"),)
MATTER = "复审申请"
NOTICE_MATTER = "复审评估结果"
APPLY = "apply"
EVALUATE = "evaluate"
PUBLISH = "publish"


class RenewalApplication(Form):
    """复审申请材料: the summary of the term, 第八条至第十四条 one by one, the check-list of 第七条 (reading R-28-3)."""

    summary: Text = Field(title="示范期工作总结")
    requirements: Results = Field(default_factory=list)
    check_list: CheckList = Field(title="第七条核查表")


def _check(case: ZoneCase, form: RenewalApplication, now: datetime) -> Refusal | None:
    assert case.term is not None
    return (
        art28_renewal_window.refuse_application(case.term.window, now)
        or refuse_incomplete(form.requirements, CHAIN_BASIS)
        or art07_negative_list.refuse(form.check_list, local_date(now), case.policy)
    )


def _check_submission(case: ZoneCase, form: Form, now: datetime) -> Refusal | None:
    """Under ``renewal_timely_at`` = samr the application must have come to 总局 within the window."""
    assert case.term is not None
    if case.policy.renewal_timely_at == "province":
        return None
    return art28_renewal_window.refuse_application(case.term.window, now)


def _applied(case: ZoneCase, answer: Answer) -> Effects:
    form: RenewalApplication = answer.form
    written: dict[str, Any] = {"summary": form.summary, "requirements": told(form.requirements)}
    return Effects(
        text=f"{case.park.name}提出复审申请。",
        notices=(notice("renewal_applied", WINDOW_BASIS, case.province, case.applicant),),
        documents=(
            document("renewal_application", WINDOW_BASIS, answer, case.province, **written),
            art07_check.declared(case, answer, form.check_list, local_date(answer.at), case.province),
        ),
    )


APPLICATION = TaskKind(
    "renewal_application",
    "申请复审（自愿）",
    Role.CREATING_BODY,
    WINDOW_BASIS,
    (Action(APPLY, "提出复审申请", _applied, form=RenewalApplication, check=_check),),
)
CHAIN = (
    review.examination("renewal", "审核复审申请材料", CHAIN_BASIS, matter=MATTER),
    review.consent(
        "renewal",
        "对复审申请表示意见",
        CHAIN_BASIS,
        matter=MATTER,
        next_in_line="由园区向市场监管总局提交复审申请",
    ),
    review.submission(
        "renewal_submission", "向市场监管总局提交复审申请", CHAIN_BASIS, matter=MATTER, check=_check_submission
    ),
)


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


def window_days(term: Term) -> tuple[date, date]:
    """The first and the last day on which renewal may be applied for, under either reading (R-28-1)."""
    assert term.window.opens_at is not None
    return local_date(term.window.opens_at), art28_renewal_window.last_day_to_apply(term.window)


def window_facts(term: Term) -> dict[str, str]:
    """What the reminders say of the window and the term, as ISO dates."""
    opens, closes = window_days(term)
    return {
        "window_opens": opens.isoformat(),
        "window_last": closes.isoformat(),
        "term_last_day": term.last_day.date.isoformat(),
    }


def window_opened(case: ZoneCase) -> Effects:
    """六个月: the reminder of the text's own moment, sent the instant the window opens."""
    assert case.term is not None
    term = case.term
    facts = window_facts(term)
    return Effects(
        text=f"复审申请期开始，至{in_words(window_days(term)[1])}24时止。",
        notices=(
            notice(
                "renewal_window_opened",
                WINDOW_BASIS,
                case.applicant,
                case.province,
                deadlines=(term.window, term.last_day),
                **facts,
            ),
        ),
        documents=(
            DocumentOrder(
                kind="renewal_reminder",
                issuers=("samr",),
                recipients=(case.applicant,),
                data=dict(facts),
                deadlines=(term.window, term.last_day),
                basis=WINDOW_BASIS,
            ),
        ),
    )


def reminders(term: Term, policy: ZonePolicy, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """Before the window opens and before it closes, as long as nothing is filed (系统策略)."""
    opens, closes = window_days(term)
    ladder = partial(rungs_around, after=(), at=policy.reminder_time, shift=policy.reminder_shift, calendar=calendar)
    heads_up = {"wording": "renewal_heads_up", "about": term.window}
    opening = ladder(opens, before=(policy.renewal_heads_up_days,))
    early = (rung.model_copy(update={"key": f"window{rung.key[1:]}", **heads_up}) for rung in opening)
    ending = ladder(closes, before=policy.renewal_ladder_before)
    return one_a_day((*early, *(rung.model_copy(update={"wording": "renewal_before_expiry"}) for rung in ending)))
