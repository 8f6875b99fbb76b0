"""An act in another's stead, as the register keeps it: on the line of the record and on what the act ordered."""

import pytest
from sqlalchemy import select

from db.models import CaseEvent, DocumentRow
from db.session import Register
from domain.orders import Event
from tests.support.steps import BEGIN, a_step, asked, recording
from tests.support.world import actor, populate

pytestmark = pytest.mark.article("zone:5")

SUBSTITUTE = actor("samr").model_copy(
    update={"id": "mofcom", "substitute_for": "市场监管总局", "order": "市监办〔2026〕12号"}
)


@pytest.mark.parametrize("who", [SUBSTITUTE, actor("samr")], ids=["substitute", "own office"])
async def test_record_and_documents_say_in_whose_stead_on_which_order(register: Register, who: object) -> None:
    await populate(register, BEGIN)
    event = Event(kind="consultation.asked", text="总局征求意见。", actor=who)
    await recording(register).record_step(a_step(1, asked(), events=(event,)))
    async with register.read() as session:
        (line,) = await session.scalars(select(CaseEvent))
        facts = list(await session.scalars(select(DocumentRow.facts)))
    in_stead = who is SUBSTITUTE
    told = ("市场监管总局", "市监办〔2026〕12号") if in_stead else (None, None)
    assert (line.actor_substitute_for, line.actor_order) == told
    assert [len(each["substitutes"]) for each in facts] == [int(in_stead)] * 4


async def test_what_others_issue_in_the_same_step_is_not_marked(register: Register) -> None:
    await populate(register, BEGIN)
    elsewhere = SUBSTITUTE.model_copy(update={"organisation": "mct"})
    event = Event(kind="consultation.asked", text="总局征求意见。", actor=elsewhere)
    await recording(register).record_step(a_step(1, asked(), events=(event,)))
    async with register.read() as session:
        facts = list(await session.scalars(select(DocumentRow.facts)))
    assert [each["substitutes"] for each in facts] == [[]] * 4
