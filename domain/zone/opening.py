"""How a case begins: a park starts one (第三条 自愿申请), or a running case is taken over."""

from domain.citation import Citation
from domain.orders import Effects, NoticeOrder
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:3"),)


def opened(case: ZoneCase) -> Effects:
    """What the record says first, and whom it tells."""
    if case.taken_over:
        return Effects(text=f"{case.park.name}作为在办案件接入，当前阶段：{case.label}。接入前应发的提醒不再补发。")
    return Effects(
        text=f"{case.park.name}发起创建，准备创建申请。",
        notices=(NoticeOrder(kind="case_opened", audience=(case.applicant,), basis=BASIS),),
    )
