"""Whether a recorded date is right, by what was known of the holidays in its own time.

A notice on holidays moves the dates still open when it becomes known, and none that has passed. What was stated
to the public it may move later, never earlier.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from verifier.civil import closing
from verifier.expected import Expected, put_off_to
from verifier.finding import FIELDS, Difference, Verdict
from verifier.knowledge import Knowledge
from verifier.recorded import Recorded

Answer = tuple[Expected, Knowledge]
"""What the rule answers by one state of knowledge."""


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    note: str = ""


def judge(record: Recorded, answers: Sequence[Answer], *, stated: bool) -> Judgement:
    """The verdict on ``record``. ``answers`` start with today's; ``stated`` says that the public was told."""
    afterwards = [answer for answer in answers if _came_afterwards(record, answer[1])]
    (valid, knowledge), *before = answers[len(afterwards) :]
    told = max([record.date, *record.earlier, *_told(record, before)]) if stated else record.date
    if told > record.date:
        return Judgement(Verdict.DIFFERS, (Difference("date", record.date, told),), "已向社会公布的日期不得提前")
    if any(not _compared(record, answer) for answer, _ in afterwards) and not (stated and record.date < valid.date):
        return Judgement(Verdict.AGREES)
    if not _compared(record, valid):
        return Judgement(Verdict.AGREES, note=_by_its_time(knowledge) if afterwards else "")
    if _is_kept(record, valid, [earlier.date for earlier, _ in before]):
        return _kept(valid, stated=stated)
    differences = _compared(record, valid)
    for earlier, its_knowledge in before:
        if not _compared(record, earlier):
            return _not_counted_again(record, valid, its_knowledge, differences, stated=stated)
    return Judgement(Verdict.DIFFERS, differences)


def _came_afterwards(record: Recorded, knowledge: Knowledge) -> bool:
    """Whether the date had passed, or another had taken its place, before this was known."""
    return bool(knowledge.since and record.stood_until and record.stood_until <= knowledge.since)


def _told(record: Recorded, answers: Sequence[Answer]) -> Iterator[date]:
    """The dates told to the public: by whatever was known when the day of publication was over, and later.

    Of a date that was extended, or went on after a pause, by whatever was known from then on.
    """
    first = closing(record.anchor)
    told_since = max(first, record.stands_since) if record.stands_since else first
    for answer, knowledge in answers:
        if knowledge.until is None or knowledge.until > told_since:
            yield answer.date


def _is_kept(record: Recorded, now: Expected, by_earlier_knowledge: Sequence[date]) -> bool:
    """Whether a day stands because the count now ends too early, as the record must say itself.

    That day is what an earlier knowledge gave, one that stood before a change, or the last of a pause.
    """
    if record.kept is None or record.kept <= now.date:
        return False
    days = {*by_earlier_knowledge, *record.earlier, *(last for _, last in record.pauses)}
    return record.kept in days and not _compared(record, put_off_to(record.kept, now))


def _kept(now: Expected, *, stated: bool) -> Judgement:
    if stated:
        return Judgement(Verdict.KEPT, note=f"按现有节假日安排为{now.date}，已向社会公布的日期不提前")
    return Judgement(Verdict.AGREES, note=f"按现有节假日安排为{now.date}，重新推算时该日已过，原日期不变")


def _not_counted_again(
    record: Recorded, now: Expected, knowledge: Knowledge, differences: tuple[Difference, ...], *, stated: bool
) -> Judgement:
    """Right by an earlier knowledge that ended while the date was open."""
    if stated and now.date < record.date:
        return _kept(now, stated=True)
    if record.settled and not stated:
        return Judgement(Verdict.AGREES, note=_by_its_time(knowledge))
    return Judgement(Verdict.DIFFERS, differences, f"{'、'.join(knowledge.ended_by)}登记后没有重新推算")


def _by_its_time(knowledge: Knowledge) -> str:
    return f"按当时已知的节假日安排；其后登记的{'、'.join(knowledge.ended_by)}不改变已过或者已办结的期限"


def _compared(record: Recorded, expected: Expected) -> tuple[Difference, ...]:
    pairs = ((name, getattr(record, name), getattr(expected, name)) for name in FIELDS)
    return tuple(Difference(name, ours, theirs) for name, ours, theirs in pairs if ours != theirs)
