"""第二十二条 评估验收结果进行公示，公示期不少于五个工作日。

A notice that says something wrong is corrected or withdrawn. Readings R-22-11 (what a correction does to the count)
and R-22-12 (a withdrawn notice): both 系统策略, the text knows neither.
"""

from datetime import datetime
from typing import Any

from domain.citation import Basis
from domain.deadline import Deadline
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import notice_changes
from domain.procedure.notice_changes import CORRECT, WITHDRAW, CorrectionForm, WithdrawalForm
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, TaskKind
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone.case import RenewalStage, Stage, ZoneCase


def matter_of(case: ZoneCase) -> str:
    """What the notice that stands shows."""
    return art28.NOTICE_MATTER if case.renewal else art22.MATTER


def basis_of(case: ZoneCase) -> Basis:
    return art28.EVALUATION_BASIS if case.renewal else art22.NOTICE_BASIS


def objection_basis_of(case: ZoneCase) -> Basis:
    return art28.EVALUATION_BASIS if case.renewal else art22.OBJECTION_BASIS


def reexamination_of(case: ZoneCase) -> TaskKind:
    return art28.REEXAMINATION if case.renewal else art22.REEXAMINATION


def rule_of(case: ZoneCase) -> str:
    """The date rule that counts it."""
    return "zone-renewal-notice" if case.renewal else "zone-notice"


def at_notice(case: ZoneCase) -> bool:
    """The case, or its renewal, stands at the notice."""
    return case.renewal.stage is RenewalStage.PUBLIC_NOTICE if case.renewal else case.stage is Stage.PUBLIC_NOTICE


def is_running(case: ZoneCase) -> bool:
    return at_notice(case) and case.current.notice is not None and case.current.notice.is_running


def restarts(case: ZoneCase) -> bool:
    """Whether a correction starts the count anew (``notice_correction``)."""
    return case.policy.notice_correction != "continue"


def corrected(case: ZoneCase, last_day: Deadline, *, restarted: bool) -> Effects:
    """Of the notice as it now stands."""
    assert case.current.notice is not None
    return notice_changes.corrected(
        case, basis_of(case), matter_of(case), case.current.notice, last_day, restarted=restarted
    )


def _running(case: ZoneCase, form: Any, now: datetime) -> Refusal | None:
    """The legal instant governs: a notice whose last day has passed is neither corrected nor withdrawn."""
    notice = case.current.notice
    closes_at = notice.last_day.closes_at if notice else None
    if notice and notice.is_running and (closes_at is None or now < closes_at):
        return None
    text = "公示已经结束或者没有正在进行的公示，不能更正或者撤回。"
    return Refusal(
        kind=RefusalKind.TOO_LATE, text=text, basis=basis_of(case), remedy="请按异议或者撤回决定的程序处理。"
    )


def _asked(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(text=f"市场监管总局更正对{case.park.name}的公示。")


NOTICE_CORRECTION = Matter(
    TaskKind(
        "notice_correction",
        "更正或者撤回公示",
        Role.SAMR,
        art22.NOTICE_BASIS,
        (
            Action(CORRECT, "更正公示", _asked, form=CorrectionForm, check=_running, irreversible=True),
            Action(
                WITHDRAW,
                "撤回公示",
                lambda case, answer: notice_changes.withdrawn(case, basis_of(case), matter_of(case), answer),
                form=WithdrawalForm,
                check=_running,
                irreversible=True,
            ),
        ),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=is_running,
)
