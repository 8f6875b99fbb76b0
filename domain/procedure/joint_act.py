"""会同: one act of several bodies, complete when every named body has signed the same text.

Used by 第二十三条 (recognition) and 第二十八条第三款 (renewal).
"""

from collections.abc import Mapping

from domain.citation import Basis
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.procedure.review import notice
from domain.procedure.subject import Subject
from domain.roles import Audience, Role
from domain.task import Action, Answer, NoData, TaskKind

SIGN = "sign"


def signatory(organisation: str) -> Audience:
    """总局 leads and signs as itself; the departments sign as joint departments."""
    role = Role.SAMR if organisation == "samr" else Role.JOINT_DEPARTMENT
    return Audience(role=role, organisation=organisation)


def signature(
    key: str, label: str, basis: Basis, *, role: Role, matter: str, signatories: Mapping[str, str]
) -> TaskKind:
    """One body's signature."""

    def signed(case: Subject, answer: Answer) -> Effects:
        return Effects(text=f"{signatories[answer.act.actor.organisation]}会签{case.subject_name}的{matter}。")

    return TaskKind(key, label, role, basis, (Action(SIGN, "会签同意", signed, form=NoData, irreversible=True),))


def completed(case: Subject, basis: Basis, *, matter: str, signatories: Mapping[str, str]) -> Effects:
    """Every body has signed: the decision is taken, and still has to be published."""
    names = list(signatories.values())
    return Effects(
        text=f"市场监管总局会同{'、'.join(names[1:])}对{case.subject_name}作出{matter}决定。",
        notices=(
            notice(
                "recognised", basis, case.applicant, case.province, case.leading_group, matter=matter, signatories=names
            ),
        ),
    )


def decision_document(
    kind: str,
    basis: Basis,
    case: Subject,
    signatories: Mapping[str, str],
    deadlines: tuple[Deadline, ...],
    **data: object,
) -> DocumentOrder:
    """The joint decision itself, with the term written out."""
    return DocumentOrder(
        kind=kind,
        issuers=tuple(signatories),
        recipients=(case.applicant, case.province),
        data={"signatories": list(signatories.values()), **data},
        deadlines=deadlines,
        basis=basis,
    )
