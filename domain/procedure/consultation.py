"""征求意见: several departments are asked at once; their answers inform and bind nobody.

Used by 第十七条第二款, 第二十一条 and 第二十八条第三款. The texts set no time limit: the working days after which
a silent department is marked 逾期未反馈 are 系统策略 (reading R-17-1). Silence is neither consent nor refusal.
"""

from collections.abc import Mapping

from domain.citation import Basis
from domain.dates import local_date
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure.forms import Reply
from domain.procedure.review import notice
from domain.procedure.state import Consultation, Stance
from domain.procedure.subject import Subject
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, TaskKind

CONSULT = "consult"
REPLY = "reply"


def department(organisation: str) -> Audience:
    return Audience(role=Role.JOINT_DEPARTMENT, organisation=organisation)


def asked(departments: Mapping[str, str], basis: Basis, matter: str, due: Deadline, source: str) -> Effects:
    """What goes out when the departments are asked: a letter and a notification to each.

    ``source`` says where ``due`` comes from (``PolicyBase.source``).
    """
    note = f"{due.words}（{source}：法规未规定反馈期限）"
    return Effects(
        text=f"市场监管总局就{matter}征求相关部门意见，请于{due.words}前反馈。",
        notices=tuple(
            NoticeOrder(
                kind="consultation_asked",
                audience=(department(each),),
                data={"matter": matter, "due": due.date.isoformat(), "due_note": note},
                deadlines=(due,),
                basis=basis,
            )
            for each in departments
        ),
        documents=tuple(
            DocumentOrder(
                kind="consultation_letter",
                issuers=("samr",),
                recipients=(department(each),),
                data={"matter": matter, "due": due.date.isoformat(), "due_note": note},
                deadlines=(due,),
                basis=basis,
            )
            for each in departments
        ),
    )


def take(consultation: Consultation, answer: Answer) -> None:
    """Keep what a department replied, and when."""
    who = answer.act.actor.organisation
    consultation.replies[who] = answer.form.stance
    consultation.replied_on[who] = local_date(answer.at)
    consultation.opinions[who] = answer.form.opinion


def _summary(departments: Mapping[str, str], consultation: Consultation) -> list[dict[str, str]]:
    """Department by department: asked on, due, replied on, what and in which words."""
    replied = consultation.replied_on
    return [
        {
            "department": name,
            "asked_on": consultation.asked_on.isoformat(),
            "due": consultation.due.date.isoformat(),
            "replied_on": replied[each].isoformat() if each in replied else "",
            "stance": consultation.replies[each].label if each in consultation.replies else "",
            "opinion": consultation.opinions.get(each, ""),
        }
        for each, name in departments.items()
    ]


def closed(departments: Mapping[str, str], basis: Basis, matter: str, consultation: Consultation) -> Effects:
    """All have replied, or the time is up."""
    silent = [departments[each] for each, stance in consultation.replies.items() if stance is Stance.SILENT]
    return Effects(
        text=f"{matter}征求意见结束" + (f"，逾期未反馈：{'、'.join(silent)}。" if silent else "，各部门均已反馈。"),
        notices=(notice("consultation_closed", basis, SAMR, matter=matter, silent=silent),),
        documents=(
            DocumentOrder(
                kind="consultation_summary",
                issuers=("samr",),
                recipients=(SAMR,),
                data={"matter": matter, "rows": _summary(departments, consultation)},
                basis=basis,
            ),
        ),
    )


def opinion(key: str, label: str, basis: Basis, *, matter: str, departments: Mapping[str, str]) -> TaskKind:
    """One department's answer."""

    def replied(case: Subject, answer: Answer) -> Effects:
        who = departments[answer.act.actor.organisation]
        return Effects(
            text=f"{who}就{matter}反馈意见：{answer.form.stance.label}。",
            documents=(
                DocumentOrder(
                    kind="opinion_reply",
                    issuers=(answer.act.actor.organisation,),
                    recipients=(SAMR,),
                    data={"matter": matter, "stance": answer.form.stance.label, "opinion": answer.form.opinion},
                    basis=basis,
                ),
            ),
        )

    def said_something(case: Subject, form: Reply, now: object) -> Refusal | None:
        if form.stance is Stance.SILENT:
            return Refusal(
                kind=RefusalKind.RULE, text="“逾期未反馈”由系统在期限届满后标注，不能作为反馈意见提交。", basis=basis
            )
        return None

    return TaskKind(
        key,
        label,
        Role.JOINT_DEPARTMENT,
        basis,
        (Action(REPLY, "反馈意见", replied, form=Reply, check=said_something),),
    )
