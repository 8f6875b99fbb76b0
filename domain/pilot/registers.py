"""Who writes and who reads what the five provincial bureaus keep together: the pool of experts, their own ledger.

The plan has both come about and says nothing of how they are kept. Readings R-P-17 and R-P-20 (系统策略): any of the
five writes for all of them; officials of zones and pilots, supervision and operations read.
"""

from domain.citation import Basis
from domain.pilot.provinces import FIVE
from domain.refusal import Refusal, RefusalKind
from domain.roles import OF_THE_DISTRICT, OF_THE_PROVINCE, Actor, Role

_READ_NONE = OF_THE_DISTRICT | OF_THE_PROVINCE | {Role.CREATING_BODY, Role.EXPERT, Role.PUBLIC}
"""Who is no official of zones and pilots: what the five keep says of no project, and of no other text."""


def may_read(actor: Actor) -> bool:
    return actor.role not in _READ_NONE


def may_keep(actor: Actor) -> bool:
    return any(each.includes(actor) for each in FIVE)


def refuse_reading(actor: Actor, register: str, basis: Basis) -> Refusal | None:
    """``register``: what it is called, for people."""
    if may_read(actor):
        return None
    text = f"{register}由办理示范区和示范试点的行政机关、监督人员和技术运维查看（系统策略）。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=basis)


def refuse_keeping(actor: Actor, register: str, basis: Basis) -> Refusal | None:
    """``register``: what it is called, for people."""
    if may_keep(actor):
        return None
    text = f"{register}由上海、江苏、浙江、安徽、江西省级市场监管局登记（系统策略）。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=basis)
