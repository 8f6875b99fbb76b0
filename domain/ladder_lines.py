"""What a derivation says of the reminders that follow from its date."""

from collections.abc import Iterable
from datetime import date

from domain.dates import CHINA, in_words, local_date
from domain.deadline import Line
from domain.derivation import told_of
from domain.ladder import Rung
from domain.parameter import ReminderShift


def ladder_line(rungs: tuple[Rung, ...], due: date, parameter: str, shift: ReminderShift = "none") -> Line:
    """On which days reminders go out before ``due`` and after it, as long as nothing is done (系统策略).

    ``shift``: what became of those planned for a day off.
    """
    days = [local_date(rung.planned_at) for rung in rungs]
    before, after = [day for day in days if day <= due], [day for day in days if day > due]
    clock = f"{rungs[0].planned_at.astimezone(CHINA):%H:%M}" if rungs else ""
    reminded = f"{_listed(before)}{clock}提醒" if before else "到期前不提醒"
    missed = f"；未办理的，{_listed(after)}{clock}再次提醒" if after else ""
    moved = "（到期前的提醒遇休息日提前至上一工作日）" if shift == "previous_workday" else ""
    return Line(text=f"系统提醒：{reminded}{missed}{moved}。", **told_of(parameter), in_text=False, dates=tuple(days))


def _listed(days: Iterable[date]) -> str:
    return "、".join(map(in_words, days))
