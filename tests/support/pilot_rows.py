"""Pilot projects on the web of ``tests.support.web``: their people, and cases as their workflow would tell them."""

from datetime import date
from typing import Any

import pytest_asyncio

from db.queries.releases import work_calendar
from db.session import Register
from domain.case import next_task
from domain.dates import local_date
from domain.pilot.annex2_evaluation_guide import IndicatorFinding
from domain.pilot.case import PilotCase
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.parts import Evaluation, EvaluationOccasion, HalfYearReport
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from domain.pilot.sec5_4_half_year_report import due, period
from domain.procedure.expert_evaluation import Expert, Panel, PanelMember
from domain.roles import Role
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.pilot_cases import BUREAUS, JIA, PILOT_PEOPLE, launched
from tests.support.pilot_evaluations import opened, opinion
from tests.support.web import NOW, Web

TITLE = "示例区域仪器仪表行业质量提升"
COUNTY, OUTSIDE = "city-ding", "city-wu"
_PEOPLE = {
    **PILOT_PEOPLE,
    COUNTY: (Role.CITY_REGULATOR, COUNTY, "320831"),
    OUTSIDE: (Role.CITY_REGULATOR, OUTSIDE, "420100"),
}
_NAMES = {
    **NAMES,
    **{each.organisation: each.name for each in BUREAUS.values()},
    COUNTY: "示例丁县市场监督管理局",
    OUTSIDE: "示例戊市市场监督管理局",
}
TODAY = local_date(NOW)


async def add_pilot_people(register: Register) -> None:
    """The five, three bureaus that may take part, one of a county, one outside the five, and experts."""
    async with register.write() as session:
        offices = {
            account: (where, _NAMES.get(where, where), role, place)
            for account, (role, where, place) in _PEOPLE.items()
            if account not in ORGANISATIONS
        }
        await add_accounts(session, offices, NOW)


@pytest_asyncio.fixture
async def pilots(web: Web) -> Web:
    """The web with the people of a pilot."""
    await add_pilot_people(web.register)
    return web


async def add_project(web: Web, number: int = 1, *, on: date = TODAY, **facts: Any) -> PilotCase:
    """A project launched ``on`` a day, but for ``facts``; every bureau and the provinces over them have part in it."""
    case = PilotCase(
        id=f"pilot-p{number}",
        project_id=f"p{number}",
        opened_by=JIA,
        stage_since=NOW,
        step=1,
        **{"title": TITLE, "policy": PilotPolicy(), **launched(on, BUREAUS.values()), **facts},
    )
    for bureau in BUREAUS.values():
        case.tasks.append(next_task(case, TASK_KINDS["pilot_incentive"], bureau.province, NOW))
        case.tasks.append(next_task(case, TASK_KINDS["pilot_change"], bureau.audience, NOW))
    await web.save(case)
    return case


async def report(web: Web, case: PilotCase, bureau: str, k: int, **facts: Any) -> HalfYearReport:
    """The ``k``-th report of a bureau as it is planned, with what became of it."""
    assert case.launched_on is not None
    async with web.register.read() as session:
        calendar = await work_calendar(session)
    before, over = period(case.launched_on, k, case.policy)
    owed = due(case.launched_on, k, case.policy, calendar).compact()
    return HalfYearReport(bureau=bureau, k=k, period_from=before, period_to=over, due=owed, **facts)


def an_evaluation(number: int, handed_in: int, *, is_over: bool = False) -> Evaluation:
    """An evaluation by three, of whom the first ``handed_in`` have handed in; with its report once it is over."""
    written = opinion() | {"recommendation": "某专家的独立意见"}
    members = [
        PanelMember(
            expert=Expert(organisation=f"expert-{place}", name=f"示例专家{name}", employer="示例大学"),
            declared_on=TODAY,
            opinion=written if place <= handed_in else None,
        )
        for place, name in enumerate("甲乙丙", start=1)
    ]
    report = opinion()
    return opened(
        Panel(seed="9f86", size=3, members=members),
        TODAY,
        number=number,
        occasion=EvaluationOccasion.PERIODIC,
        findings=[IndicatorFinding(**each) for each in report["findings"]] if is_over else [],
        recommendation=report["recommendation"] if is_over else "",
        closed_on=TODAY if is_over else None,
    )
