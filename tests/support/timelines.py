"""The life of one park over several years, planted in the register for its timeline: stages, acts, documents, dates."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from db.models import Case, CaseEvent, CaseStep, DocumentRow, DutyRow, Rung
from db.queries.releases import work_calendar
from domain.roles import Actor, Role
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Report, Stage, ZoneCase
from domain.zone.policy import ZonePolicy
from tests.support.web import Web

LIFE: tuple[tuple[str, Stage, str, str, str], ...] = (
    ("2023-01-16", Stage.APPLICATION, "case.opened", "", "案件开始办理。"),
    ("2023-02-20", Stage.NOMINATION, "creation_application.apply", "park-js-1", "示例一号园区提出创建申请。"),
    ("2023-03-06", Stage.NOMINATION, "provincial_appraisal.nominate", "prov-js", "列入创建名单。"),
    ("2023-03-20", Stage.NOMINATION, "nomination_consent.consent", "lsg-js", "领导小组同意创建名单。"),
    ("2023-04-10", Stage.APPROVAL, "nominee_report.report", "prov-js", "创建名单报市场监管总局。"),
    ("2023-06-01", Stage.CREATION, "creation_decision.approve", "samr", "市场监管总局审核同意创建。"),
    ("2024-06-12", Stage.ACCEPTANCE, "acceptance_application.apply", "park-js-1", "园区自查并申请验收。"),
    ("2024-06-28", Stage.ACCEPTANCE, "acceptance_examination.pass", "prov-js", "验收申请材料审核通过。"),
    ("2024-07-10", Stage.MATERIAL_REVIEW, "acceptance_submission.submit", "prov-js", "向市场监管总局提交验收申请。"),
    ("2024-08-05", Stage.EVALUATION, "panel_formation.form_panel", "samr", "组织专家评审组。"),
    ("2024-09-20", Stage.PUBLIC_NOTICE, "public_notice.publish", "samr", "公示评估验收结果。"),
    ("2024-09-29", Stage.RECOGNITION, "public_notice.ended", "", "公示期满，没有成立的异议。"),
    ("2024-10-21", Stage.ANNOUNCEMENT, "recognition_decision.sign", "samr", "会同认定示范区。"),
    ("2024-11-05", Stage.IN_TERM, "announcement.publish", "samr", "向社会公布认定结果。"),
    ("2025-01-20", Stage.IN_TERM, "annual_report.submit", "park-js-1", "报送2024年度工作报告。"),
    ("2025-01-22", Stage.IN_TERM, "annual_report_receipt.accept", "samr", "接收2024年度工作报告。"),
    ("2025-06-03", Stage.IN_TERM, "material_event.report", "park-js-1", "上报重大事项。"),
    ("2025-06-04", Stage.IN_TERM, "material_event_triage.note", "samr", "作为情况掌握。"),
)
"""Day, stage afterwards, kind, who acted (nobody: a legal moment), words."""
_ROLES = {
    "park-js-1": Role.CREATING_BODY,
    "prov-js": Role.PROVINCIAL_REGULATOR,
    "lsg-js": Role.PROVINCIAL_LEADING_GROUP,
}
PAPERS = (
    ("2023-02-20", "creation_application", "关于创建全国质量品牌提升示范区的申请"),
    ("2023-06-01", "creation_approval", "关于同意创建全国质量品牌提升示范区的通知"),
    ("2024-10-21", "recognition_decision", "关于认定全国质量品牌提升示范区的决定"),
    ("2025-01-20", "annual_report", "年度工作报告"),
)
PUBLISHED = date(2024, 11, 5)


async def add_long_life(web: Web) -> ZoneCase:
    """In term since November 2024: reports, reminders served and coming, a window and an expiry to come."""
    policy = ZonePolicy()
    term = terms.first_term(PUBLISHED, policy)
    async with web.register.read() as session:
        calendar = await work_calendar(session)
    for year in art27.years(term, policy):
        report = Report(year=year, due=art27.due(year, policy, calendar).compact())
        if year == 2024:
            report.submitted_on = date(2025, 1, 20)
        term.reports.append(report)
    case = await web.add_case(stage=Stage.IN_TERM, term=term, recognised_on=date(2024, 10, 21))
    await _plant(web, case)
    return case


async def _plant(web: Web, case: ZoneCase) -> None:
    async with web.register.write() as session:
        row = await session.get_one(Case, case.id)
        row.opened_at = _instant(LIFE[0][0])
        for number, (day, stage, kind, who, words) in enumerate(LIFE, 1):
            at = _instant(day)
            common = {"workflow_id": row.workflow_id, "at": at}
            session.add(
                CaseStep(**common, number=number, run_id="r", fingerprint=str(number), recorded_at=at, stage=stage)
            )
            actor = Actor(id=who, role=_ROLES.get(who, Role.SAMR), organisation=who, jurisdiction="") if who else None
            session.add(
                CaseEvent(
                    **common,
                    case_id=case.id,
                    step=number,
                    position=0,
                    kind=kind,
                    text=words,
                    basis=["zone:16"],
                    actor_id=actor.id if actor else None,
                    actor_role=actor.role if actor else None,
                    actor_organisation=actor.organisation if actor else None,
                )  # fmt: skip
            )
        for number, (day, kind, title) in enumerate(PAPERS):
            session.add(
                DocumentRow(
                    id=f"paper-{number}",
                    case_id=case.id,
                    workflow_id=row.workflow_id,
                    step=100 + number,
                    position=0,
                    kind=kind,
                    title=title,
                    issuers=["samr"],
                    facts={},
                    on=date.fromisoformat(day),
                    created_at=_instant(day),
                )  # fmt: skip
            )
        now = await web.clock.now()
        for rung in await session.scalars(select(Rung)):
            if rung.planned_at <= now:
                rung.outcome, rung.served_at = "served", rung.planned_at


def _instant(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T02:00:00+00:00").astimezone(UTC)


async def add_reminders(web: Web, case: ZoneCase, count: int) -> None:
    """A duty of last year with so many reminders, one a day, all sent."""
    async with web.register.write() as session:
        first = (await session.scalars(select(DutyRow).where(DutyRow.case_id == case.id))).first()
        assert first is not None
        facts = {column.name: getattr(first, column.name) for column in DutyRow.__table__.columns}
        begin = _instant("2024-12-02")
        session.add(
            DutyRow(**facts | {"id": "old", "title": "2024年度工作报告", "due": date(2025, 1, 31), "closed_at": begin})
        )
        await session.flush()
        for number in range(count):
            at = begin + timedelta(days=number)
            session.add(
                Rung(
                    duty_id="old",
                    key=f"d-{count - number}",
                    planned_at=at,
                    audience=[],
                    wording="annual_report_before",
                    served_at=at,
                    outcome="served",
                )  # fmt: skip
            )
