"""The contacts beside a case on both databases: kept once, taken back alone, erased whole, repeated by no error."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db.models import Case, CaseEvent, ContactRow
from db.queries import contacts
from db.queries.contacts import ContactKey
from db.queries.restoring import cases_at_work
from db.session import Register
from tests.support.web import NOW

ANNA = {"contact_person": "张三", "contact_phone": "13912345678"}
OTTO = {"contact_person": "李四", "contact_phone": "025-12345678"}


async def add_case(register: Register, *case_ids: str) -> None:
    async with register.write() as session:
        for case_id in case_ids:
            facts = dict.fromkeys(("programme", "subject_id", "subject_name", "region", "stage", "stage_label"), "x")
            session.add(
                Case(
                    id=case_id,
                    workflow_id=case_id,
                    state={},
                    schema_version=1,
                    policy_version="1",
                    step=1,
                    opened_at=NOW,
                    updated_at=NOW,
                    **facts,
                )
            )


async def put(register: Register, key: ContactKey, contact: dict[str, str], *, step: int | None = None) -> None:
    """``step``: where the case recorded the act."""
    async with register.write() as session:
        await contacts.put(session, key, NOW + timedelta(minutes=step or 0), contact)
        if step is not None:
            session.add(
                CaseEvent(
                    case_id=key.case_id,
                    workflow_id=key.case_id,
                    step=step,
                    position=0,
                    at=NOW,
                    kind="x",
                    text="x",
                    request_id=key.request_id,
                )
            )


async def shown(register: Register, case_id: str) -> list[tuple[str, str]]:
    async with register.read() as session:
        return [(row.organisation_id, row.contact_person) for row in await contacts.of_case(session, case_id)]


async def test_the_latest_recorded_contact_of_each_organisation_is_shown(register: Register) -> None:
    await add_case(register, "c")
    await put(register, ContactKey("c", "b", "1"), ANNA, step=1)
    await put(register, ContactKey("c", "a", "2"), ANNA, step=2)
    await put(register, ContactKey("c", "b", "3"), OTTO, step=3)
    await put(register, ContactKey("c", "a", "4"), OTTO)
    assert await shown(register, "c") == [("b", "李四"), ("a", "张三")]


async def test_a_repeated_act_has_one_row_and_a_refused_one_none(register: Register) -> None:
    await add_case(register, "c")
    for contact in (ANNA, OTTO):
        await put(register, ContactKey("c", "a", "1"), contact)
    await put(register, ContactKey("c", "a", "2"), ANNA)
    async with register.write() as session:
        for _ in range(2):
            await contacts.drop(session, ContactKey("c", "a", "2"))
    async with register.read() as session:
        rows = list(await session.scalars(select(ContactRow)))
    assert [(row.request_id, row.contact_phone) for row in rows] == [("1", "025-12345678")]


async def test_to_erase_a_case_leaves_nothing_of_it_and_everything_of_others(register: Register) -> None:
    await add_case(register, "c", "d")
    for number, case_id in enumerate(("c", "c", "d"), start=1):
        await put(register, ContactKey(case_id, "a", str(number)), ANNA, step=number)
    async with register.write() as session:
        await contacts.erase(session, "c")
    async with register.read() as session:
        assert [row.case_id for row in await session.scalars(select(ContactRow))] == ["d"]
    assert await shown(register, "c") == []


async def test_an_error_of_the_database_repeats_no_contact(register: Register) -> None:
    await add_case(register, "c")
    await put(register, ContactKey("c", "a", "1"), ANNA)
    twice = ContactRow(case_id="c", organisation_id="a", request_id="1", received_at=NOW, **ANNA)
    with pytest.raises(IntegrityError) as caught:
        async with register.write() as session:
            session.add(twice)
    assert "张三" not in str(caught.value)
    assert "13912345678" not in str(caught.value)


async def test_a_closed_case_is_still_at_work_until_its_contacts_are_erased(register: Register) -> None:
    await add_case(register, "open", "closed", "kept")
    async with register.write() as session:
        for case_id in ("closed", "kept"):
            (await session.get_one(Case, case_id)).closed_at = NOW
    await put(register, ContactKey("kept", "city-jia", "r1"), ANNA, step=1)
    async with register.read() as session:
        assert [each.id for each in await cases_at_work(session)] == ["kept", "open"]
    async with register.write() as session:
        await contacts.erase(session, "kept")
    async with register.read() as session:
        assert [each.id for each in await cases_at_work(session)] == ["open"]
