"""第二十三条 市场监管总局会同相关部门对符合要求且通过公示的园区予以认定，并向社会公布。第二十七条 示范区发生违反本办法第七条规定情形的，或示范推广工作不力、引领效果不明显的，由市场监管总局会同相关部门撤销示范区认定。

Here a wrong decision withdrawn. Reading R-23-3: the text says nothing of it; whoever took a decision jointly may
withdraw it jointly. A wrong recognition withdrawn ends the case and bars nobody. A wrong revocation withdrawn lifts the
bar; the old term runs on to its own last day, which may have passed meanwhile.
"""

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import joint_act
from domain.procedure.forms import Reasons
from domain.procedure.review import notice
from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, TaskKind
from domain.zone.art05_joint_departments import SIGNATORIES, signatories
from domain.zone.art27_revocation import DEPARTMENTS
from domain.zone.art27_revoked import notice_withdrawal
from domain.zone.case import TITLE, RenewalStage, Stage, ZoneCase

BASIS = (Citation("zone:23"), Citation("zone:27#2"))
MATTER = "撤回原决定"
ANNULLED = "示范区认定已经撤回"
OPEN = "open"
CLOSE = "close"


def _subject(case: ZoneCase) -> str:
    return "撤销认定决定" if case.stage is Stage.REVOKED else "认定决定"


def _opened(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局提请会同相关部门撤回对{case.park.name}的{_subject(case)}：{answer.form.reasons}",
        notices=(notice("correction_opened", BASIS, case.applicant, DEPARTMENTS, decision=_subject(case)),),
    )


def _closed(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(text=f"不再撤回对{case.park.name}的{_subject(case)}，原决定不变：{answer.form.reasons}")


def lapsed(case: ZoneCase) -> Effects:
    """The case ends before all have signed: there is nothing left to withdraw."""
    return Effects(
        text=f"案件终结，对{case.park.name}的{_subject(case)}的撤回程序未完成，随之终止，原决定不变。",
        notices=(notice("correction_lapsed", BASIS, case.applicant, SAMR, DEPARTMENTS, decision=_subject(case)),),
    )


def annulled(case: ZoneCase) -> Effects:
    """A wrong recognition is withdrawn: the title ends, and nobody is barred."""
    return _withdrawn(case, "示范区认定自撤回之日起不再有效，不产生三年内不得再次申请的限制。")


def restored(case: ZoneCase) -> Effects:
    """A wrong revocation is withdrawn: the bar is lifted, and the title stands as if it had not been revoked."""
    fallen = case.fallen_renewal
    granted = fallen is not None and fallen.stage is RenewalStage.GRANTED
    renewal = "原继续认定恢复有效。" if granted else "原已终止的复审不恢复，申请期内可以重新申请。" if fallen else ""
    until = f"示范期仍至{case.term.last_day.words}。" if case.term else ""
    return _withdrawn(case, f"示范区认定恢复有效，不得再次提出创建申请的限制解除。{until}{renewal}")


def _withdrawn(case: ZoneCase, result: str) -> Effects:
    assert case.correction is not None
    decision, names = _subject(case), signatories(case.policy)
    deadlines = (case.term.last_day,) if case.term and case.stage is Stage.REVOKED else ()
    return Effects(
        text=f"市场监管总局会同相关部门撤回对{case.park.name}的{decision}（系统策略：法规没有规定）。{result}",
        notices=(
            notice(
                "decision_withdrawn",
                BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                DEPARTMENTS,
                deadlines=deadlines,
                decision=decision,
                result=result,
            ),
        ),
        documents=(
            joint_act.decision_document(
                "decision_withdrawal",
                BASIS,
                case,
                names,
                deadlines,
                draft=case.correction.proceeding.draft,
                decision=decision,
                reasons=case.correction.reasons,
                result=result,
            ),
            *notice_withdrawal(case, ANNULLED),
        ),
    )


def refuse_closing(case: ZoneCase) -> Refusal | None:
    if case.correction is not None:
        return None
    return Refusal(kind=RefusalKind.TOO_LATE, text="撤回的程序已经终结。", basis=BASIS)


OPENING = Matter(
    TaskKind(
        "correction_opening",
        "提请撤回错误的认定或者撤销决定",
        Role.SAMR,
        BASIS,
        (Action(OPEN, "提请会同撤回", _opened, form=Reasons),),
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.correction is None and (case.stage in TITLE or case.stage is Stage.REVOKED),
)
CLOSING = Matter(
    TaskKind(
        "correction_closing",
        "不再撤回原决定",
        Role.SAMR,
        BASIS,
        (Action(CLOSE, "不再撤回", _closed, form=Reasons),),
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.correction is not None and not case.stage.is_final,
)


def _proceeding(case: ZoneCase) -> Proceeding:
    assert case.correction is not None
    return case.correction.proceeding


JOINT = joint_act.joint_kinds(
    "correction",
    BASIS,
    matter=MATTER,
    signatories=SIGNATORIES,
    proceeding=_proceeding,
    prepared_by=(OPENING.kind.key,),
)
