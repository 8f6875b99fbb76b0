"""A step that says so erases the contacts of its case, in its own transaction."""

import pytest
from sqlalchemy import select

from contracts.step import Step
from db.models import ContactRow
from db.queries import contacts
from db.queries.contacts import ContactKey
from db.session import Register
from tests.support.steps import BEGIN, a_step, asked, recording
from tests.support.world import populate


@pytest.fixture
async def peopled(register: Register) -> Register:
    """With a first step and the contact of a filing."""
    await populate(register, BEGIN)
    first = a_step(1)
    await recording(register).record_step(first)
    async with register.write() as session:
        contact = {"contact_person": "张三", "contact_phone": "13912345678"}
        await contacts.put(session, ContactKey(first.state["id"], "city-jia", "one"), BEGIN, contact)
    return register


async def kept(register: Register) -> int:
    async with register.read() as session:
        return len(list(await session.scalars(select(ContactRow))))


@pytest.mark.article("pilot:a1")
async def test_only_a_step_that_says_so_erases_the_contacts_of_its_case(peopled: Register) -> None:
    await recording(peopled).record_step(a_step(2))
    assert await kept(peopled) == 1
    last = a_step(3, erase_contacts=True)
    for _ in range(2):
        await recording(peopled).record_step(last)
        assert await kept(peopled) == 0


async def test_a_step_that_cannot_be_written_whole_erases_nothing(peopled: Register) -> None:
    step = a_step(2, asked())
    broken = step.notices[0].model_copy(update={"kind": "no_such_kind"})
    with pytest.raises(KeyError):
        await recording(peopled).record_step(
            step.model_copy(update={"notices": (*step.notices, broken), "erase_contacts": True})
        )
    assert await kept(peopled) == 1


def test_a_step_of_an_older_shape_erases_nothing() -> None:
    older = a_step(1).model_dump(mode="json", exclude={"erase_contacts"})
    assert not Step.model_validate(older).erase_contacts
