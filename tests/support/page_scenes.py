"""Registers in which every page of the portal has something to show, each planted for some of the states.

A scene answers its examples: a value for each parameter in a path.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

from config import Environment
from db.models import Case
from domain.case import CaseState, next_task
from domain.district.kinds import TASK_KINDS as DISTRICT_KINDS
from domain.event_kinds import EVENT_KINDS
from domain.event_tasks import MATTERS
from domain.pilot.case import PilotCase
from domain.pilot.kinds import TASK_KINDS as PILOT_KINDS
from domain.province.case import RegulationStage
from domain.province.kinds import TASK_KINDS as PROVINCE_KINDS
from domain.roles import SAMR, Audience, Role
from domain.task import TaskKind
from domain.zone.case import Stage
from domain.zone.kinds import TASK_KINDS
from services.clock import SandboxClock
from tests.support.accounts import add_accounts
from tests.support.counted import add_tasks_in_every_standing
from tests.support.district_cases import PLAN_ID, a_ledger
from tests.support.duty_tables import MOVES, a_large_tree, add_table
from tests.support.event_files import an_event
from tests.support.experts import NEW
from tests.support.ledger_sheets import EIGHT, hand_in, ledger_sheet
from tests.support.other_texts import add_accident, add_district, add_offices, keep
from tests.support.page_rows import ACCOUNTS, ELSEWHERE, add_many_cases, add_objection, audience
from tests.support.pilot_cases import BUREAUS
from tests.support.pilot_rows import add_pilot_people, add_project, an_evaluation, report
from tests.support.plan_walls import add_district_people, add_large_wall, add_plan, add_wall
from tests.support.province_cases import OFFICES, WH, a_government
from tests.support.province_rows import a_city, a_draft
from tests.support.rehearsed import asked_for
from tests.support.retelling import Story
from tests.support.substitutions import entered
from tests.support.timelines import add_long_life, add_reminders
from tests.support.undelivered import add_undelivered
from tests.support.web import NOW, Web

Examples = dict[str, str]
Scene = Callable[[Web], Awaitable[Examples]]
PROVINCE = Audience(role=Role.PROVINCIAL_REGULATOR, region="330100")


class _StillClock(SandboxClock):
    """A sandbox's clock that nobody moves."""

    def __init__(self) -> None:
        """Without an engine."""

    async def now(self) -> datetime:
        return NOW


async def story(web: Web) -> Examples:
    """The story of ``retelling``, a pilot project under construction, an expert, a rehearsal, a mail, a substitute."""
    told, _ = await Story(web).tell()
    await add_pilot_people(web.register)
    asked_for(web, "park-js-1", NOW, "over")
    asked_for(web, "park-js-1", NOW, "running", over=False)
    _catch_a_mail(web.services.settings.data_dir / "mail")
    await web.add_case("zj-1", 4, (("provincial_appraisal", PROVINCE),), stage=Stage.NOMINATION)
    await web.post("/experts", "prov-js", json=NEW)
    await entered(web, "samr", "samr-2")
    return {
        **told.examples,
        "pilot": (project := await pilot(web)).id,
        "change": next(each.id for each in project.tasks if each.audience.organisation == "city-jia"),
        "rehearsal_id": "over",
        "organisation": "expert-1",
        "entry": "leave",
        "kind": "work_plan",
        "action": "provincial_appraisal.decline",
        "step": "1",
        "key": told.examples["deliverable"],
        "name": "1.eml",
        "path": "proceeding.notice.last_day",
        "action_name": "consult",
    }


def _catch_a_mail(folder: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "关于办理事项的通知"
    mail["From"] = "质程 <zhicheng@example.gov.cn>"
    mail["To"] = "示例一号园区管理委员会 <park-js-1@example.gov.cn>"
    mail["Date"] = NOW
    mail.set_content("请办理：提出创建申请。\n依据：第十六条\n")
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail.as_bytes())


async def pilot(web: Web) -> PilotCase:
    """A project in construction with reports in every standing and an evaluation that goes on."""
    case = await add_project(web, on=date(2024, 3, 1), evaluation=an_evaluation(1, handed_in=2))
    received = {"submitted_on": date(2024, 9, 2), "accepted_on": date(2024, 9, 4), "version": 2, "overdue": True}
    case.reports = [
        await report(web, case, "city-jia", 1, **received),
        await report(web, case, "city-jia", 2, overdue=True),
        await report(web, case, "city-yi", 2),
    ]
    await web.save(case)
    return case


async def life(web: Web) -> Examples:
    """A long life with its timeline, tasks that stand in every way, and something for every list of operations."""
    case = await add_long_life(web)
    await add_reminders(web, case, 60)
    await add_tasks_in_every_standing(web, case.id)
    await add_undelivered(web, case.id, role="samr", region=None)
    async with web.register.write() as session:
        row = await session.get_one(Case, case.id)
        row.milestones = [{**each, "provisional": True} for each in row.milestones]
    return {"case_id": case.id}


async def taken(web: Web) -> Examples:
    """A running notice; on this register the engine takes whatever is said (``page_shots``)."""
    return {"notice_id": f"{(await web.add_notice()).id}-notice"}


async def long_list(web: Web) -> Examples:
    """More cases than one page of the list holds."""
    await add_many_cases(web, 45)
    return {}


async def plan(web: Web) -> Examples:
    """A running district plan, a unit that is asked to file, and two of its sheets: a good one and a faulty one."""
    await add_district_people(web.register)
    await add_wall(web)
    good, faulty = ledger_sheet((EIGHT, "培育企业。", "", "完成", "2026-04-10")), ledger_sheet((EIGHT, "", "长期坚持"))
    return {
        "plan_id": PLAN_ID,
        "case_id": f"district-{PLAN_ID}",
        "task_id": f"district-{PLAN_ID}-ledger-yc-science-task-1",
        "sheet_id": await hand_in(web, good, "yc-science"),
        "faulty_sheet": await hand_in(web, faulty, "yc-science"),
    }


async def large_plan(web: Web) -> Examples:
    """A plan of twenty units, each with all items."""
    await add_large_wall(web, 20)
    return {"plan_id": PLAN_ID}


async def regulation(web: Web) -> Examples:
    """The provincial regulation in force, with governments whose clauses stand in every way."""
    await add_table(web, moves=MOVES)
    return {"key": "hb", "case_id": f"province-hb-gov-{WH}", "organisation": WH}


async def large_regulation(web: Web) -> Examples:
    """The whole province: 120 governments."""
    await add_table(web, a_large_tree())
    return {"key": "hb"}


async def draft(web: Web) -> Examples:
    """The regulation as it was loaded: a draft."""
    await add_table(web, stage=RegulationStage.DRAFT)
    return {"key": "hb", "case_id": "province-hb"}


async def nothing(_: Web) -> Examples:
    """Nobody has done anything yet."""
    return {}


async def sandbox(web: Web) -> Examples:
    """A case in a sandbox, with its clock bar."""
    case = await web.add_case(asks=(("creation_decision", SAMR),))
    settings = web.services.settings.model_copy(update={"env": Environment.SANDBOX})
    object.__setattr__(web.services, "settings", settings)
    object.__setattr__(web.services, "clock", _StillClock())
    return {"case_id": case.id}


async def tasks(web: Web) -> Examples:
    """A task of every kind; its id under ``task:<kind>``."""
    case = await web.add_notice()
    for kind in TASK_KINDS.values():
        if kind.role is not Role.PUBLIC:
            case.tasks.append(next_task(case, kind, audience(kind.key, case), NOW))
    await web.save(case)
    await add_objection(web, case, "accepted")
    await add_pilot_people(web.register)
    project = await add_project(web, filings={})
    for kind in PILOT_KINDS.values():
        project.tasks.append(next_task(project, kind, _asked(kind.role), NOW))
    await web.save(project)
    return {f"task:{task.kind}": task.id for task in (*case.tasks, *project.tasks)}


async def other_tasks(web: Web) -> Examples:
    """The same of the district plan, of the provincial regulation and of the events under both."""
    asking = [await _asking(web, each, kinds) for each, kinds in await _of_the_other_texts(web)]
    return {f"task:{task.kind}": task.id for case in asking for task in case.tasks}


async def _asking(web: Web, case: CaseState, kinds: Iterable[TaskKind]) -> CaseState:
    """The case with an open task of each kind."""
    for kind in kinds:
        account = ACCOUNTS.get(kind.role) or ELSEWHERE[kind.role]
        organisation = None if kind.role in {Role.OPS, Role.PROVINCIAL_REGULATOR} else account
        case.tasks.append(next_task(case, kind, Audience(role=kind.role, organisation=organisation), NOW))
    await web.save(case)
    return case


async def _of_the_other_texts(web: Web) -> list[tuple[CaseState, Iterable[TaskKind]]]:
    """Cases of the district plan and of the provincial regulation, with what is asked in them."""
    await add_district_people(web.register)
    async with web.register.write() as session:
        await add_accounts(session, OFFICES, NOW)
    found: list[tuple[CaseState, Iterable[TaskKind]]] = [
        (await add_plan(web), [kind for key, kind in DISTRICT_KINDS.items() if key.startswith("plan_")]),
        (a_ledger("yc-market", NOW), [kind for key, kind in DISTRICT_KINDS.items() if key.startswith("ledger_")]),
        (a_government(WH, NOW), PROVINCE_KINDS.values()),
    ]
    of_kinds = {task.key for kind in EVENT_KINDS.values() for task in kind.every_task}
    matters = [matter.kind for matter in MATTERS if matter.kind.key not in of_kinds]
    for number, (key, kind) in enumerate(EVENT_KINDS.items()):
        event = an_event(key).model_copy(update={"id": f"{kind.text}-sample-event-{number}"})
        found.append((event, (*kind.every_task, *(matters if key == "province_accident" else ()))))
    return found


async def other_cases(web: Web) -> Examples:
    """A case of each kind of the other texts: a plan, a ledger and an event of it; the draft of the regulation, the
    case of a city, and an accident there. Ids of cases by their kinds, of the first task under ``…_task``."""
    await add_offices(web)
    ledger, plan_, event = await add_district(web)
    city, draft, accident = await a_city(web), await a_draft(web), await add_accident(web)
    await keep(web, city, WH)
    return {
        "plan": plan_.case_id,
        "ledger": ledger.case_id,
        "ledger_task": ledger.task_id,
        "event": event.case_id,
        "event_task": event.task_id,
        "accident": accident.case_id,
        "accident_task": accident.task_id,
        "city": city.id,
        "city_task": city.tasks[0].id,
        "draft": draft.id,
        "draft_task": draft.tasks[0].id,
        "step": "1",
    }


def _asked(role: Role) -> Audience:
    bureau = BUREAUS["city-jia"]
    own = {Role.CITY_REGULATOR: bureau.audience, Role.PROVINCIAL_REGULATOR: bureau.province}
    return own.get(role) or Audience(role=role, organisation="expert-1")


SCENES: dict[str, Scene] = {
    "story": story,
    "life": life,
    "other-cases": other_cases,
    "other-tasks": other_tasks,
    "regulation": regulation,
    "taken": taken,
    "long-list": long_list,
    "plan": plan,
    "large-plan": large_plan,
    "large-regulation": large_regulation,
    "draft": draft,
    "nothing": nothing,
    "sandbox": sandbox,
    "tasks": tasks,
}
