"""The case of a pilot project as view models. Reads nothing: whatever a view needs is in the case."""

from collections.abc import Iterable, Mapping
from datetime import date

from api.pilot_views import (
    ConsentView,
    CooperationChangeView,
    EvaluationView,
    FilingView,
    HalfYearReportView,
    IncentiveView,
    IndicatorFindingView,
    JointActView,
    LeadView,
    PanelSeatView,
    ParticipantView,
    PilotView,
    PlanAmendmentView,
    ResultsSummaryView,
)
from domain.dates import ONE_DAY
from domain.pilot import jointly, sec5_2_selection, sec5_3_publication
from domain.pilot.annex2_evaluation_guide import INDICATORS
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Bureau, Evaluation, Filing, HalfYearReport, Incentive
from domain.pilot.provinces import NAMES, province_name
from domain.pilot.sec2_1_change import words_of
from domain.pilot.sec5_4_reporting import reporter
from domain.pilot.sec5_6_incentives import IncentiveForm

_MATTERS = {PilotStage.UNDER_ASSESSMENT: sec5_2_selection.MATTER, PilotStage.SELECTED: sec5_3_publication.MATTER}
"""What the five sign in a stage, without anybody having proposed it."""


def pilot(case: PilotCase) -> PilotView:
    return PilotView(
        opened_by=case.opened_by.name,
        scope=case.scope,
        goals=case.goals,
        launched_on=case.launched_on,
        ended_on=case.ended_on,
        participants=[
            ParticipantView(
                organisation=each.bureau.organisation,
                name=each.bureau.name,
                province=province_name(each.bureau.region),
                joined_on=each.joined_on,
                left_on=each.left_on,
            )
            for each in case.participants
        ],
        leads=[LeadView(name=_name(case, each.organisation), from_day=each.from_day) for each in case.leads],
        filings=_filings([each.bureau for each in case.participants], case.filings),
        amendments=[
            PlanAmendmentView(
                bureau=_name(case, each.organisation), **each.model_dump(include={"amended_on", "amended", "reasons"})
            )
            for each in case.amendments
        ],
        summaries=[
            ResultsSummaryView(
                lead=_name(case, each.handed_in_by), **each.model_dump(include={"number", "handed_in_on", "results"})
            )
            for each in case.summaries
        ],
        reports=[_report(case, each) for each in sorted(case.reports, key=lambda each: each.k)],
        evaluation=_evaluation(case.evaluation) if case.evaluation else None,
        evaluations=[_evaluation(each) for each in case.evaluations],
        incentives=[_incentive(each) for each in case.incentives],
        change=_change(case),
        joint_act=_joint_act(case),
    )


def _name(case: PilotCase, organisation: str) -> str:
    found = case.bureau(organisation)
    return found.name if found else organisation


def _filings(bureaus: Iterable[Bureau], filed: Mapping[str, Filing]) -> list[FilingView]:
    """One for each bureau, once, whether it has filed or not."""
    latest = {each.organisation: each for each in bureaus}
    return [_filing(each, filed.get(each.organisation)) for each in latest.values()]


def _filing(bureau: Bureau, filing: Filing | None) -> FilingView:
    return FilingView(
        bureau=bureau.name,
        province=province_name(bureau.region),
        version=filing.version if filing else 0,
        filed_on=filing.filed_on if filing else None,
        received_on=filing.received_on if filing else None,
        returned_for=[each.label for each in filing.defects] if filing else [],
    )


def _report(case: PilotCase, report: HalfYearReport) -> HalfYearReportView:
    return HalfYearReportView(
        k=report.k,
        bureau=reporter(case, report).name,
        first_day=report.period_from + ONE_DAY,
        last_day=report.period_to,
        due=report.due.date,
        words=report.due.words,
        submitted_on=report.submitted_on,
        accepted_on=report.accepted_on,
        version=report.latest,
        overdue=report.overdue,
        status=_status(case, report),
    )


def _status(case: PilotCase, report: HalfYearReport) -> str:
    if report.submitted_on is None:
        if case.stage.is_final:
            return "项目已经终结，不再提交"
        if report.bureau and case.member(report.bureau) is None:
            return "已退出，不再提交"
        return "退回补正" if report.version else "待提交"
    return _received(report) if report.accepted_on else "待接收"


def _received(report: HalfYearReport) -> str:
    """Which version counts, and what became of the last one if it does not."""
    if not report.corrections:
        return "已接收"
    last = report.corrections[-1]
    pending = f"；第{last.version}版{'待接收' if last.is_unread else '退回'}" if last.version != report.standing else ""
    return f"已接收，以第{report.standing}版为准{pending}"


def _evaluation(evaluation: Evaluation) -> EvaluationView:
    return EvaluationView(
        number=evaluation.number,
        occasion=evaluation.occasion.label,
        purpose=evaluation.purpose,
        opened_by=NAMES[evaluation.opened_by],
        opened_on=evaluation.opened_on,
        guide=evaluation.guide,
        panel=[
            PanelSeatView(name=each.expert.name, declared_on=each.declared_on, has_handed_in=each.opinion is not None)
            for each in evaluation.panel.members
        ],
        findings=[
            IndicatorFindingView(
                number=each.number,
                group=INDICATORS[each.number - 1].group,
                indicator=INDICATORS[each.number - 1].title,
                finding=each.finding,
                not_applicable=each.not_applicable,
            )
            for each in sorted(evaluation.findings, key=lambda each: each.number)
        ],
        recommendation=evaluation.recommendation,
        dated=evaluation.dated,
        closed_on=evaluation.closed_on,
    )


def _incentive(incentive: Incentive) -> IncentiveView:
    return IncentiveView(
        forms=[IncentiveForm(each).label for each in incentive.forms],
        granted_by=NAMES[incentive.granted_by],
        granted_on=incentive.granted_on,
    )


def _change(case: PilotCase) -> CooperationChangeView | None:
    change = case.change
    if change is None:
        return None
    names = {each.organisation: each.name for each in (*case.members, *change.members)}
    return CooperationChangeView(
        proposed_by=names[change.proposed_by],
        proposed_on=change.proposed_on,
        what=words_of(case, change),
        reasons=change.reasons,
        agreed=_consents(change.agreed, names),
        missing=[each.name for each in change.asked],
        filings=_filings(change.members, change.filings) if case.amending else [],
    )


def _joint_act(case: PilotCase) -> JointActView | None:
    decision = case.decision
    matter = decision.kind.label if decision else _MATTERS.get(case.stage)
    if matter is None:
        return None
    proceeding = decision.proceeding if decision else case.proceeding
    asked = jointly.signatories(case).names
    return JointActView(
        matter=matter,
        proposed_by=NAMES[decision.opened_by] if decision else "",
        proposed_on=decision.opened_on if decision else None,
        reasons=decision.reasons if decision else "",
        draft_number=proceeding.draft_number,
        signed=_consents(proceeding.signatures, NAMES),
        missing=[name for key, name in asked.items() if key not in proceeding.signatures],
        needed=jointly.still_needed(case, proceeding),
    )


def _consents(given: Mapping[str, date], names: Mapping[str, str]) -> list[ConsentView]:
    return [ConsentView(name=names[key], on=on) for key, on in given.items()]
