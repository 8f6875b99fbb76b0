"""The words of every notice: what is owed, by whom, until when and why then, what happens if not, and the link.

One entry per kind lies in ``wordings/*.yaml``; the frame around it, the same for all kinds, is here.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Self

import yaml
from jinja2 import Environment, StrictUndefined, Template, UndefinedError
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from domain.citation import Basis
from domain.dates import CHINA, in_words, local_date
from domain.deadline import Deadline, Line
from domain.edition import Edition, sources
from domain.interpretation import Interpreted, source_of
from services.notifications.html import LINK_LABEL, as_html
from services.sentence import sentence

LATE = timedelta(hours=1)
"""系统策略: a notice that leaves later than this after its time says so."""

BROKEN = (AttributeError, KeyError, TypeError, ValueError, UndefinedError)
"""What ``compose`` raises where words and facts do not fit each other."""
PLAIN_REMINDER = "plain_reminder"
"""Reminds of any duty: says its ``title``, ``debtor`` and ``due`` and nothing of its own."""

_NEXT_PART = "\x1e"
"""White space, so that ``_one_line`` leaves none of it in what people typed."""
_WORDINGS = Path(__file__).parent / "wordings"
_NOTHING_OWED = "本通知仅供知悉，无需办理。"
_NO_LIMIT = "未设定期限（法规对本环节没有规定期限）。"
_PROVISIONAL = "暂定日期：相应年度的节假日安排尚未公布，公布后该日期可能变动，届时另行通知。"
_FOOT = "本通知由质程平台自动发出，请勿直接回复。平台制发的文书，可以在平台的“真伪核验”页核验。"


class NoticeFacts(BaseModel):
    """What a notice tells about: the case, its data (dates as ``date`` or ISO text), its basis, its moments."""

    model_config = ConfigDict(frozen=True)

    park: str
    case_id: str
    data: dict[str, Any] = Field(default_factory=dict)
    basis: Basis = ()
    planned_at: AwareDatetime
    """When the notice was due."""
    now: AwareDatetime
    """When it is being sent."""
    link: str
    policy_note: str = ""
    """Which of the system's own choices (系统策略) lie behind a date, in Chinese."""
    interpreted: tuple[Interpreted, ...] = ()
    """What parameters of the case's policy rest on."""
    deadlines: tuple[Deadline, ...] = ()
    """The dates it states, with their derivation."""
    edition: Edition | None = None
    """How the text of the case was called and numbered then, where that is not what the text kept here is."""


class Message(BaseModel):
    model_config = ConfigDict(frozen=True)

    subject: str
    text: str
    is_owed: bool = False
    """Whether it asks somebody to do something."""

    @property
    def html(self) -> str:
        return as_html(self.subject, self.text)


class Wording(BaseModel):
    """One kind of notice; every field is a Jinja2 template over the data, ``park``, ``today`` and ``origin``, which
    says where the value of a policy parameter comes from.

    What is owed comes with who owes it and what happens if not; a date comes with why it is that date.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str
    news: str
    """What happened, or what comes."""
    owed: str = ""
    by: str = ""
    until: str = ""
    why: str = ""
    otherwise: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.owed) != bool(self.by) or bool(self.owed) != bool(self.otherwise):
            raise ValueError("a duty needs what is owed, by whom, and what happens if not")
        if bool(self.until) != bool(self.why):
            raise ValueError("a date needs the reason why it is that date")
        return self


def compose(kind: str, facts: NoticeFacts) -> Message:
    """The notice of ``kind`` for people, in Chinese.

    Raises one of ``BROKEN``: ``KeyError`` for an unknown kind, ``jinja2.UndefinedError`` when the data lacks what
    it speaks of, the others when a date or a list is none.
    """
    words = _rendered(_templates()[kind], facts)
    provisional = any(each.provisional for each in facts.deadlines)
    derived = map(_derivation, facts.deadlines)
    blocks = (words.news, _duty(words, provisional), *derived, _references(facts), _remarks(facts))
    text = "\n\n".join(block for block in blocks if block) + "\n"
    return Message(subject=words.subject, text=text, is_owed=bool(words.owed))


def _rendered(template: Template, facts: NoticeFacts) -> Wording:
    origin = partial(source_of, facts.interpreted)
    context = {**facts.data, "park": facts.park, "today": local_date(facts.now), "origin": origin}
    parts = template.render(context).split(_NEXT_PART)
    return Wording.model_construct(_fields_set=None, **dict(zip(Wording.model_fields, parts, strict=True)))


def _duty(words: Wording, provisional: bool) -> str:
    lines = [f"需办事项：{words.owed or _NOTHING_OWED}"]
    if words.by:
        lines.append(f"由谁办理：{words.by}")
    if words.until or words.owed:
        lines.append(f"期限：{words.until or _NO_LIMIT}")
    if words.until:
        lines.append(f"为何是这一天：{words.why}")
        if provisional:
            lines.append(_PROVISIONAL)
    if words.otherwise:
        lines.append(f"如不办理：{words.otherwise}")
    return "\n".join(lines)


def _derivation(deadline: Deadline) -> str:
    """期限说明: the lines that pages and documents show of a date, without the days on the way to it."""
    lines = [line for line in deadline.lines if not _is_on_the_way(line, deadline)]
    if not lines:
        return ""
    told = (f"（{number}）{line.source}｜{line.text}" for number, line in enumerate(lines, start=1))
    return "\n".join((f"期限说明｜{deadline.label}：{deadline.words}（逐日推算见案件页面）", *told))


def _is_on_the_way(line: Line, deadline: Deadline) -> bool:
    """Whether the line only says of one day among several that it counts, or why it does not."""
    return (
        len(deadline.counted) > 1
        and len(line.dates) == 1
        and line.dates[0] not in {deadline.anchor, deadline.date}
        and line.citation is None
        and line.parameter is None
    )


def _references(facts: NoticeFacts) -> str:
    lines = [f"依据：{_sources(facts)}"]
    if facts.policy_note:
        lines.append(f"系统策略说明：{_one_line(facts.policy_note)}")
    return "\n".join([*lines, f"案件：{_one_line(facts.park)}（{facts.case_id}）", f"{LINK_LABEL}{facts.link}"])


def _sources(facts: NoticeFacts) -> str:
    return "；".join(sources(facts.basis, facts.edition)) or "系统策略，法规未作规定"


def _remarks(facts: NoticeFacts) -> str:
    late = lateness(facts.planned_at, facts.now)
    return f"{late}；上述期限不因此改变。\n{_FOOT}" if late else _FOOT


def lateness(planned_at: datetime, now: datetime) -> str:
    """When it should have left and when it did, in Chinese without a full stop; empty when it leaves in time."""
    if now - planned_at <= LATE:
        return ""
    return f"本提醒应于{_moment(planned_at)}发出，实际于{_moment(now)}发出"


def _moment(instant: datetime) -> str:
    local = instant.astimezone(CHINA)
    return f"{in_words(local.date())}{local:%H:%M}（北京时间）"


@cache
def _templates() -> Mapping[str, Template]:
    """By kind, all parts of it in one, compiled once: a storm of reminders composes thousands."""
    environment = _environment()
    found: dict[str, Template] = {}
    for file in sorted(_WORDINGS.glob("*.yaml")):
        for kind, entry in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            if kind in found:
                raise ValueError(f"{file.name}: {kind} is worded twice")
            parts = Wording.model_validate(entry).model_dump().values()
            found[kind] = environment.from_string(_NEXT_PART.join(words.strip() for words in parts))
    return found


def _environment() -> Environment:
    # Plain text: nothing is escaped here, as_html escapes the finished text.
    environment = Environment(undefined=StrictUndefined, autoescape=False, finalize=_one_line)
    environment.filters |= {"day": _day, "names": "、".join, "countdown": _countdown, "sentence": sentence}
    return environment


def _one_line(value: Any) -> Any:
    """What people typed stays within its line, so that it can neither break a header nor imitate our lines."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _day(day: date | str) -> str:
    return in_words(_date(day))


def _countdown(due: date | str, today: date) -> str:
    """How far the day is from today; a reminder may leave later than planned and still has to be true."""
    days = (_date(due) - today).days
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days > 0 else f"已逾期{-days}天"


KINDS = frozenset(_templates())
"""Every kind of notice there are words for."""
