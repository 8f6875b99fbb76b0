"""逐级审核: a province examines, its leading group consents, and the park itself goes on to 总局.

Used by 第十七条第一款 (nomination), 第二十条 (acceptance) and 第二十八条第二款 (renewal): the same steps, each
with its own basis and matter. A link that does not pass ends the chain; who takes it up again is the
business of the workflow that hosts it. Whoever acted on a matter for one body does not act on it for another (reading
R-5-4).
"""

from typing import Any

from domain.citation import Basis
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure.forms import Opinion, Reasons
from domain.procedure.subject import Subject
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Check, TaskKind, unrestricted

CONSENT = "consent"
DECLINE = "decline"
PASS = "pass"
FAIL = "fail"
SUBMIT = "submit"

ADVANCES = frozenset({CONSENT, PASS, SUBMIT, "nominate", "report"})
"""Answers after which a chain goes on to its next link."""


def notice(
    kind: str, basis: Basis, *audience: Audience, deadlines: tuple[Deadline, ...] = (), **data: Any
) -> NoticeOrder:
    return NoticeOrder(kind=kind, audience=audience, data=data, deadlines=deadlines, basis=basis)


def document(
    kind: str,
    basis: Basis,
    answer: Answer,
    *recipients: Audience,
    deadlines: tuple[Deadline, ...] = (),
    **data: Any,
) -> DocumentOrder:
    """A document issued by the body that acts."""
    return DocumentOrder(
        kind=kind,
        issuers=(answer.act.actor.organisation,),
        recipients=recipients,
        data=data,
        deadlines=deadlines,
        basis=basis,
    )


def examination(prefix: str, label: str, basis: Basis, *, matter: str) -> TaskKind:
    """审核 by the provincial regulator, by nobody who applied or consents. ``prefix``: of the kinds of one matter."""

    def passed(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"省级市场监管部门审核{matter}，予以通过。",
            notices=(notice("examination_passed", basis, case.applicant, case.leading_group, matter=matter),),
            documents=(
                document(
                    "acceptance_examination",
                    basis,
                    answer,
                    case.leading_group,
                    matter=matter,
                    result="审核通过",
                    opinion=answer.form.opinion,
                ),
            ),
        )

    def failed(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"省级市场监管部门审核{matter}，不予通过。",
            notices=(notice("examination_failed", basis, case.applicant, matter=matter),),
            documents=(
                document(
                    "acceptance_examination",
                    basis,
                    answer,
                    case.applicant,
                    matter=matter,
                    result="审核未通过",
                    opinion=answer.form.reasons,
                ),
            ),
        )

    return TaskKind(
        f"{prefix}_examination",
        label,
        Role.PROVINCIAL_REGULATOR,
        basis,
        (Action(PASS, "审核通过", passed, form=Opinion), Action(FAIL, "审核不通过", failed, form=Reasons)),
        apart_from=(f"{prefix}_application", f"{prefix}_consent"),
    )


def consent(
    prefix: str, label: str, basis: Basis, *, matter: str, next_in_line: str, apart_from: tuple[str, ...] = ()
) -> TaskKind:
    """同意 by the provincial leading group: a hard gate, unlike a consultation. Nobody gives it who applied or
    examined; ``apart_from``: where that is done under kinds of other names."""

    def given(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"质量强省（区、市）工作领导小组同意{matter}。",
            notices=(notice("consent_given", basis, case.applicant, case.province, matter=matter, next=next_in_line),),
            documents=(
                document(
                    "leading_group_consent", basis, answer, case.province, matter=matter, opinion=answer.form.opinion
                ),
            ),
        )

    def declined(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"质量强省（区、市）工作领导小组不同意{matter}。",
            notices=(notice("consent_declined", basis, case.applicant, case.province, matter=matter),),
            documents=(
                document(
                    "leading_group_decline", basis, answer, case.province, matter=matter, reasons=answer.form.reasons
                ),
            ),
        )

    return TaskKind(
        f"{prefix}_consent",
        label,
        Role.PROVINCIAL_LEADING_GROUP,
        basis,
        (Action(CONSENT, "同意", given, form=Opinion), Action(DECLINE, "不同意", declined, form=Reasons)),
        apart_from=apart_from or (f"{prefix}_application", f"{prefix}_examination"),
    )


def submission(key: str, label: str, basis: Basis, *, matter: str, check: Check = unrestricted) -> TaskKind:
    """The park itself submits to 总局 once province and leading group have done their part."""

    def submitted(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"{case.subject_name}向市场监管总局提交{matter}。",
            notices=(notice("submitted_to_samr", basis, SAMR, case.applicant, case.province, matter=matter),),
            documents=(document("acceptance_submission", basis, answer, SAMR, matter=matter),),
        )

    return TaskKind(
        key,
        label,
        Role.CREATING_BODY,
        basis,
        (Action(SUBMIT, "向市场监管总局提交", submitted, check=check, irreversible=True),),
    )
