"""What a one-box platform starts with: calendar releases, demonstration accounts, experts and parks, running cases.

Every function may run at every start: what is there is left as it is.
"""

from datetime import UTC, date, datetime
from typing import Any

from pwdlib import PasswordHash
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from config import Environment, Settings
from contracts.client import connect
from contracts.queues import CASES
from db.models import Account, CalendarReleaseRow, Case, InstrumentRow, Organisation, Park
from db.queries import experts
from db.queries.instruments import INDICATORS, WORK_PLAN
from db.queries.lineage import begin_identity
from db.queries.parks import add_body
from db.queries.releases import work_calendar
from db.session import Register
from domain.district.policy import DistrictPolicy
from domain.pilot.policy import PilotPolicy
from domain.policy import ProvincePolicy
from domain.procedure.state import Proceeding
from domain.programmes import programme_of
from domain.province.case import RegulationCase
from domain.working_days import WorkCalendar
from domain.zone import art18_creation_period as art18
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Park as ParkFacts
from domain.zone.case import Report, Stage, ZoneCase
from onebox.people import BODIES, PARKS, PASSWORD, POOL, POOL_KEEPER, Body, ExamplePark
from onebox.seed_district import recorded_events, running_plan
from onebox.seed_pilot import running_project
from services.calendar_seed import past_releases
from services.policies import policy_for
from services.regulations import load_zone_policy

REGULATION_IN_FORCE = date(2024, 3, 14)
"""第三十条 本办法自印发之日起实施."""


async def plant_register(settings: Settings) -> None:
    """Calendar releases, accounts, experts and parks. Raises ``RuntimeError`` in production."""
    if settings.env is Environment.PRODUCTION:
        raise RuntimeError("演示账号不得用于生产环境（ZHICHENG_ENV=production）。")
    register = Register(settings.database)
    now = datetime.now(UTC)
    try:
        async with register.write() as session:
            await plant_calendar(session, now)
            await _plant_people(session, now)
            await _plant_pool(session, now)
            await _plant_parks(session)
            await _plant_instruments(session)
    finally:
        await register.dispose()


async def plant_calendar(session: AsyncSession, now: datetime) -> None:
    """The State Council's notices of past years, as far as the library carries them."""
    for release in past_releases():
        key = f"seed-{release.year}"
        if await session.get(CalendarReleaseRow, key) is None:
            session.add(
                CalendarReleaseRow(
                    id=key,
                    year=release.year,
                    document_number=release.document_number,
                    issued_on=release.issued_on,
                    days_off=[day.isoformat() for day in release.days_off],
                    make_up_workdays=[day.isoformat() for day in release.make_up_workdays],
                    imported_at=now,
                )
            )


async def _plant_people(session: AsyncSession, now: datetime) -> None:
    missing = [body for body in BODIES if await session.get(Organisation, body.id) is None]
    if not missing:
        return
    # One hash for all: the password is public, and argon2 is slow on purpose.
    password_hash = PasswordHash.recommended().hash(PASSWORD)
    for body in missing:
        session.add(Organisation(id=body.id, name=body.name, role=body.role, jurisdiction=body.jurisdiction))
        session.add_all(_account(body, name, password_hash, now) for name in body.accounts)


def _account(body: Body, name: str, password_hash: str, now: datetime) -> Account:
    return Account(
        id=name,
        organisation_id=body.id,
        display_name=body.name if name == body.id else f"{body.name}（{name}）",
        role=body.role,
        password_hash=password_hash,
        email=f"{name}@example.gov.cn",
        is_demonstration=True,
        created_at=now,
    )


async def _plant_pool(session: AsyncSession, now: datetime) -> None:
    for expert, field in POOL:
        if await experts.entry(session, expert.organisation) is None:
            await experts.add(session, expert, field, POOL_KEEPER, now)


async def _plant_parks(session: AsyncSession) -> None:
    for park in PARKS:
        if await session.get(Park, park.id) is None:
            row = Park(
                id=park.id,
                name=park.name,
                kind=park.kind,
                industry=park.industry,
                region=park.region,
                region_name=park.region_name,
                creating_body=f"{park.name}管理委员会",
                organisation_id=f"park-{park.id}",
                is_synthetic=True,
            )
            session.add(row)
            begin_identity(session, row)
            await add_body(session, row.id, row.organisation_id)


async def _plant_instruments(session: AsyncSession) -> None:
    """A round that stays open and one version of the indicators, both invented."""
    for kind, number, title in (
        (WORK_PLAN, "示例第1轮", "全国质量品牌提升示范区创建工作方案（示例）"),
        (INDICATORS, "第1版（示例）", "示范区创建评估指标体系（示例）"),
    ):
        key = f"seed-{kind}"
        if await session.get(InstrumentRow, key) is None:
            session.add(
                InstrumentRow(
                    id=key, kind=kind, number=number, title=title, in_force_from=REGULATION_IN_FORCE, closes_on=None
                )
            )


async def plant_cases(settings: Settings) -> None:
    """Parks in several stages, taken over as running cases: no reminder of their past is sent."""
    client = await connect(settings.temporal, settings.temporal_namespace, identity="zhicheng-seed")
    register = Register(settings.database)
    try:
        async with register.read() as session:
            calendar = await work_calendar(session)
            known = set(await session.scalars(select(Case.id)))
            policy = await policy_for(session, PilotPolicy)
            of_the_district = await policy_for(session, DistrictPolicy)
            draft = a_draft(await policy_for(session, ProvincePolicy), datetime.now(UTC))
        now = datetime.now(UTC)
        pilot = running_project(policy, calendar, now)
        running: list[tuple[Any, str]] = [
            (pilot, f"pilot/{pilot.project_id}"),
            (draft, f"province/{draft.key}"),
            *running_plan(of_the_district, calendar, now),
            *recorded_events(of_the_district, now),
        ]
        running += [(each, f"zone/{each.park.id}/case-1") for each in _running_cases(calendar, now)]
        for case, workflow_id in running:
            if case.id not in known:
                await _start(client, case, workflow_id)
    finally:
        await register.dispose()


def a_draft(policy: ProvincePolicy, now: datetime) -> RegulationCase:
    """The provincial regulation as it truly stands: a draft, of which nothing runs before it is promulgated by hand."""
    return RegulationCase(id="province-hb", key="hb", policy=policy, stage_since=now)


async def _start(client: Client, case: Any, workflow_id: str) -> None:
    await client.start_workflow(
        programme_of(case).workflow(case),
        case.carried(),
        id=workflow_id,
        task_queue=CASES,
        static_summary=f"{case.subject_name}：{case.label}",
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )


def _running_cases(calendar: WorkCalendar, now: datetime) -> list[ZoneCase]:
    """One recognised earlier, one in creation for over a year, one with its acceptance application under way."""
    _, in_term, in_creation, in_acceptance = PARKS
    recognised = date(2025, 8, 15)
    zone = _case(in_term, now, Stage.IN_TERM)
    first_report = art27.due(2025, zone.policy, calendar).compact()
    zone.recognised_on = recognised
    zone.term = terms.first_term(recognised, zone.policy).model_copy(
        update={
            "reports": [
                Report(year=2025, due=first_report, submitted_on=date(2026, 1, 20), accepted_on=date(2026, 1, 22))
            ]
        }
    )
    return [
        zone,
        _approved(_case(in_creation, now, Stage.CREATION), date(2025, 10, 20)),
        _approved(_case(in_acceptance, now, Stage.ACCEPTANCE), date(2025, 6, 16)),
    ]


def _approved(case: ZoneCase, approved_on: date) -> ZoneCase:
    case.approved_on = approved_on
    case.creation_minimum = art18.minimum(approved_on, case.policy).compact()
    if case.stage is Stage.ACCEPTANCE:
        case.proceeding = Proceeding(number=1, applied_on=date(2026, 11, 9))
    return case


def _case(park: ExamplePark, now: datetime, stage: Stage) -> ZoneCase:
    return ZoneCase(
        id=f"zone-{park.id}-case-1",
        park=ParkFacts(
            id=park.id,
            name=park.name,
            region=park.region,
            region_name=park.region_name,
            organisation=f"park-{park.id}",
            creating_body=f"{park.name}管理委员会",
        ),
        policy=load_zone_policy(),
        stage=stage,
        stage_since=now,
        taken_over=True,
    )
