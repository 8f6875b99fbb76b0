"""延长、中止、恢复计算: what may be done to a running date of a case, and what comes of it.

Reading R-29-2: the texts know none of the three, so all of it is 系统策略. What the text itself fixes stays (the term,
the window, the minimum of the creation period), and every change only moves a date later.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.citation import cited
from domain.date_change_kinds import ChangeForm, ChangeKind
from domain.dates import in_words
from domain.deadline import Deadline
from domain.open_dates import OpenDate, unsettled_dates
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.programmes import programme_of
from domain.rederivation import keeping, pinned
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor


@dataclass(frozen=True, slots=True)
class DateChange:
    """What somebody asks: to change the date at ``path`` of a case."""

    path: str
    kind: ChangeKind
    form: ChangeForm
    actor: Actor


def all_dates(case: Any) -> dict[str, Deadline]:
    """Every date of the case by its place, whether or not it can be changed, settled ones among them."""
    programme = programme_of(case)
    found = (*programme.fixed(case), *programme.counted(case))
    return {path: deadline for path, deadline in found if deadline}


def refusal_of(case: Any, change: DateChange, now: datetime) -> Refusal | None:
    """Why the change must be turned away at ``now`` (UTC), or None."""
    if refusal := refuse_actor(case, change.path, change.actor):
        return refusal
    if fixed := dict(programme_of(case).fixed(case)).get(change.path):
        text = f"{fixed.label}由法规规定（{cited(fixed.basis)}），不能{change.kind.label}。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=fixed.basis)
    one = found(case, change.path, now)
    if one is None:
        done = all_dates(case).get(change.path)
        basis = done.basis if done else case.stage.basis
        text = "没有这一期限，或者有关事项已经办结，未作任何变更。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=basis)
    return change.kind.refuse(one, change.form, now)


def refuse_actor(case: Any, path: str, actor: Actor) -> Refusal | None:
    """Why ``actor`` does not decide on the date at ``path``, or None."""
    who = programme_of(case).decides(case, path)
    if who.includes(actor):
        return None
    text = f"期限的延长、中止和恢复计算由{who.role.label}决定。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=programme_of(case).change_basis)


def found(case: Any, path: str, now: datetime) -> OpenDate | None:
    """The date at ``path`` whose matter is not settled, if there is one."""
    return next((each for each in unsettled_dates(case, now) if each.path == path), None)


def settled(one: OpenDate, fresh: Deadline) -> Deadline:
    """What takes the place of a date: as it was derived again, and never on an earlier day than before.

    A release that came meanwhile may let the count end too early; then the day stands (``KEPT``).
    """
    parameters = {**pinned(one.deadline), **fresh.parameters}
    after = fresh.compact().model_copy(update={"parameters": parameters})
    if after.suspended:
        return after
    floor = max([one.deadline.date, *(each.last_day for each in after.pauses if each.last_day)])
    return after if after.date >= floor else keeping(after, floor)


def refusal_of_outcome(one: OpenDate, after: Deadline) -> Refusal | None:
    """A report is owed within the term it reports on, or in the next one."""
    if one.owed_until is None or after.date <= one.owed_until:
        return None
    text = f"延长后{after.label}为{after.words}，在示范期最后一日{in_words(one.owed_until)}之后，不能延长。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=one.deadline.basis, remedy="请缩短延长的时间。")


def effects(case: Any, one: OpenDate, after: Deadline, change: DateChange) -> Effects:
    """The record, word to everyone who was told the date, and to the public where it was stated."""
    what = f"{one.who}决定{change.kind.tell(one, after)}"
    why = f"理由：{change.form.reason}；依据文件：{change.form.document}"
    text = f"{what}（{why}）。"
    return Effects(
        text=text,
        notices=(
            NoticeOrder(
                kind="date_changed",
                audience=one.told,
                data={"label": after.label, "change": change.kind.label, "news": text, "until": after.words},
                deadlines=(after,),
                basis=after.basis,
            ),
        ),
        documents=(_correction(case, one, after, f"{what}（{why}）"),) if one.stated else (),
    )


def _correction(case: Any, one: OpenDate, after: Deadline, because: str) -> DocumentOrder:
    """更正公告. ``before`` is the day the public read last; of a notice that stands still, what remains of it."""
    stood = one.deadline.superseded[-1].deadline if one.deadline.suspended else one.deadline
    told = {"before": stood.date.isoformat(), "because": because}
    if after.suspended:
        told["remaining"] = after.remaining
    return programme_of(case).correct(case, one.path, after, **told)
