"""第二十九条: a case begun after an interpretation tells its dates by it: on its page, in mails and documents."""

import asyncio
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db.models import Case, DocumentFile, DocumentRow, Notification
from domain.dates import local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.zone.case import Stage
from services import recalculation
from services.documents.store import DocumentStore
from services.policies import policy_for
from tests.support.interpretations import NUMBER, SOURCE, interpreted, put_in_force
from tests.support.recounting import SANDBOX
from tests.support.world import World
from tests.support.zone_cases import events, start_creation, until_open, until_recorded

pytestmark = pytest.mark.article("zone:29")

WAIT = "consultation_working_days"


async def consultation_due(world: World) -> Deadline:
    """The date of the consultation as the page of the case tells it."""
    async with world.register.read() as session:
        case = await session.scalar(select(Case))
    assert case is not None
    found = [Deadline.model_validate(each) for each in case.milestones if each["key"] == "zone-consultation"]
    return found[0]


async def letter(world: World, folder: Path) -> str:
    """What the letter to one department says, without spaces, once it is printed."""
    for _ in range(250):
        async with world.register.read() as session:
            letters = select(DocumentFile.sha256).join(DocumentRow, DocumentRow.id == DocumentFile.document_id)
            sha256 = await session.scalar(letters.where(DocumentRow.kind == "consultation_letter"))
        if sha256:
            pages = PdfReader(io.BytesIO(await DocumentStore(folder.as_uri()).get(sha256))).pages
            return "".join("".join(page.extract_text().split()) for page in pages)
        await asyncio.sleep(0.02)
    raise AssertionError("the letter was not printed")


@pytest.mark.article("zone:17.2")
@pytest.mark.served
async def test_a_case_begun_after_an_interpretation_says_so_on_its_page_in_mails_and_documents(
    world: World, tmp_path: Path
) -> None:
    await put_in_force(world.register, interpreted(WAIT, consultation_working_days=5), await world.clock.now())
    async with world.register.read() as session:
        policy = await policy_for(session, ZonePolicy)
    await start_creation(world, Stage.APPROVAL, policy=policy)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    due = await consultation_due(world)
    assert (len(due.counted), [each.source for each in due.lines if WAIT in each.decided_by]) == (5, [SOURCE])
    async with world.register.read() as session:
        mail = await session.scalar(select(Notification.body).where(Notification.kind == "consultation_asked"))
    assert f"{SOURCE}｜" in (mail or "")
    text = await letter(world, tmp_path / "documents")
    assert f"（{SOURCE}：法规未规定反馈期限）" in text
    assert f"其中依据总局解释：{NUMBER}" in text
    assert "系统策略：法规未规定反馈期限" not in text


@pytest.mark.served
async def test_a_running_case_takes_over_an_interpretation_as_it_takes_over_any_policy(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    before = await consultation_due(world)
    await put_in_force(world.register, interpreted(WAIT, consultation_working_days=20), await world.clock.now())
    assert await recalculation.wake(world.client, SANDBOX)
    await until_recorded(world, "policy.adopted")
    case, after = await world.state(), await consultation_due(world)
    assert case.policy.source(WAIT) == SOURCE
    assert after.date == before.date, "what has begun keeps the value it began with"
    assert {each.source for each in after.lines if WAIT in each.decided_by} == {"系统策略"}
    assert local_date(await world.clock.now()) <= after.date
    [taken_over] = [each.text for each in await events(world) if each.kind == "policy.adopted"]
    assert SOURCE in taken_over
