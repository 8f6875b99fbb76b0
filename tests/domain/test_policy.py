"""The policies: deployed as files, explained by their parameters, carried by value."""

from typing import get_args

import pytest
from pydantic import ValidationError

from domain.citation import TITLES, Citation
from domain.policy import PARAMETERS, POLICIES, ZonePolicy
from domain.province.policy import Campaign
from domain.zone.art07_negative_list import NEGATIVE, POSITIVE
from services.regulations import article_text, load_negative_list, load_policy, load_zone_policy

PROGRAMMES = pytest.mark.parametrize("programme", POLICIES)


def test_every_programme_with_a_text_has_a_policy() -> None:
    assert POLICIES.keys() == TITLES.keys()


@PROGRAMMES
def test_the_deployed_policy_is_the_default_policy(programme: str) -> None:
    assert load_policy(programme) == POLICIES[programme]()


def test_the_policy_of_the_demonstration_zone_is_loaded_as_one() -> None:
    assert load_zone_policy() == ZonePolicy()


def test_every_parameter_is_explained_and_nothing_else_is() -> None:
    fields = {name for policy in POLICIES.values() for name in policy.model_fields}
    assert fields - PARAMETERS.keys() == {"version", "regulation", "interpreted"}
    assert PARAMETERS.keys() <= fields


def test_only_numbers_a_text_contains_are_called_fixed_by_it() -> None:
    fixed = {name for name, parameter in PARAMETERS.items() if parameter.in_text}
    assert fixed == {
        "notice_min_working_days",
        "creation_minimum_months",
        "look_back_years",
        "term_years",
        "renewal_window_months",
        "reapplication_bar_years",
        "look_back_event_years",
        "half_year_months",
        "stage_results_years",
    }
    assert all(PARAMETERS[name].quote for name in fixed)


@PROGRAMMES
def test_a_parameter_cites_the_text_of_its_own_programme(programme: str) -> None:
    cited = {PARAMETERS[name].citation for name in POLICIES[programme].model_fields if name in PARAMETERS}
    assert {citation.instrument for citation in cited if citation} == {programme}


@PROGRAMMES
def test_a_value_that_is_a_key_has_a_word_for_people(programme: str) -> None:
    for name, field in POLICIES[programme].model_fields.items():
        keys = [each for each in get_args(field.annotation) if isinstance(each, str)]
        if name in PARAMETERS:
            assert list(PARAMETERS[name].values) == keys


def test_a_policy_survives_being_stored_and_stays_small() -> None:
    policy = ZonePolicy(notice_count_publication_day=True, report_ladder_before=(10,))
    stored = policy.model_dump_json()
    assert ZonePolicy.model_validate_json(stored) == policy
    assert len(stored) < 2500
    assert next(iter(policy.model_dump())) == "version"


def test_a_policy_stored_before_it_had_a_parameter_gets_the_reading_it_ran_under() -> None:
    added = {
        *("look_back_mode", "term_anchor", "renewal_reading", "annual_report_mode"),
        *("annual_report_due_days", "reapplication_bar_years"),
    }
    stored = ZonePolicy().model_dump(exclude=added)
    assert ZonePolicy.model_validate(stored) == ZonePolicy()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("notice_close", "25:00"),
        ("reminder_time", "24:00"),
        ("notice_min_working_days", 0),
        ("period_mode", "rough"),
        ("renewal_reading", "rough"),
    ],
)
def test_a_value_out_of_range_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        ZonePolicy.model_validate({field: value})


@pytest.mark.parametrize("day", ["02-29", "13-01", "9-1", "09-31"])
def test_a_campaign_has_a_day_that_every_year_has(day: str) -> None:
    with pytest.raises(ValidationError, match="first"):
        Campaign(name="全国质量月", first=day, last="09-30")


def test_the_check_list_has_the_items_of_article_seven() -> None:
    stored = load_negative_list()
    assert {item.id for item in stored.positive_conditions} == POSITIVE.keys()
    assert {item.id for item in stored.negative_items} == NEGATIVE.keys() | {"N10"}
    assert article_text(Citation("zone:7")) == stored.full_text.removeprefix("第七条 ")
