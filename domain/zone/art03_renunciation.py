"""第三条 园区管理委员会或所在地人民政府为创建主体，自愿申请参与创建活动。

Reading R-3-3: whoever took part of its own will may give the title up. The text says nothing of it: the zone asks,
总局 records its decision, nobody is barred. It is no way around a revocation: while one is under review the decision waits.
"""

from datetime import datetime

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Opinion, Reasons
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art27_revocation import BASIS as REVOCATION_BASIS
from domain.zone.art27_revoked import notice_withdrawal
from domain.zone.case import TITLE, ZoneCase

BASIS = (Citation("zone:3#2"),)
RENOUNCED = "示范区称号已经放弃"
ASK = "ask"
ACCEPT = "accept"
DECLINE = "decline"


def _asked(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"{case.park.name}申请放弃示范区称号（系统策略：法规没有规定）。",
        notices=(notice("renunciation_asked", BASIS, SAMR, case.province),),
        documents=(document("renunciation_application", BASIS, answer, SAMR, reasons=answer.form.reasons),),
    )


def _accepted(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局同意{case.park.name}放弃示范区称号，示范期终止。放弃不影响以后再次申请。",
        notices=(notice("renounced", BASIS, case.applicant, case.province, case.leading_group),),
        documents=(
            document(
                "renunciation_decision", BASIS, answer, case.applicant, case.province, opinion=answer.form.opinion
            ),
            *notice_withdrawal(case, RENOUNCED),
        ),
    )


def _declined(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局未同意{case.park.name}放弃示范区称号：{answer.form.reasons}",
        notices=(notice("renunciation_declined", BASIS, case.applicant, case.province, reasons=answer.form.reasons),),
    )


def _no_revocation_open(case: ZoneCase, form: Form, now: datetime) -> Refusal | None:
    if case.revocation is None:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="撤销审查尚未结案，不能以放弃称号代替。",
        basis=REVOCATION_BASIS,
        remedy="请在撤销审查结案后办理。",
    )


ASKING = Matter(
    TaskKind(
        "renunciation",
        "放弃示范区称号",
        Role.CREATING_BODY,
        BASIS,
        (Action(ASK, "申请放弃称号", _asked, form=Reasons),),
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage in TITLE and case.renunciation is None,
)
DECISION = Matter(
    TaskKind(
        "renunciation_decision",
        "决定是否同意放弃称号",
        Role.SAMR,
        BASIS,
        (
            Action(ACCEPT, "同意放弃", _accepted, form=Opinion, check=_no_revocation_open, irreversible=True),
            Action(DECLINE, "不同意", _declined, form=Reasons),
        ),
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.stage in TITLE and case.renunciation is not None,
)
