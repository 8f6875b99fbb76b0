"""Drawing pages: the templates, the words they may use, and what stands around every page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from starlette.responses import HTMLResponse

from api import sandbox
from api.deps import Services
from api.errors import BasisView
from api.identity import Identity
from api.operations import SEES_OPERATIONS
from api.pages.forms.controls import Control
from api.reading import SEES_AUDIT
from api.statistics import SEES_STATISTICS
from api.views import ClockView, TaskView
from api.words import WORDS, fate
from config import Environment as Where
from db.queries import notifications
from domain.citation import Citation
from domain.dates import CHINA, ONE_DAY, in_words, local_date
from domain.pilot import registers
from domain.roles import OF_THE_DISTRICT, OF_THE_PROVINCE, Role
from services.regulations import article_text

_ROOT = Path(__file__).parents[2] / "templates"
_WITHOUT_RULES = frozenset({Role.CREATING_BODY, Role.EXPERT})
"""日历与政策 is the business of officials and operations; nobody is kept out of the page itself."""
_ELSEWHERE = OF_THE_DISTRICT | OF_THE_PROVINCE
_OF_ZONES = (("/lists", "名单"), ("/instruments", "工作方案和指标体系"), ("/parks", "园区"))
_OF_THE_FIVE = (("/experts", "专家库"), ("/deliverables", "共同工作台账"))
_INBOX = 200
"""How many notifications the number beside 消息 is counted from."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page. ``clock`` only in the sandbox; ``back`` is the address of this page."""

    visitor: Identity | None
    navigation: tuple[tuple[str, str], ...]
    path: str
    back: str
    clock: ClockView | None
    is_demonstration: bool


async def page(
    request: Request,
    services: Services,
    visitor: Identity | None,
    template: str,
    title: str,
    *,
    status: int = 200,
    **content: Any,
) -> HTMLResponse:
    """``templates/pages/<template>.html`` with ``content``, around it the shell."""
    shell = await _shell(request, services, visitor)
    return draw(template, shell, title, status, **content)


def draw(template: str, shell: Shell, title: str, status: int, **content: Any) -> HTMLResponse:
    text = TEMPLATES.get_template(f"pages/{template}.html").render(shell=shell, title=title, **content)
    return HTMLResponse(text, status)


async def _shell(request: Request, services: Services, visitor: Identity | None) -> Shell:
    query = f"?{request.url.query}" if request.url.query else ""
    return Shell(
        visitor=visitor,
        navigation=_navigation(services, visitor, await _unread(services, visitor)),
        path=request.url.path,
        back=request.url.path + query if request.method == "GET" else "/",
        clock=await sandbox.reading(services) if services.settings.is_sandbox else None,
        is_demonstration=is_demonstration(services),
    )


def bare_shell(request: Request, services: Services) -> Shell:
    """Around a page that must appear although the register or the engine does not answer."""
    return Shell(
        visitor=None,
        navigation=_navigation(services, None, 0),
        path=request.url.path,
        back="/",
        clock=None,
        is_demonstration=is_demonstration(services),
    )


def is_demonstration(services: Services) -> bool:
    """Demonstration accounts exist everywhere but in production."""
    return services.settings.env is not Where.PRODUCTION


async def _unread(services: Services, visitor: Identity | None) -> int:
    if visitor is None:
        return 0
    async with services.register.read() as session:
        return await notifications.unread(session, visitor.account.id, _INBOX)


def _navigation(services: Services, visitor: Identity | None, unread: int) -> tuple[tuple[str, str], ...]:
    zones = visitor.actor if visitor and visitor.actor.role not in _ELSEWHERE else None
    own = (
        ("/", "工作台"),
        ("/cases", "案件"),
        *(_OF_ZONES if zones else ()),
        *(_OF_THE_FIVE if zones and registers.may_read(zones) else ()),
        ("/inbox", f"消息（{unread}条未读）" if unread else "消息"),
    )
    mail = (("/mail", "邮件收件箱"),) if is_demonstration(services) else ()
    rules = (("/rules", "日历与政策"),) if visitor and visitor.actor.role not in _WITHOUT_RULES else ()
    numbers = (("/statistics", "统计"),) if visitor and visitor.actor.role in SEES_STATISTICS else ()
    watching = (("/operations", "运维台"),) if visitor and visitor.actor.role in SEES_OPERATIONS else ()
    audit = (("/audit", "审计"),) if visitor and visitor.actor.role in SEES_AUDIT else ()
    public = (
        ("/notices", "公示栏"),
        ("/public/pilot-projects", "试点项目清单"),
        ("/verify", "真伪核验"),
        ("/calculator", "期限计算器"),
    )
    return (*(own if visitor else ()), *public, *rules, *numbers, *watching, *audit, *mail)


def _day(value: date | datetime) -> str:
    """2025年10月9日（周四）, of an instant its day in Asia/Shanghai."""
    return in_words(local_date(value) if isinstance(value, datetime) else value)


def _clock(value: datetime) -> str:
    """09:00 in Asia/Shanghai."""
    return f"{value.astimezone(CHINA):%H:%M}"


def _moment(value: datetime) -> str:
    return f"{_day(value)}{_clock(value)}"


def _articles(places: Iterable[BasisView]) -> list[tuple[str, str]]:
    """Every article the places lie in, once: its name and its whole text."""
    whole = {Citation(place.key).whole: place for place in places}
    return [(_heading(citation, place), article_text(citation)) for citation, place in whole.items()]


def _heading(article: Citation, place: BasisView) -> str:
    """Of the words quoted; of a text that was adopted with other numbers since, these words are the draft's."""
    if place.words == Citation(place.key).words:
        return article.words
    return f"{place.words}（以下为草案{article.place}原文）"


def _items(options: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "text": text} for value, text in options]


def _date_items(control: Control) -> list[dict[str, str]]:
    """The three boxes of a date; their names are the date's with the part behind a dot."""
    return [
        {
            "name": f"{control.name}.{part}",
            "id": f"{control.id}-{part}",
            "label": label,
            "value": value,
            "classes": "govuk-input--width-4" if part == "year" else "govuk-input--width-2",
        }
        for part, label, value in control.parts
    ]


def _actions(task: TaskView) -> list[dict[str, Any]]:
    """The answers to a task as radio items; what cannot be taken back says so."""
    hint = {"text": "办理前请您再核对一次，确认后不能撤回"}
    return [{"value": one.name, "text": one.label, "hint": hint if one.irreversible else None} for one in task.actions]


def _ending(instant: datetime) -> str:
    """The end of a period: midnight is written as 24:00 of the day before."""
    local = instant.astimezone(CHINA)
    return f"{in_words(local.date() - ONE_DAY)}24:00" if (local.hour, local.minute) == (0, 0) else _moment(instant)


def _word(key: str) -> str:
    """The Chinese word of a stored key. Raises ``KeyError`` for a key nobody worded."""
    return WORDS[key]


def _environment() -> Environment:
    components = PackageLoader("govuk_frontend_jinja")
    ours = FileSystemLoader(_ROOT)
    environment = Environment(
        loader=ChoiceLoader([ours, PrefixLoader({"govuk_frontend_jinja": components})]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": _day,
        "clock": _clock,
        "moment": _moment,
        "articles": _articles,
        "items": _items,
        "date_items": _date_items,
        "actions": _actions,
        "ending": _ending,
        "word": _word,
        "fate": lambda told: fate(told.channel, told.state),
        "role": lambda key: Role(key).label,
    }
    return environment


TEMPLATES = _environment()
