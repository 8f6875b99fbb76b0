"""第二十七条 示范区发生违反本办法第七条规定情形的，或示范推广工作不力、引领效果不明显的，由市场监管总局会同相关部门撤销示范区认定。

Here the review that leads to the joint act. 总局 opens it on one of the three grounds of the text; a missed report is
no ground. Reading R-27-6: the text knows no review, no hearing and no consultation before the joint act; the review
and its record, the hearing (off by default) and the closing are 系统策略.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import joint_act
from domain.procedure.forms import Name, Opinion, Reasons, Text
from domain.procedure.review import document, notice
from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art05_joint_departments import SIGNATORIES
from domain.zone.case import RECOGNISED, Stage, ZoneCase
from domain.zone.parts import Revocation, RevocationStage

BASIS = (Citation("zone:27#2"),)
MATTER = "撤销认定"
DEPARTMENTS = Audience(role=Role.JOINT_DEPARTMENT)
OPEN = "open"
PROPOSE = "propose"
STATE = "state"
CONCLUDE = "conclude"
CONTINUE = "continue"
CLOSE = "close"


class Ground(StrEnum):
    """The three grounds of the text, and no other."""

    ARTICLE_7 = "article_7"
    PROMOTION = "promotion"
    LEADING = "leading"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    Ground.ARTICLE_7: "发生违反本办法第七条规定情形",
    Ground.PROMOTION: "示范推广工作不力",
    Ground.LEADING: "引领效果不明显",
}


class Opening(Form):
    ground: Ground = Field(title="撤销认定的理由（第二十七条；未报送年度工作报告本身不是理由）")
    facts: Text = Field(title="事实")
    evidence: list[Name] = Field(title="证据材料", min_length=1, max_length=20)


class Findings(Form):
    findings: Text = Field(title="审查认定的事实和意见")


class Statement(Form):
    statement: Text = Field(title="陈述申辩意见")


def begun(case: ZoneCase, answer: Answer) -> Revocation:
    """The review as it begins. Whoever opens it after the term's last day has decided that it goes on."""
    form: Opening = answer.form
    return Revocation(
        ground=form.ground,
        facts=form.facts,
        evidence=form.evidence,
        opened_on=local_date(answer.at),
        continued=case.stage is Stage.EXPIRED_PENDING_RENEWAL,
    )


def may_open(case: ZoneCase) -> bool:
    """While the title stands; after its last day only if a review may outlast the term at all."""
    lapses = case.policy.revocation_after_expiry == "lapses"
    late = case.stage is Stage.EXPIRED_PENDING_RENEWAL
    return case.stage in RECOGNISED and case.revocation is None and not (late and lapses)


def refuse_opening(case: ZoneCase) -> Refusal | None:
    if may_open(case):
        return None
    text = "已有撤销审查在办理，或者示范期已经届满，不能再开启撤销审查。"
    return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=BASIS)


def refuse_closing(case: ZoneCase) -> Refusal | None:
    """A decision taken is not closed any more, only withdrawn by those who took it."""
    if case.revocation is not None and case.revocation.is_open:
        return None
    return Refusal(kind=RefusalKind.TOO_LATE, text="撤销认定决定已经作出或者审查已经结案。", basis=BASIS)


def _check_closing(case: ZoneCase, form: Form, now: datetime) -> Refusal | None:
    return refuse_closing(case)


def review_of(case: ZoneCase) -> Revocation:
    """Raises ``AssertionError`` when there is none."""
    assert case.revocation is not None
    return case.revocation


def opened(case: ZoneCase, answer: Answer) -> Effects:
    form: Opening = answer.form
    return Effects(
        text=f"市场监管总局对{case.park.name}开启撤销审查，理由：{form.ground.label}。示范区称号在决定作出前不受影响。",
        notices=(
            notice("revocation_opened", BASIS, case.applicant, case.province, DEPARTMENTS, ground=form.ground.label),
        ),
        documents=(
            document(
                "revocation_record", BASIS, answer, ground=form.ground.label, facts=form.facts, evidence=form.evidence
            ),
        ),
    )


def _proposed(case: ZoneCase, answer: Answer) -> Effects:
    if case.policy.revocation_hearing:
        return Effects(
            text=f"市场监管总局拟撤销{case.park.name}的示范区认定，先听取其陈述申辩（{case.policy.source('revocation_hearing')}）。",
            notices=(notice("revocation_hearing", BASIS, case.applicant, ground=Ground(review_of(case).ground).label),),
        )
    return Effects(text=f"市场监管总局完成对{case.park.name}的撤销审查，提请会同相关部门作出撤销认定决定。")


def _stated(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"{case.park.name}陈述申辩。",
        notices=(notice("revocation_stated", BASIS, SAMR),),
        documents=(document("revocation_statement", BASIS, answer, SAMR, statement=answer.form.statement),),
    )


def _concluded(case: ZoneCase, answer: Answer) -> Effects:
    heard = "" if review_of(case).statement else "园区未陈述申辩，"
    return Effects(text=f"市场监管总局结束听取陈述申辩，{heard}提请会同相关部门作出撤销认定决定。")


def _continued(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"示范期已届满，市场监管总局决定继续对{case.park.name}的撤销审查（{case.policy.source('revocation_after_expiry')}）。",
        notices=(notice("revocation_continued", BASIS, case.applicant, case.province),),
    )


def _closed(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局对{case.park.name}的撤销审查结案，不予撤销。",
        notices=(notice("revocation_closed", BASIS, case.applicant, case.province, DEPARTMENTS),),
        documents=(document("revocation_closing", BASIS, answer, case.applicant, reasons=answer.form.reasons),),
    )


def lapsed(case: ZoneCase) -> Effects:
    """By the reading ``lapses``: nobody decides, the review ends with the term."""
    return Effects(
        text=f"示范期届满，撤销审查未结，按{case.policy.source('revocation_after_expiry')}终止。",
        notices=(notice("revocation_lapsed", BASIS, case.applicant, case.province, SAMR),),
    )


_CLOSE = Action(CLOSE, "结案，不予撤销", _closed, form=Reasons, check=_check_closing, irreversible=True)
OPENING = Matter(
    TaskKind(
        "revocation_opening",
        "开启撤销审查",
        Role.SAMR,
        BASIS,
        (Action(OPEN, "开启撤销审查", opened, form=Opening),),
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=may_open,
)
CLOSING = Matter(
    TaskKind("revocation_closing", "撤销审查结案", Role.SAMR, BASIS, (_CLOSE,), optional=True),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: (
        case.revocation is not None and case.revocation.is_open and case.revocation.stage is RevocationStage.DECISION
    ),
)
"""While the joint decision is being signed; before that the review itself can be closed."""
REVIEW = TaskKind(
    "revocation_review",
    "撤销审查",
    Role.SAMR,
    BASIS,
    (Action(PROPOSE, "提请会同撤销认定", _proposed, form=Findings), _CLOSE),
)
STATEMENT = TaskKind(
    "revocation_statement",
    "陈述申辩（自愿）",
    Role.CREATING_BODY,
    BASIS,
    (Action(STATE, "提交陈述申辩", _stated, form=Statement),),
)
HEARING = TaskKind(
    "revocation_hearing",
    "结束听取陈述申辩",
    Role.SAMR,
    BASIS,
    (Action(CONCLUDE, "提请会同撤销认定", _concluded, form=Opinion), _CLOSE),
)
AFTER_EXPIRY = TaskKind(
    "revocation_after_expiry",
    "示范期已届满，决定是否继续撤销审查",
    Role.SAMR,
    BASIS,
    (Action(CONTINUE, "继续审查", _continued, form=Opinion), _CLOSE),
)


def _proceeding(case: ZoneCase) -> Proceeding:
    return review_of(case).proceeding


JOINT = joint_act.joint_kinds(
    "revocation",
    BASIS,
    matter=MATTER,
    signatories=SIGNATORIES,
    proceeding=_proceeding,
    prepared_by=(OPENING.kind.key,),
)
