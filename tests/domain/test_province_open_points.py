"""What the provincial regulation leaves open, read as we read it and, where a parameter chooses, the other way too."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.dates import start_of
from domain.province import art30_campaign_runs as runs
from domain.province import art40_assessment_call as assessment
from domain.province import art40_duty_dates, calendar_of_case, places
from domain.province.art04_governments import GovernmentRow, refuse_rows
from domain.province.case import GovernmentCase, RegulationCase, RegulationStage
from domain.province.clause import Level, Modality
from domain.province.clauses import BY_ID, CLAUSES
from domain.province.errands import begun_case, owed
from domain.province.parts import CampaignStage, ClauseDuty, DutyStatus, Government, TextVersion
from domain.province.policy import Campaign, ProvincePolicy
from domain.roles import Actor, Role
from domain.working_days import WorkCalendar

SINCE = date(2025, 5, 15)
OPS = Actor(id="ops", role=Role.OPS, organisation="ops")
TEXT = TextVersion(
    document_number="示例公告第12号", issuer="示例", adopted_on=date(2025, 3, 28), effective_on=SINCE, recorded_by=OPS
)


def a_government(level: Level = Level.PREFECTURE, **policy: Any) -> GovernmentCase:
    return GovernmentCase(
        id="province-hb-gov-wh",
        regulation="hb",
        organisation="gov-wh",
        name="武汉市人民政府",
        region="420100",
        level=level,
        since=SINCE,
        policy=ProvincePolicy(effective_date=SINCE, **policy),
        stage_since=start_of(SINCE),
        versions=[TEXT],
    )


def a_regulation(*governments: Government, stage: RegulationStage = RegulationStage.IN_FORCE) -> RegulationCase:
    return RegulationCase(
        id="province-hb",
        key="hb",
        policy=ProvincePolicy(),
        stage=stage,
        stage_since=start_of(SINCE),
        versions=[TEXT],
        texts_begun=1,
        governments=list(governments),
    )


@pytest.mark.article("province:15.2")
def test_a_clause_without_a_subject_is_the_governments_by_the_other_reading_only() -> None:
    clause = BY_ID["H15-2-1"]
    assert a_government().status(clause) is DutyStatus.UNASSIGNED
    assert a_government(subjectless_by_context=True).status(clause) is DutyStatus.ASSIGNED


@pytest.mark.article("province:4.2", "province:25.1")
def test_a_duty_stated_without_shall_is_tracked_like_one_with_it() -> None:
    stated = [each for each in CLAUSES if each.modality is Modality.STATED]
    assert {each.place.article for each in stated} == {4, 25}
    assert all(each.is_for(level) for each in stated for level in Level)


@pytest.mark.article("province:4.1")
def test_the_level_of_a_government_is_the_one_entered_whatever_its_code_says() -> None:
    rows = [GovernmentRow(organisation="gov-xt", name="仙桃市人民政府", region="429004", level=Level.PREFECTURE)]
    assert refuse_rows(rows) is None
    refusal = refuse_rows([*rows, *rows])
    assert refusal is not None
    assert (refusal.text, refusal.basis) == ("仙桃市人民政府（gov-xt）已经列入，不得重复。", ("province:4.1",))
    assert a_government(Level.PREFECTURE).is_asked(BY_ID["H19-1-1"])
    assert not a_government(Level.COUNTY).is_asked(BY_ID["H19-1-1"])


@pytest.mark.article("province:12.1")
def test_where_support_is_owed_no_result_of_it_is() -> None:
    no_result = [each.id for each in CLAUSES if each.is_obligation and not each.owes_result]
    assert no_result == ["H12-1-1", "H19-1-1", "H22-1-2"]


@pytest.mark.article("province:30.1")
def test_the_quality_month_is_the_month_and_by_another_policy_its_opening_day() -> None:
    month = runs.planned(a_government(), 1, 1)
    assert (month.held.date, month.last) == (date(2025, 9, 1), date(2025, 9, 30))
    opening = Campaign(name="全国质量月", first="09-01", last="09-01")
    day = runs.planned(a_government(campaigns=(opening,)), 1, 1)
    assert (day.held.date, day.last) == (date(2025, 9, 1), date(2025, 9, 1))


@pytest.mark.article("province:40#1")
def test_counties_assess_nobody() -> None:
    assert [level for level in Level if BY_ID["H40-1-1"].is_for(level)] == [Level.PROVINCE, Level.PREFECTURE]


@pytest.mark.article("province:40")
def test_nobody_is_asked_to_assess_by_itself_and_by_another_policy_the_level_above_is_once_a_year() -> None:
    assert assessment.called_at(a_government()) is None
    assert assessment.called_at(a_government(Level.COUNTY, assessment_cycle="yearly")) is None
    city = a_government(assessment_cycle="yearly")
    assert assessment.called_at(city) == start_of(date(2026, 5, 15))
    effects = assessment.call(city, start_of(date(2028, 6, 1)))
    assert (city.assessments_called, city.assessment_asked) == (3, "2028"), "years gone by are not asked about"
    assert "条文没有规定考核周期，不答复不产生后果" in effects.text
    (question,) = [each for each in calendar_of_case.asked(city) if each.kind is assessment.CALL]
    assert (question.audience, question.due) == (city.audience, None)
    assert assessment.called_at(city) is None, "as long as it lies there"
    assessment.answered(city)
    assert assessment.called_at(city) == start_of(date(2029, 5, 15))


@pytest.mark.article("province:42")
def test_nothing_is_told_to_any_government_before_the_text_is_in_force() -> None:
    city = Government(
        organisation="gov-wh", name="武汉市人民政府", region="420100", level=Level.PREFECTURE, since=SINCE
    )
    for stage in (RegulationStage.DRAFT, RegulationStage.PROMULGATED, RegulationStage.WITHDRAWN):
        assert owed(a_regulation(city, stage=stage)) == []
    (errand,) = owed(a_regulation(city))
    assert errand.begins is not None
    begun = GovernmentCase.model_validate(errand.begins)
    assert begun == begun_case(a_regulation(city), city)
    assert begun.policy.effective_date == SINCE


@pytest.mark.article("province:42")
def test_a_text_after_a_text_moves_places_along_and_one_deleted_is_asked_no_longer() -> None:
    clause = BY_ID["H30-1-1"]
    assert places.through("30.1", [{"30": "32"}, {"32.1": "33.2"}]) == ["32.1", "33.2"]
    assert places.numbers(clause, [{"30": "32"}, {"32.1": "33.2"}]) == "第三十三条第二款（草案第三十条第一款）"
    assert places.now_at(BY_ID["H05-2-1"], [{"5": "6"}]) == "6.1#2"
    gone = a_government()
    gone.versions = [TEXT.model_copy(update={"moves": {"30": ""}})]
    assert not gone.is_asked(clause)
    assert runs.plan(gone, start_of(SINCE)) == []
    assert places.numbers(clause, gone.moves) == "草案第三十条第一款（现行文本已无此条款）"


@pytest.mark.article("province:30.1")
@pytest.mark.scenario("F04")
def test_the_reminders_of_a_campaign_go_on_until_there_is_a_plan_of_it() -> None:
    case = a_government()
    runs.plan(case, start_of(SINCE))
    duties = {each.id: each for each in calendar_of_case.open_duties(case, WorkCalendar(()))}
    found = duties["province-hb-gov-wh-campaign-6-2026"]
    assert [rung.planned_at for rung in found.rungs] == [
        datetime(2026, 2, 13, 1, tzinfo=UTC),
        datetime(2026, 3, 8, 1, tzinfo=UTC),
    ]
    run = case.run("6-2026")
    assert run is not None
    run.has_plan = True
    assert "province-hb-gov-wh-campaign-6-2026" not in {
        each.id for each in calendar_of_case.open_duties(case, WorkCalendar(()))
    }


@pytest.mark.article("province:30.1")
def test_a_long_outage_is_caught_up_in_the_order_of_time_and_the_next_year_is_planned() -> None:
    case = a_government()
    now = start_of(date(2027, 1, 1))
    runs.plan(case, now)
    told = []
    while passed := sorted((each for each in runs.turns(case) if each.at <= now), key=lambda each: each.at):
        told.append(passed[0].at)
        runs.turned(case, passed[0])
    assert told == sorted(told)
    assert {each.stage for each in case.campaigns if each.held.date < date(2026, 12, 1)} == {CampaignStage.SUMMARY_DUE}
    assert {each.held.date.year for each in case.campaigns if each.stage is CampaignStage.PLANNED} == {2027}


@pytest.mark.article("province:40#1")
def test_a_day_set_for_evidence_is_reminded_of_before_and_after_it() -> None:
    case = a_government()
    set_at = start_of(SINCE)
    case.duties["H04-1-2"] = ClauseDuty(due_on=date(2025, 6, 30), due_set_at=set_at)
    (duty,) = calendar_of_case.open_duties(case, WorkCalendar(()))
    assert [rung.key for rung in duty.rungs] == ["d-30", "d-7", "d+1", "d+7"]
    assert duty.due.closes_at == art40_duty_dates.passes_at(case) == start_of(date(2025, 7, 1))
    assert duty.basis[0] == "province:4.1"
    assert duty.opened_at + timedelta(0) == set_at


@pytest.mark.article("province:30.1")
def test_a_campaign_already_running_at_the_entry_is_held_by_the_other_reading_only() -> None:
    entry = date(2025, 9, 10)
    for in_progress, first in ((False, date(2026, 9, 1)), (True, date(2025, 9, 1))):
        case = a_government(campaign_in_progress=in_progress)
        case.since = entry
        runs.plan(case, start_of(entry))
        month = next(each for each in case.campaigns if each.number == 1)
        assert month.held.date == first
        assert (month.held.opens_at or start_of(entry)) >= start_of(entry)


def test_the_text_of_a_whole_province_stays_small() -> None:
    """Some hundred and twenty governments."""
    tree = [
        Government(
            organisation=f"gov-42{n:04}", name="示例县人民政府", region=f"42{n:04}", level=Level.COUNTY, since=SINCE
        )
        for n in range(120)
    ]
    case = a_regulation(*tree)
    assert len(case.model_dump_json().encode()) <= 60_000
    assert len(owed(case)) == 120
