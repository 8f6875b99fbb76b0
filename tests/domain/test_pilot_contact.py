"""附件1 联系人、联系电话: what is a telephone number, and whose contact an actor may read."""

import pytest
from pydantic import ValidationError

from domain.pilot.annex1_filing_form import BASIS, Contact, FilingForm, readable
from domain.pilot.case import Participant, PilotCase
from domain.pilot.sec5_1_filing import FILE, FILING
from domain.roles import Actor, Role
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, JIA, YI, a_project, pilot_actor
from tests.support.web import NOW

pytestmark = pytest.mark.article("pilot:a1")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13912345678", "13912345678"),
        (" 139 1234 5678 ", "139 1234 5678"),
        ("+86 13912345678", "+86 13912345678"),
        ("１３９１２３４５６７８", "13912345678"),
        ("025-83456789", "025-83456789"),
        ("0512－62345678转801", "0512-62345678转801"),
        ("（010）62345678—12", "(010)62345678-12"),
        ("+86-25-83456789", "+86-25-83456789"),
        ("0550 7654321", "0550 7654321"),
    ],
)
def test_mobile_and_landline_numbers_are_taken_with_area_code_and_extension(typed: str, kept: str) -> None:
    assert Contact(contact_person="张三", contact_phone=typed).contact_phone == kept


@pytest.mark.parametrize(
    "typed", ["", "办公室", "83456789", "1391234567", "139123456789", "12345678901", "025-834567", "13912345678 张三"]
)
def test_anything_else_is_refused_and_the_error_does_not_repeat_it(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Contact(contact_person="张三", contact_phone=typed)
    assert [each["loc"] for each in caught.value.errors()] == [("contact_phone",)]
    assert not typed or typed not in str(caught.value)
    assert "张三" not in str(caught.value)


def test_what_a_person_fills_in_is_one_form_and_the_case_is_told_only_its_own_part() -> None:
    action = FILING.action(FILE)
    assert action is not None
    assert list(action.asked.model_fields) == [*FilingForm.model_fields, *Contact.model_fields]
    filled = action.asked.model_validate({**pilots.FILING, **pilots.CONTACT})
    told, personal = action.apart(filled)
    assert FilingForm.model_validate(told).model_dump() == told
    assert personal == pilots.CONTACT
    with pytest.raises(ValidationError):
        action.form.model_validate({**pilots.FILING, **pilots.CONTACT})


def left_by_one() -> PilotCase:
    members = [Participant(bureau=each, joined_on=NOW.date()) for each in (JIA, YI, BING)]
    members[2].left_on = NOW.date()
    return a_project(
        NOW,
        participants=members,
    )


@pytest.mark.parametrize(
    ("account", "whose"),
    [
        ("city-jia", [JIA]),
        ("city-bing", [BING]),
        ("prov-js", [JIA]),
        ("prov-sh", [BING]),
        ("prov-ah", []),
    ],
)
def test_whose_contact_a_bureau_and_a_province_may_read(account: str, whose: list[object]) -> None:
    """A bureau that has left is among them."""
    assert readable(left_by_one(), pilot_actor(account)) == whose


@pytest.mark.parametrize("role", Role)
def test_of_those_outside_a_project_operations_alone_may_read(role: Role) -> None:
    stranger = Actor(id="x", role=role, organisation="x", jurisdiction="320000")
    assert bool(readable(left_by_one(), stranger)) == (role is Role.OPS)
    assert BASIS == ("pilot:a1",)
