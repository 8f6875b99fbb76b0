"""推演: a case played forward in a process of its own.

Nothing of it is written into the register, nor anywhere else but one folder, which is dropped after a day.
"""

import asyncio
import os
import secrets
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from api import rehearsal_folders as folders
from api.deps import Body, Services
from api.errors import WebError, not_found
from api.opening import Opening, prepare_zone_case
from api.pilots import prepare_pilot_project
from api.reading import case_row
from contracts.rehearsal import LIMIT_SECONDS, MOST_YEARS, ORDER, REGISTER, Objections, Order, Scenario, Story
from db.queries.rehearsing import Rows, put_in, taken_along
from db.schema import upgrade
from db.session import Register
from domain.dates import in_words, local_date
from domain.kinds import TASK_KINDS
from domain.procedure.notice_days import LAST, LATE, NoticeDay, date_of
from domain.programmes import case_of, programme_of
from domain.roles import Actor, Role

MOST_AT_ONCE = 2
_UNTITLED = "拟发起的示范试点项目"
_ROOT = Path(__file__).parents[1]
SERVER = Path(sys.executable).parent / "temporal-test-server"
WATCHES: set[asyncio.Task[None]] = set()
"""One for each process still under way."""


class Wish(Body):
    """What people do in the rehearsal. ``returned`` names the step that goes wrong once, as ``kind.action``;
    ``objection_day`` the day of each public notice on which somebody objects: its n-th working day (the last one, if
    there are fewer), ``last``, or ``late``, the day after its end."""

    scenario: Scenario = Scenario.IN_TIME
    returned: str = Field(default="", max_length=200)
    objections: Objections = Objections.NONE
    objection_day: NoticeDay = 1
    pace_days: Annotated[int, Field(ge=1, le=180)] = 7
    years: Annotated[int, Field(ge=1, le=MOST_YEARS)] = 5


def is_possible() -> bool:
    """Whether the engine whose clock can be moved is installed here."""
    return os.access(SERVER, os.X_OK)


def returns(programme: str) -> list[tuple[str, str]]:
    """Where a case may go wrong: answers other than the one that leads on, as ``kind.action`` with their words."""
    return [
        (f"{kind.key}.{action.name}", f"{kind.label}：{action.label}")
        for kind in TASK_KINDS.values()
        if kind.basis[0].startswith(f"{programme}:") and not (kind.optional or kind.standing)
        for action in kind.actions[1:]
    ]


def has_notices(programme: str) -> bool:
    """Whether its cases are laid open to objections by anybody."""
    return any(kind.role is Role.PUBLIC and kind.basis[0].startswith(f"{programme}:") for kind in TASK_KINDS.values())


def days_to_object(case: Any, today: date) -> list[tuple[NoticeDay, str]]:
    """The days of a public notice that are still to come, for people; none of a case without notices.

    Of a notice that runs, with their dates; else as many as a notice has at least.
    """
    if not has_notices(case.programme):
        return []
    notice = case.current.notice
    running = notice if notice and notice.is_running and not notice.last_day.suspended else None
    length = running.working_days if running else case.policy.notice_min_working_days
    days: list[NoticeDay] = [*range(1, length), LAST, LATE]
    if running is None:
        return [(day, words_of(day)) for day in days]
    dated = [(day, date_of(running, day)) for day in days]
    return [(day, f"{words_of(day)}，{in_words(on)}") for day, on in dated if on >= today]


def words_of(day: NoticeDay) -> str:
    """A day of a notice, for people."""
    if day == LATE:
        return "公示期满次日（逾期）"
    return "公示期最后一日" if day == LAST else f"公示期第{day}个工作日"


@dataclass(frozen=True, slots=True)
class Beginning:
    """From where a case is played forward: as it is recorded, or as it would be opened now."""

    case: Any
    workflow_id: str
    state: dict[str, Any]
    page: str
    """Its path."""


async def of_case(services: Services, actor: Actor, case_id: str) -> Beginning:
    """An open case the actor may see. Raises ``WebError``: 404, 409 where it is over."""
    async with services.register.read() as session:
        row = await case_row(session, actor, case_id)
    if row.closed_at:
        raise WebError("rehearsal", "案件已经结束，没有可以推演的。")
    return Beginning(case_of(row.state), row.workflow_id, row.state, f"/cases/{case_id}")


async def of_application(services: Services, actor: Actor, park_id: str) -> Beginning:
    """The case that an application for a park of the actor's would open. Raises as ``opening.open_zone_case``."""
    found = await prepare_zone_case(services, actor, park_id, "")
    return _unopened(found, f"/parks/{park_id}")


async def of_project(services: Services, actor: Actor) -> Beginning:
    """The case that a project started by the actor's bureau would open. Raises as ``pilots.open_pilot_project``."""
    return _unopened(await prepare_pilot_project(services, actor, _UNTITLED, ""), "/pilot-projects/new")


def _unopened(found: Opening, page: str) -> Beginning:
    case = found.case.model_copy(update={"answers": {}})
    return Beginning(case, found.workflow_id, case.model_dump(mode="json"), page)


async def start(services: Services, actor: Actor, beginning: Beginning, wish: Wish) -> str:
    """Begin a rehearsal; answers its id. Raises ``WebError`` 409 where none can run here, or too many run."""
    if wish.scenario is Scenario.RETURNED and wish.returned not in dict(returns(beginning.case.programme)):
        raise WebError("rehearsal", "请选择在哪一环节被退回或者否定。")
    if wish.objections is not Objections.NONE and not has_notices(beginning.case.programme):
        raise WebError("rehearsal", "该类案件不经公示，没有异议可以提出。")
    if not is_possible():
        raise WebError("rehearsal", "本平台没有安装推演所需的引擎（temporal-test-server），不能推演。")
    await folders.tidy(services)
    if len(folders.under_way(folders.home(services))) >= MOST_AT_ONCE:
        raise WebError("rehearsal", f"同时进行的推演不超过{MOST_AT_ONCE}个，请稍后再试。")
    async with services.register.read() as session:
        rows = await taken_along(session)
    order = _order(beginning, actor, wish, await services.session_clock.now(), await services.clock.now())
    folder = folders.home(services) / order.id
    with folders.claimed(folder) as lock:
        (folder / ORDER).write_text(order.model_dump_json(), encoding="utf-8")
        await _furnish(folder, rows)
        await _spawn(services, folder, lock)
    return order.id


async def _furnish(folder: Path, rows: Rows) -> None:
    """Give it a register of its own with what it takes along."""
    url = f"sqlite+aiosqlite:///{(folder / REGISTER).resolve()}"
    await asyncio.to_thread(upgrade, url)
    register = Register(url)
    async with register.write() as session:
        await put_in(session, rows)
    await register.dispose()


async def one(services: Services, actor: Actor, rehearsal_id: str) -> tuple[Order, Story]:
    """A rehearsal of the actor's own, as far as it has come. Raises 404."""
    folder, order = await _found(services, actor, rehearsal_id)
    return order, await asyncio.to_thread(folders.story, folder)


async def paper(services: Services, actor: Actor, rehearsal_id: str, name: str) -> bytes:
    """A document of a rehearsal, as PDF. Raises 404."""
    folder, _ = await _found(services, actor, rehearsal_id)
    if name not in {line.document for line in folders.story(folder).lines if line.document}:
        raise not_found("该文书")
    return await asyncio.to_thread((folder / name).read_bytes)


async def _found(services: Services, actor: Actor, rehearsal_id: str) -> tuple[Path, Order]:
    await folders.tidy(services)
    order = folders.order(folders.home(services), rehearsal_id)
    if order is None or order.owner != actor.id:
        raise not_found("该推演（结果保留一天，中途中断的随即删除）")
    return folders.home(services) / rehearsal_id, order


def _order(beginning: Beginning, actor: Actor, wish: Wish, asked_at: datetime, starts_at: datetime) -> Order:
    case = beginning.case
    return Order(
        id=secrets.token_urlsafe(16),
        owner=actor.id,
        asked_at=asked_at,
        case_id=case.id,
        subject=case.subject_name,
        back=beginning.page,
        workflow=programme_of(case).workflow(case),
        workflow_id=beginning.workflow_id,
        state=beginning.state,
        starts_at=starts_at,
        until=_years_on(local_date(starts_at), wish.years),
        scenario=wish.scenario,
        returned=wish.returned,
        objections=wish.objections,
        objection_day=wish.objection_day,
        pace_days=wish.pace_days,
    )


def _years_on(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


async def _spawn(services: Services, folder: Path, lock: int) -> None:
    """The process is told nothing but its folder and the fonts: no other setting of the platform reaches it."""
    fonts = services.settings.font_dir
    surroundings = {"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8", "GONGWEN_FONT_DIR": fonts}
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "rehearsal", str(folder), str(os.getpid()),
            cwd=_ROOT, env=surroundings, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=(lock,),
        )  # fmt: skip
    watch = asyncio.create_task(_watch(services, process))
    WATCHES.add(watch)
    watch.add_done_callback(WATCHES.discard)


async def _watch(services: Services, process: asyncio.subprocess.Process) -> None:
    """See it end, and tidy up after it; it ends itself in time unless something is very wrong with it."""
    try:
        await asyncio.wait_for(process.wait(), LIMIT_SECONDS + 30)
    except TimeoutError:
        process.kill()
        await process.wait()
    await folders.tidy(services)
