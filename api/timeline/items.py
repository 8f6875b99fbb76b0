"""What a timeline shows, each with its days, its words and where it is told in full. Reads nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from api import present
from api.views import ExplanationView, StageSpan
from db.models import CaseEvent, DocumentRow, DutyRow, Rung
from domain.dates import ONE_DAY, in_words, local_date, span_in_words
from domain.deadline import Deadline
from domain.kinds import TASK_KINDS

STAGES, DECISIONS, REPORTS, REMINDERS, PERIODS = "阶段", "决定和文书", "报告", "提醒", "期间和期限"
LANES = (STAGES, DECISIONS, REPORTS, REMINDERS, PERIODS)
PAST, RUNNING, PLANNED = "已发生", "进行中", "将发生"

_REPORT = re.compile(r"(paper_)?annual_report|pilot_report|pilot_correction_receipt|pilot_half_year_report")
"""Kinds of tasks and of documents that are about the reports of 第二十七条 and of 五（四）."""
_REPORT_DATES = frozenset({"zone-annual-report", "pilot-half-year-report"})
_CLAUSE = re.compile(r"[，。；：（]")
_SAID_ALONE = 5
"""From so many characters on, the name of an answer says by itself what was answered."""
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Item:
    """``label`` is short, ``text`` is whole; ``href`` leads to the derivation or to the line of the record.

    ``shape``: bar, act, moment, paper, report, due, reminders. ``unsettled``: the days between which a provisional
    date may still move. ``dots``: the days of reminders, and whether each is sent.
    """

    lane: str
    shape: str
    first: date
    last: date
    label: str
    text: str
    href: str
    state: str
    unsettled: tuple[date, date] | None = None
    dots: tuple[tuple[date, bool], ...] = ()
    anchor: str = ""
    explanation: Sequence[ExplanationView] = ()
    """Of a date that no other page of the case derives."""

    @property
    def when(self) -> str:
        return in_words(self.first) if self.first == self.last else span_in_words(self.first, self.last)


def state_of(first: date, last: date, today: date) -> str:
    if last < today:
        return PAST
    return PLANNED if first > today else RUNNING


def stages(case_id: str, spans: Sequence[StageSpan], until: date, *, is_over: bool) -> Iterator[Item]:
    """``until``: today, or the day the case was over."""
    for span in spans:
        first = local_date(span.since)
        last = local_date(span.until) if span.until else max(first, until)
        words = f"{in_words(first)}起" if span.until is None else f"{in_words(first)}至{in_words(last)}"
        state = RUNNING if span.until is None and not is_over else PAST
        yield Item(STAGES, "bar", first, last, span.label, f"{span.label}：{words}", f"/cases/{case_id}#stage", state)


def events(case_id: str, rows: Iterable[CaseEvent]) -> Iterator[Item]:
    for row in rows:
        day = local_date(row.at)
        kind = row.kind.partition(".")[0]
        shape = "act" if row.actor_role else "moment"
        lane = REPORTS if _REPORT.match(kind) else DECISIONS
        shape = "report" if lane == REPORTS and row.kind.endswith(".submit") else shape
        yield Item(lane, shape, day, day, _event_label(row), row.text, f"/cases/{case_id}#event-{row.id}", PAST)


def _event_label(row: CaseEvent) -> str:
    kind, _, name = row.kind.partition(".")
    known = TASK_KINDS.get(kind)
    action = known.action(name) if known else None
    if known is None or action is None:
        return _CLAUSE.split(row.text)[0]
    if len(action.label) >= _SAID_ALONE:
        return action.label
    return known.label if action.label in known.label else f"{known.label}：{action.label}"


def documents(case_id: str, rows: Iterable[DocumentRow]) -> Iterator[Item]:
    for row in rows:
        lane = REPORTS if _REPORT.match(row.kind) else DECISIONS
        text = f"文书：{row.title}{f'（{row.number}）' if row.number else ''}"
        yield Item(lane, "paper", row.on, row.on, row.title, text, f"/cases/{case_id}#document-{row.id}", PAST)


def reminders(case_id: str, rows: Iterable[tuple[Rung, DutyRow]], now: datetime) -> Iterator[Item]:
    """Those of one duty together, and of alike duties with one due day."""
    today = local_date(now)
    ordered = sorted(rows, key=lambda pair: (pair[1].due, pair[1].title))
    for (due, title), found in groupby(ordered, key=lambda pair: (pair[1].due, pair[1].title)):
        rungs = [rung for rung, _ in found]
        dots = tuple(
            sorted({(local_date(each.served_at or each.planned_at), each.served_at is not None) for each in rungs})
        )
        first, last = dots[0][0], dots[-1][0]
        sent = sum(each.served_at is not None for each in rungs)
        counts = "，".join(f"{word}{many}次" for word, many in (("已发", sent), ("待发", len(rungs) - sent)) if many)
        yield Item(
            REMINDERS,
            "reminders",
            first,
            last,
            f"{title}（{counts}）",
            f"提醒：{title}（期限{in_words(due)}），{counts}，系统策略",
            f"/cases/{case_id}/delivery-record",
            state_of(first, last, today),
            dots=dots,
        )


def deadlines(case_id: str, running: Sequence[Deadline], gone_by: Sequence[Deadline], today: date) -> Iterator[Item]:
    """``running``: the dates the case page derives; ``gone_by``: those that no longer matter."""
    for deadline in running:
        yield _deadline(deadline, f"/cases/{case_id}#{anchor_of(deadline)}", today)
    for deadline in gone_by:
        told = _deadline(deadline, f"/cases/{case_id}/timeline#{anchor_of(deadline)}", today)
        yield replace(told, anchor=anchor_of(deadline), explanation=present.explanation(deadline.lines))


def anchor_of(deadline: Deadline) -> str:
    """The id of its derivation on a page of its case."""
    return f"date-{deadline.key}-{deadline.date.isoformat()}"


def _deadline(deadline: Deadline, href: str, today: date) -> Item:
    first, last = _span(deadline)
    is_open = deadline.provisional and deadline.earliest != deadline.latest and not deadline.suspended
    said = f"，最早{in_words(deadline.earliest)}，最晚{in_words(deadline.latest)}" if is_open else ""
    is_report = deadline.key in _REPORT_DATES
    if is_report:
        first = last
    return Item(
        REPORTS if is_report else PERIODS,
        "due" if first == last else "bar",
        first,
        last,
        f"{deadline.label}{_short(deadline)}",
        f"{deadline.label}：{deadline.words}{said}",
        href,
        RUNNING if deadline.suspended else state_of(first, last, today),
        unsettled=(deadline.earliest, deadline.latest) if deadline.provisional and not deadline.suspended else None,
    )


def _short(deadline: Deadline) -> str:
    if deadline.suspended:
        return "（中止中）"
    day = deadline.date
    return f" {day.year}年{day.month}月{day.day}日{'（暂定）' if deadline.provisional else ''}"


def _span(deadline: Deadline) -> tuple[date, date]:
    """A window from its opening to its close; everything else from what it is counted from to its day."""
    if deadline.suspended:
        return deadline.anchor, max(deadline.anchor, deadline.suspended.first_day - ONE_DAY)
    opens, closes = deadline.opens_at, deadline.closes_at
    if opens is None and closes is None:
        return deadline.date, deadline.date
    last = local_date(closes - _MOMENT) if closes else deadline.date
    first = local_date(opens) if opens and closes else deadline.anchor
    return min(first, last), last
