"""会同 or 共同: one act of several bodies, complete when every named body, or as many as are needed, has signed it.

A signature is given to a draft: whoever edits the draft voids the signatures given to it, and they stay in the record
(reading R-23-2). Until the act is complete a body may take its signature back. Nobody signs for two bodies, in
whichever capacity (readings R-5-4, R-P-40).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Signatories:
    """The bodies of a joint act: organisation id → name, in signing order."""

    names: Mapping[str, str]
    role: Role
    """As what they sign."""
    lead: str = ""
    """The body that leads (会同): it alone edits the draft. Empty where all are alike (共同): then each may."""
    lead_role: Role | None = None
    least: int = 0
    """How many signatures make the act; 0: that of every body."""

    def audience(self, organisation: str) -> Audience:
        role = self.lead_role if organisation == self.lead and self.lead_role else self.role
        return Audience(role=role, organisation=organisation)

    @property
    def drafters(self) -> tuple[Audience, ...]:
        """Who may edit the draft."""
        return tuple(map(self.audience, [self.lead] if self.lead else self.names))

    def is_complete(self, signed: Collection[str]) -> bool:
        """Whether the signatures of these bodies (organisation ids) make the act."""
        return sum(each in signed for each in self.names) >= (self.least or len(self.names))

    @property
    def together(self) -> str:
        """Who acts, for people."""
        names = list(self.names.values())
        if not self.lead:
            return f"{'、'.join(names)}共同"
        return names[0] + (f"会同{'、'.join(names[1:])}" if names[1:] else "")


class JointKinds(NamedTuple):
    """What is asked in a joint act, and what may be done with the draft meanwhile."""

    lead: TaskKind | None
    """The signature of the body that leads, if one does."""
    others: TaskKind
    revision: TaskKind
    retraction: TaskKind

    @property
    def all(self) -> tuple[TaskKind, ...]:
        return tuple(kind for kind in self if kind)

    def signature_of(self, signatories: Signatories, organisation: str) -> TaskKind:
        """What asks a body for its signature."""
        return self.lead if self.lead and organisation == signatories.lead else self.others


def joint_kinds(
    prefix: str,
    basis: Basis,
    *,
    matter: str,
    signatories: Signatories,
    proceeding: Callable[[Any], Proceeding],
    prepared_by: tuple[str, ...] = (),
    lead_label: str = "",
    gate: Check = unrestricted,
    revision: type[Form] = Revision,
    refuse_revision: Check = unrestricted,
    named: Callable[[Any], Signatories] | None = None,
) -> JointKinds:
    """The kinds of one joint act. ``prepared_by``: kinds whose actors may not sign for the body that leads; ``gate``:
    what must hold on the day of every signature; ``revision``: what an edit says, its ``text`` among it; ``named``:
    (the case) → those who sign, where it is the case that names them."""

    def of(case: Any) -> Signatories:
        return named(case) if named else signatories

    def signed_as_it_stands(case: Any, form: Signature, now: Any) -> Refusal | None:
        current = proceeding(case).draft_number
        if form.draft not in (None, current):
            text = f"文稿已改为第{current}稿，不能再签署第{form.draft}稿。"
            return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="请阅看当前文稿后签署。")
        return gate(case, form, now)

    def signed(case: Subject, answer: Answer) -> Effects:
        who, number = of(case).names[answer.act.actor.organisation], proceeding(case).draft_number
        return Effects(text=f"{who}会签{case.subject_name}的{matter}（第{number}稿）。")

    def revised(case: Subject, answer: Answer) -> Effects:
        number, names = proceeding(case).draft_number + 1, of(case).names
        void = [names[each] for each in proceeding(case).signatures]
        lost = f"此前{'、'.join(void)}的签署失效，须重新签署。" if void else ""
        return Effects(
            text=f"{names[answer.act.actor.organisation]}将{matter}文稿改为第{number}稿。{lost}",
            notices=(
                notice(
                    "draft_revised",
                    basis,
                    *map(of(case).audience, names),
                    matter=matter,
                    number=number,
                    void=void,
                ),
            ),
        )

    def retracted(case: Subject, answer: Answer) -> Effects:
        return Effects(
            text=f"{of(case).names[answer.act.actor.organisation]}撤回对{case.subject_name}的{matter}的签署。"
        )

    sign = Action(SIGN, "会签同意", signed, form=Signature, check=signed_as_it_stands, irreversible=True)
    revision_key = f"{prefix}_draft"
    lead = TaskKind(
        f"{prefix}_decision",
        lead_label or f"作出{matter}决定",
        signatories.lead_role or signatories.role,
        basis,
        (sign,),
        apart_from=(*prepared_by, revision_key),
    )
    return JointKinds(
        lead if signatories.lead else None,
        TaskKind(f"{prefix}_signature", f"会签{matter}文件", signatories.role, basis, (sign,)),
        TaskKind(
            revision_key,
            f"修改{matter}文稿",
            signatories.lead_role or signatories.role,
            basis,
            (Action(REVISE, "修改文稿（已有的签署失效）", revised, form=revision, check=refuse_revision),),
            standing=True,
            optional=True,
        ),
        TaskKind(
            f"{prefix}_retraction",
            f"撤回对{matter}的签署",
            signatories.role,
            basis,
            (Action(RETRACT, "撤回签署", retracted, form=Reasons),),
            optional=True,
        ),
    )


def signed_for_others(proceeding: Proceeding, organisation: str) -> tuple[str, ...]:
    """Who has signed for another body, and so does not sign for ``organisation`` (reading R-5-4)."""
    signers = proceeding.signers.items()
    return tuple(dict.fromkeys(who for each, who in signers if each != organisation))


def signs_twice(proceeding: Proceeding, answer: Answer) -> bool:
    """Whether somebody signs who has signed for another body."""
    actor = answer.act.actor
    return answer.act.action == SIGN and actor.holder in signed_for_others(proceeding, actor.organisation)


SIGNED_TWICE = Effects(text="未予办理：同一人不得在同一文件上代表两个单位签署（系统策略），请由该单位其他人员签署。")


def completed(case: Subject, basis: Basis, *, matter: str, signatories: Signatories, **data: Any) -> Effects:
    """Every body has signed: the decision is taken, and still has to be published. ``data``: what else is told."""
    names = list(signatories.names.values())
    return Effects(
        text=f"{signatories.together}对{case.subject_name}作出{matter}决定。",
        notices=(notice("recognised", basis, *case.concerned, matter=matter, signatories=names, **data),),
    )


def decision_document(
    kind: str,
    basis: Basis,
    case: Subject,
    signatories: Signatories,
    deadlines: tuple[Deadline, ...],
    *,
    draft: str = "",
    **data: object,
) -> DocumentOrder:
    """The joint decision itself, with the term written out; ``draft``: its text as it was last edited, if it was."""
    return DocumentOrder(
        kind=kind,
        issuers=tuple(signatories.names),
        recipients=case.recipients,
        data={"signatories": list(signatories.names.values()), "draft": draft, **data},
        deadlines=deadlines,
        basis=basis,
    )
