"""Every date the cases of the regulation now have, every duty, and every question that waits for somebody."""

from collections.abc import Iterator
from datetime import timedelta

from domain.dates import start_of
from domain.deadline import Deadline
from domain.duty import Duty
from domain.province import art30_campaign_papers as papers
from domain.province import art30_campaign_runs as runs
from domain.province import art40_assessment_call as assessment
from domain.province import art40_duty_dates as dates
from domain.province import art40_evidence as evidence
from domain.province import art42_versions as versions
from domain.province.case import GovernmentCase, RegulationCase
from domain.province.clause import Clause
from domain.province.clauses import BY_ID
from domain.province.parts import Body, CampaignRun, CampaignStage, ClauseDuty
from domain.question import Question
from domain.roles import Role
from domain.working_days import WorkCalendar

_BEFORE = frozenset({CampaignStage.PLANNED, CampaignStage.PREPARING})


def milestones_of_regulation(case: RegulationCase) -> list[Deadline]:
    """The day on which the text that waits comes into force; nothing of a draft."""
    waits = case.upcoming
    return [versions.entry(waits.effective_on)] if waits and not case.stage.is_final else []


def milestones(case: GovernmentCase) -> list[Deadline]:
    """The campaigns still to be held or to be summed up, and the days set for evidence."""
    if case.stage.is_final:
        return []
    campaigns = [run.summary if run.stage is CampaignStage.SUMMARY_DUE else run.held for run in _open(case)]
    set_ = {duty.due_on for _, duty in dates.dated(case) if duty.due_on}
    return [*campaigns, *(dates.due(day, case.policy) for day in sorted(set_))]


def _open(case: GovernmentCase) -> list[CampaignRun]:
    return [run for run in case.campaigns if run.stage is not CampaignStage.CLOSED]


def open_duties(case: GovernmentCase, calendar: WorkCalendar) -> list[Duty]:
    """A plan of every campaign still to come, a summary of every one that is over, evidence by the days set."""
    if case.stage.is_final:
        return []
    plans = [_plan(case, run) for run in _open(case) if run.stage in _BEFORE and not run.has_plan]
    over = [_summary(case, run) for run in _open(case) if run.stage is CampaignStage.SUMMARY_DUE]
    asked = [_evidence(case, clause, duty, body) for clause, duty in dates.dated(case) for body in case.bodies(clause)]
    return [*plans, *over, *asked]


def _plan(case: GovernmentCase, run: CampaignRun) -> Duty:
    return Duty(
        id=f"{case.id}-campaign-{run.key}",
        kind="province_campaign",
        title=f"{run.title}活动方案",
        debtor=case.audience,
        due=run.held,
        basis=run.held.basis,
        opened_at=case.stage_since,
        rungs=runs.rungs(run, case.policy),
        facts={"title": run.title, "who": case.name},
    )


def _summary(case: GovernmentCase, run: CampaignRun) -> Duty:
    return Duty(
        id=f"{case.id}-summary-{run.key}",
        kind="province_campaign_summary",
        title=f"{run.title}总结",
        debtor=case.audience,
        due=run.summary,
        basis=run.summary.basis,
        opened_at=start_of(run.last + timedelta(days=1)),
        rungs=(),
        facts={"title": run.title, "who": case.name},
    )


def _evidence(case: GovernmentCase, clause: Clause, duty: ClauseDuty, body: Body) -> Duty:
    assert duty.due_on is not None
    assert duty.due_set_at is not None
    after = (case.audience,) if body.organisation != case.organisation else ()
    return Duty(
        id=f"{case.id}-{clause.id}-{body.organisation}",
        kind="province_duty",
        title=f"{case.numbers(clause.id)}的佐证材料",
        debtor=body.audience,
        due=dates.due(duty.due_on, case.policy),
        basis=(clause.place, *dates.BASIS),
        opened_at=duty.due_set_at,
        rungs=tuple(
            each.model_copy(update={"copies": after}) if each.key.startswith("d+") else each
            for each in dates.rungs(duty.due_on, case.policy)
        ),
        facts={"place": case.numbers(clause.id), "quote": clause.quote, "who": body.name},
    )


def asked(case: GovernmentCase) -> list[Question]:
    """Whatever waits: plans and summaries of campaigns, evidence by the days set, evidence to be read, and whether it
    assesses."""
    if case.stage.is_final:
        return []
    return [*_of_campaigns(case), *_by_days_set(case), *_to_be_read(case), *assessment.asked(case)]


def _of_campaigns(case: GovernmentCase) -> Iterator[Question]:
    """A plan may still come while the campaign is held."""
    for run in case.campaigns:
        about = (run.key, run.title)
        if run.stage is CampaignStage.SUMMARY_DUE:
            yield Question(papers.SUMMARY, case.audience, about, run.summary)
        elif run.stage in {CampaignStage.PREPARING, CampaignStage.RUNNING} and not run.has_plan:
            yield Question(papers.PLAN, case.audience, about)


def _by_days_set(case: GovernmentCase) -> Iterator[Question]:
    for clause, duty in dates.dated(case):
        assert duty.due_on is not None
        for body in case.bodies(clause):
            kind = evidence.DUE if body.role is Role.GOVERNMENT else evidence.DUE_OF_DEPARTMENT
            yield Question(kind, body.audience, _about(case, clause), dates.due(duty.due_on, case.policy))


def _to_be_read(case: GovernmentCase) -> Iterator[Question]:
    unread = (key for key, duty in case.duties.items() if duty.handed_in and not duty.reviewed)
    return (Question(evidence.REVIEW, case.audience, _about(case, BY_ID[key])) for key in unread)


def _about(case: GovernmentCase, clause: Clause) -> tuple[str, str]:
    short = clause.quote if len(clause.quote) <= 20 else f"{clause.quote[:20]}……"
    return clause.id, f"{case.numbers(clause.id)}：{short}"
