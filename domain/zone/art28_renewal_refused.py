"""第二十八条 通过评估和公示的园区，由市场监管总局会同相关部门继续认定为示范区。

What does not pass is told by whoever refused it, in their own name: the province at its 审核, its leading group, or 总局
at its door, after the evaluation or an upheld objection. The running term is untouched to its last day.
"""

from domain.citation import Basis, Citation
from domain.dates import in_words
from domain.orders import DocumentOrder, Effects
from domain.procedure.review import notice
from domain.roles import Role
from domain.task import Answer
from domain.zone.art28_renewal_window import last_day_to_apply
from domain.zone.case import ZoneCase

PROVINCE_BASIS = (Citation("zone:28.2"),)
SAMR_BASIS = (Citation("zone:28.3#2"),)
DOOR_BASIS = (Citation("zone:28.1"), Citation("zone:28.2"))
_IN_THE_PROVINCE = {
    Role.PROVINCIAL_REGULATOR: "对复审申请材料进行了审核，审核未通过",
    Role.PROVINCIAL_LEADING_GROUP: "不同意复审申请",
}
_LEAD = "samr"


def in_the_province(case: ZoneCase, answer: Answer) -> Effects:
    """``answer``: the one with which the province or its leading group ended the chain."""
    who = answer.act.actor
    because = _IN_THE_PROVINCE[who.role]
    text = f"{case.park.name}的复审未通过：{who.role.label}{because}。"
    return _effects(case, text, who.organisation, who.role, because, answer.form.reasons, PROVINCE_BASIS)


def after_evaluation(case: ZoneCase, text: str, findings: str) -> Effects:
    return _by_samr(case, text, "开展了综合评估，评估结论为未通过", findings)


def after_objections(case: ZoneCase) -> Effects:
    return _by_samr(
        case,
        f"{case.park.name}的复审未通过：公示期间的异议经复核成立。",
        "对复审公示期间的异议进行了复核，异议成立",
        "公示期间的异议经复核成立",
    )


def at_the_door(case: ZoneCase) -> Effects:
    """Not with 总局 before its window was over, where that is what counts (``renewal_timely_at``, reading R-28-7)."""
    assert case.term is not None
    last = in_words(last_day_to_apply(case.term.window))
    because = f"未在{last}24时之前收到经领导小组同意后提交的复审申请，不再受理"
    reasons = f"复审申请的截止以提交市场监管总局为准（{case.policy.source('renewal_timely_at')}）"
    text = f"{case.park.name}的复审未通过：市场监管总局{because}（{case.policy.source('renewal_timely_at')}）。"
    return _effects(case, text, _LEAD, Role.SAMR, because, reasons, DOOR_BASIS)


def _by_samr(case: ZoneCase, text: str, because: str, reasons: str) -> Effects:
    return _effects(case, text, _LEAD, Role.SAMR, because, reasons, SAMR_BASIS)


def _effects(case: ZoneCase, text: str, issuer: str, role: Role, because: str, reasons: str, basis: Basis) -> Effects:
    """``issuer``: organisation id of whoever refused; ``because``: what they did, said after their name."""
    return Effects(
        text=text,
        notices=(notice("renewal_failed", basis, case.applicant, case.province, because=f"{role.label}{because}"),),
        documents=(
            DocumentOrder(
                kind="renewal_failed",
                issuers=(issuer,),
                recipients=(case.applicant,),
                data={"because": because, "reasons": reasons},
                basis=basis,
            ),
        ),
    )
