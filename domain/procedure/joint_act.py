"""会同: one act of several bodies, complete when every named body has signed the same text.

Used by 第二十三条 (recognition), 第二十七条第二句 (revocation) and 第二十八条第三款 (renewal). A signature is given to
a draft: whoever edits the draft voids the signatures given to it, and they stay in the record (reading R-23-2).
Until the act is complete a body may take its signature back.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import Field

from domain.citation import Basis
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Reasons, Text
from domain.procedure.review import notice
from domain.procedure.state import Proceeding
from domain.procedure.subject import Subject
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Check, Form, TaskKind, unrestricted

SIGN = "sign"
REVISE = "revise"
RETRACT = "retract"


class Signature(Form):
    draft: int | None = Field(default=None, title="所签文稿（第几稿，不填即当前文稿）", ge=1)


class Revision(Form):
    text: Text = Field(title="决定正文")
    reasons: Text = Field(title="修改理由")


class JointKinds(NamedTuple):
    """What is asked in a joint act: of 总局, of the others, and what may be done with the draft meanwhile."""

    lead: TaskKind
    others: TaskKind
    revision: TaskKind
    retraction: TaskKind


def signatory(organisation: str) -> Audience:
    """总局 leads and signs as itself; the departments sign as joint departments."""
    role = Role.SAMR if organisation == "samr" else Role.JOINT_DEPARTMENT
    return Audience(role=role, organisation=organisation)


def joint_kinds(
    prefix: str,
    basis: Basis,
    *,
    matter: str,
    signatories: Mapping[str, str],
    proceeding: Callable[[Any], Proceeding],
    prepared_by: tuple[str, ...],
    gate: Check = unrestricted,
    revision: type[Form] = Revision,
    refuse_revision: Check = unrestricted,
) -> JointKinds:
    """The kinds of one joint act. ``prepared_by``: kinds whose actors may not sign for 总局; ``gate``: what must hold
    on the day of every signature; ``revision``: what an edit says, its ``text`` among it."""

    def signed_as_it_stands(case: Any, form: Signature, now: Any) -> Refusal | None:
        current = proceeding(case).draft_number
        if form.draft not in (None, current):
            text = f"文稿已改为第{current}稿，不能再签署第{form.draft}稿。"
            return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="请阅看当前文稿后签署。")
        return gate(case, form, now)

    def signed(case: Subject, answer: Answer) -> Effects:
        who, number = signatories[answer.act.actor.organisation], proceeding(case).draft_number
        return Effects(text=f"{who}会签{case.subject_name}的{matter}（第{number}稿）。")

    def revised(case: Subject, answer: Answer) -> Effects:
        number = proceeding(case).draft_number + 1
        void = [signatories[each] for each in proceeding(case).signatures]
        lost = f"此前{'、'.join(void)}的签署失效，须重新签署。" if void else ""
        return Effects(
            text=f"市场监管总局将{matter}文稿改为第{number}稿。{lost}",
            notices=(
                notice("draft_revised", basis, *map(signatory, signatories), matter=matter, number=number, void=void),
            ),
        )

    def retracted(case: Subject, answer: Answer) -> Effects:
        return Effects(text=f"{signatories[answer.act.actor.organisation]}撤回对{case.subject_name}的{matter}的签署。")

    sign = Action(SIGN, "会签同意", signed, form=Signature, check=signed_as_it_stands, irreversible=True)
    revision_key = f"{prefix}_draft"
    return JointKinds(
        TaskKind(
            f"{prefix}_decision",
            f"作出{matter}决定",
            Role.SAMR,
            basis,
            (sign,),
            apart_from=(*prepared_by, revision_key),
        ),
        TaskKind(f"{prefix}_signature", f"会签{matter}文件", Role.JOINT_DEPARTMENT, basis, (sign,)),
        TaskKind(
            revision_key,
            f"修改{matter}文稿",
            Role.SAMR,
            basis,
            (Action(REVISE, "修改文稿（已有的签署失效）", revised, form=revision, check=refuse_revision),),
            standing=True,
            optional=True,
        ),
        TaskKind(
            f"{prefix}_retraction",
            f"撤回对{matter}的签署",
            Role.JOINT_DEPARTMENT,
            basis,
            (Action(RETRACT, "撤回签署", retracted, form=Reasons),),
            optional=True,
        ),
    )


def completed(case: Subject, basis: Basis, *, matter: str, signatories: Mapping[str, str]) -> Effects:
    """Every body has signed: the decision is taken, and still has to be published."""
    names = list(signatories.values())
    together = f"会同{'、'.join(names[1:])}" if names[1:] else ""
    return Effects(
        text=f"市场监管总局{together}对{case.subject_name}作出{matter}决定。",
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
    *,
    draft: str = "",
    **data: object,
) -> DocumentOrder:
    """The joint decision itself, with the term written out; ``draft``: its text as it was last edited, if it was."""
    return DocumentOrder(
        kind=kind,
        issuers=tuple(signatories),
        recipients=(case.applicant, case.province),
        data={"signatories": list(signatories.values()), "draft": draft, **data},
        deadlines=deadlines,
        basis=basis,
    )
