"""A date that explains itself: its inputs, its interval, its basis, and its derivation in Chinese."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any, overload

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
)

from domain.citation import Basis, Citation
from domain.dates import in_words
from domain.interpretation import CHOSEN, IN_TEXT, PolicyBase
from domain.period_changes import Extension, Pause
from domain.working_days import Reading


class Line(BaseModel):
    """One line of a derivation. ``in_text`` says whether the text fixes it (法规规定) or we chose it (系统策略)."""

    model_config = ConfigDict(frozen=True)

    text: str
    citation: Citation | None = None
    parameter: str | None = None
    decided_by: tuple[str, ...] = ()
    """Fields of the policy whose values it tells of."""
    in_text: bool = True
    interpreted: str = ""
    """Where it comes from (``PolicyBase.source``) when its values rest on an interpretation; empty when on none."""
    dates: tuple[dt.date, ...] = ()

    @property
    def source(self) -> str:
        return IN_TEXT if self.in_text else self.interpreted or CHOSEN


class Lines(Sequence[Line]):
    """A derivation that is put into words when it is first read: who wants only the date does not wait for it.

    ``tell`` answers the lines in order, whenever it is called the same.
    """

    def __init__(self, tell: Callable[[], Iterable[Line]]) -> None:
        self._tell = tell

    @cached_property
    def _told(self) -> tuple[Line, ...]:
        return tuple(self._tell())

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, at: int | slice) -> Line | tuple[Line, ...]:
        return self._told[at]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._told == tuple(other)

    def __repr__(self) -> str:
        return repr(self._told)


def _unread(lines: Any, read: ValidatorFunctionWrapHandler) -> Sequence[Line]:
    """Of a rule as they are, without putting them into words; of anything stored, its lines."""
    return lines if isinstance(lines, Lines) else tuple(read(lines))


def _written(lines: Sequence[Line], write: SerializerFunctionWrapHandler) -> Any:
    return write(list(lines))


class Deadline(BaseModel):
    """The end (or the opening) of a legal period, with everything it was derived from.

    ``date`` is the day that counts in law, in Asia/Shanghai. ``earliest`` and ``latest`` bound it while a
    holiday calendar is not yet published; ``provisional`` says so, and ``reading`` which of the bounds it is. Acts
    are taken in [``opens_at``, ``closes_at``), UTC instants; ``None`` leaves that side open.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    label: str
    basis: Basis
    anchor: dt.date
    anchor_label: str
    date: dt.date
    earliest: dt.date
    latest: dt.date
    provisional: bool = False
    reading: Reading = "nominal"
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    parameters: dict[str, int | str] = {}
    """What the rule was given besides its anchor, so that it can be derived again (``domain.zone.date_rules``)."""
    releases: tuple[str, ...] = ()
    """Document numbers of the calendar releases the count used."""
    counted: tuple[dt.date, ...] = ()
    """The working days counted, in order; empty for periods of months and years."""
    pauses: tuple[Pause, ...] = ()
    """During which the count stood still, in order. The last may still run (``suspended``)."""
    extensions: tuple[Extension, ...] = ()
    """By which the end was moved, in order."""
    superseded: "tuple[Superseded, ...]" = ()
    """The deadlines that stood before this one, oldest first (``domain.changed_deadline``)."""
    lines: Annotated[Sequence[Line], WrapValidator(_unread), WrapSerializer(_written)] = ()
    """The derivation, of a rule as ``Lines``; left out where the deadline is kept, derived again where it is shown."""

    def compact(self) -> "Deadline":
        """The same deadline without its derivation, as workflow state carries it."""
        return self.model_copy(update={"lines": ()})

    def put_off_to(self, day: dt.date) -> "Deadline":
        """The same on a later ``day``, closing at the same hour: nothing about it comes before that day."""
        return self.model_copy(
            update={
                "date": day,
                "earliest": max(day, self.earliest),
                "latest": max(day, self.latest),
                "closes_at": self.closes_at + (day - self.date) if self.closes_at else None,
            }
        )

    def credited(self, policy: PolicyBase) -> "Deadline":
        """The same, told under ``policy``: what rests on an interpretation says so."""
        if not policy.interpreted:
            return self
        lines = self.lines
        return self.model_copy(update={"lines": Lines(lambda: tuple(_credited(line, policy) for line in lines))})

    @property
    def suspended(self) -> Pause | None:
        """The pause that runs. Meanwhile there is no end: nothing closes, and ``date`` is the day that stood before."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].last_day is None else None

    @property
    def remaining(self) -> str:
        """What is still to be counted once the pause that runs has ended, for people; empty when none runs."""
        if self.suspended is None:
            return ""
        left = sum(day >= self.suspended.first_day for day in self.counted)
        months = sum(each.months for each in self.extensions)
        return f"{left}个工作日{f'和延长的{months}个月' if months else ''}"

    @property
    def words(self) -> str:
        """The date for people, marked when a holiday calendar may still move it; of a count that stands still, that."""
        if self.suspended:
            return f"中止中，尚余{self.remaining}"
        return in_words(self.date) + ("（暂定，待节假日安排公布）" if self.provisional else "")


class Superseded(BaseModel):
    """A deadline that stood until another took its place; kept readable."""

    model_config = ConfigDict(frozen=True)

    deadline: Deadline
    """Compact, and without the deadlines before it: those stand beside it."""
    at: dt.datetime
    """UTC instant from which it stands no more."""
    actor: str
    """Who moved it, in words for people."""
    reason: str
    basis: Basis = ()


def _credited(line: Line, policy: PolicyBase) -> Line:
    source = policy.source(*line.decided_by)
    return line if source == CHOSEN else line.model_copy(update={"interpreted": source})


def certain(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: dt.date,
    anchor_label: str,
    day: dt.date,
    lines: Sequence[Line],
    opens_at: dt.datetime | None = None,
    closes_at: dt.datetime | None = None,
) -> Deadline:
    """A deadline that depends on no holiday calendar, so that its interval is a single day."""
    return Deadline(
        key=key,
        label=label,
        basis=basis,
        anchor=anchor,
        anchor_label=anchor_label,
        date=day,
        earliest=day,
        latest=day,
        lines=lines,
        opens_at=opens_at,
        closes_at=closes_at,
    )
