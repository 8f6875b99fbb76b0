"""The policy: deployed as a file, explained by its parameters, carried by value."""

import pytest
from pydantic import ValidationError

from domain.citation import Citation
from domain.policy import PARAMETERS, ZonePolicy
from domain.zone.art07_negative_list import NEGATIVE, POSITIVE
from services.regulations import article_text, load_negative_list, load_zone_policy


def test_the_deployed_policy_is_the_default_policy() -> None:
    assert load_zone_policy() == ZonePolicy()


def test_every_parameter_is_explained() -> None:
    assert PARAMETERS.keys() == ZonePolicy.model_fields.keys() - {"version", "regulation"}


def test_only_numbers_the_text_contains_are_called_fixed_by_the_text() -> None:
    fixed = {name for name, parameter in PARAMETERS.items() if parameter.in_text}
    assert fixed == {
        "notice_min_working_days",
        "creation_minimum_months",
        "look_back_years",
        "term_years",
        "renewal_window_months",
    }
    assert all(PARAMETERS[name].quote for name in fixed)


def test_a_policy_survives_being_stored_and_stays_small() -> None:
    policy = ZonePolicy(notice_count_publication_day=True, report_ladder_before=(10,))
    stored = policy.model_dump_json()
    assert ZonePolicy.model_validate_json(stored) == policy
    assert len(stored) < 1000
    assert next(iter(policy.model_dump())) == "version"


@pytest.mark.parametrize(
    ("field", "value"),
    [("notice_close", "25:00"), ("reminder_time", "24:00"), ("notice_min_working_days", 0), ("period_mode", "rough")],
)
def test_a_value_out_of_range_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        ZonePolicy.model_validate({field: value})


def test_the_check_list_has_the_items_of_article_seven() -> None:
    stored = load_negative_list()
    assert {item.id for item in stored.positive_conditions} == POSITIVE.keys()
    assert {item.id for item in stored.negative_items} == NEGATIVE.keys() | {"N10"}
    assert article_text(Citation("zone:7")) == stored.full_text.removeprefix("第七条 ")
