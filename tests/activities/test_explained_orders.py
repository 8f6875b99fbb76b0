"""The same lines on the page of a case, in its mails and in its documents."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.press import Press
from db.models import Case, DocumentRow, Notification
from db.session import Register
from domain.date_rules import derive
from domain.deadline import Deadline
from domain.orders import Effects
from domain.procedure.state import Consultation, Proceeding
from domain.zone.case import ZoneCase
from services.documents.content import Specimen
from services.documents.store import DocumentStore
from tests.support.calendars import CALENDAR
from tests.support.printing import files_of
from tests.support.steps import BASE_URL, BEGIN, NothingWaits, a_case, a_step, asked, recording
from tests.support.world import populate
from tests.support.zone_cases import POLICY


def consulting() -> tuple[ZoneCase, Effects]:
    """A case whose departments have just been asked, and what that orders."""
    due = derive("zone-consultation", BEGIN.date(), {}, POLICY, CALENDAR).compact()
    case = a_case(step=1, proceeding=Proceeding(consultation=Consultation(asked_on=BEGIN.date(), due=due)))
    return case, asked()


async def shown(register: Register) -> Deadline:
    """The milestone of the case, as the API answers it."""
    async with register.read() as session:
        case = await session.scalar(select(Case))
    assert case is not None
    [only] = case.milestones
    return Deadline.model_validate(only)


@pytest.mark.article("zone:17.2")
async def test_mail_document_and_page_tell_one_derivation(register: Register, tmp_path: Path) -> None:
    await populate(register, BEGIN)
    case, orders = consulting()
    await recording(register).record_step(a_step(1, orders, state=case.model_dump(mode="json")))
    await recording(register).record_step(a_step(2))
    store = DocumentStore((tmp_path / "documents").as_uri())
    await ActivityEnvironment().run(
        Press(register, store, NothingWaits(), BASE_URL, specimen=Specimen.DEMONSTRATION).print_documents  # type: ignore[arg-type]
    )
    async with register.read() as session:
        mails = list(await session.scalars(select(Notification).where(Notification.kind == "consultation_asked")))
    letters = (await files_of(register)).values()
    assert mails
    assert letters
    due = derive("zone-consultation", BEGIN.date(), {}, POLICY, CALENDAR)
    lines = [f"{line.source}｜{line.text}" for line in due.lines]
    for mail in mails:
        told = [line.partition("）")[2] for line in mail.body.splitlines() if line.startswith("（")]
        assert told == [line for line in lines if line in told]
        assert {each.text for each in due.lines if each.citation or each.parameter} <= {
            each.partition("｜")[2] for each in told
        }
    for letter in letters:
        pages = PdfReader(io.BytesIO(await store.get(letter.sha256))).pages
        text = "".join("".join(page.extract_text().split()) for page in pages)
        position = text.index("附件期限说明")
        for line in due.lines:
            position = text.index("".join((line.source + line.text).split()), position)


@pytest.mark.article("zone:17.2")
async def test_what_is_told_is_what_the_case_shows_at_that_step(register: Register) -> None:
    await populate(register, BEGIN)
    case, orders = consulting()
    await recording(register).record_step(a_step(1, orders, state=case.model_dump(mode="json")))
    milestone = await shown(register)
    assert milestone.lines
    async with register.read() as session:
        notices = [row.facts["deadlines"] for row in await session.scalars(select(Notification))]
        letters = [row.facts["deadlines"] for row in await session.scalars(select(DocumentRow))]
    for deadlines in (*notices, *letters):
        assert [Deadline.model_validate(each) for each in deadlines] == [milestone]
