"""职责清单: what the provincial regulation asks of one government, for whoever sees its case. For JSON and page."""

from api.deps import Services
from api.errors import basis_views, not_found
from api.government_sheet_views import GovernmentSheetView, SheetCampaign, SheetClause
from db.queries import cases, regulations
from db.queries.recipients import organisation_names
from domain.dates import local_date
from domain.province.case import GovernmentCase
from domain.province.clause import Clause
from domain.province.clauses import CHAPTERS
from domain.province.errands import case_id
from domain.province.parts import CampaignRun, CampaignStage
from domain.province.standing import is_overdue, with_one
from domain.roles import Actor


async def sheet(services: Services, actor: Actor, key: str, organisation: str) -> GovernmentSheetView:
    """The sheet of one government. Raises 404 where it has no case under this regulation, or none for this actor."""
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await cases.visible(session, actor, case_id(key, organisation))
        if row is None:
            raise not_found("该人民政府的职责清单")
        case = GovernmentCase.model_validate(row.state)
        sees_text, seen = await regulations.seen(session, actor, key)
        names = await organisation_names(session, (each.handed_in_by for each in case.duties.values()))
    return GovernmentSheetView(
        key=key,
        case_id=case.id,
        organisation=case.organisation,
        name=case.name,
        level_label=case.level.label,
        since=case.since,
        state_label=case.label,
        is_over=case.stage.is_final,
        document_number=case.versions[-1].document_number if case.versions else "",
        as_of=now,
        changed_at=row.updated_at,
        sees_table=sees_text or bool(seen),
        initiatives=case.initiatives,
        clauses=[
            _clause(case, chapter, each, names)
            for chapter, clauses in CHAPTERS
            for each in clauses
            if case.is_asked(each)
        ],
        campaigns=[_campaign(each) for each in case.campaigns if _is_shown(each, local_date(now).year)],
    )


def _clause(case: GovernmentCase, chapter: str, clause: Clause, names: dict[str, str]) -> SheetClause:
    state, duty = with_one(case, clause), case.duty(clause.id)
    return SheetClause(
        id=clause.id,
        chapter=chapter,
        place=case.numbers(clause.id),
        quote=clause.quote,
        modality_label=clause.modality.label,
        kind_label=clause.kind.label,
        evidence=clause.evidence,
        owes_result=clause.owes_result,
        bodies=[each.name for each in case.bodies(clause)],
        state=state.value,
        state_label=state.label,
        handed_in=duty.handed_in,
        handed_in_on=duty.handed_in_on if duty.handed_in else None,
        handed_in_by=names.get(duty.handed_in_by, "") if duty.handed_in else "",
        due_on=duty.due_on,
        is_overdue=is_overdue(case, clause),
        basis=basis_views((clause.place,))[0],
    )


def _is_shown(run: CampaignRun, year: int) -> bool:
    """Those of the year, and what is still to come or to be summed up."""
    return run.held.date.year == year or run.stage is not CampaignStage.CLOSED


def _campaign(run: CampaignRun) -> SheetCampaign:
    return SheetCampaign(
        title=run.title,
        first=run.held.date,
        last=run.last,
        state_label=run.stage.label,
        has_plan=run.has_plan,
        records=run.records,
        summary_due=run.summary.date,
        is_overdue=run.overdue,
    )
