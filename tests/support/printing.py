"""Documents to print without a case's workflow: ordered, confirmed, written by a press on a store of the test."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.press import Press
from db.models import CaseStep, DocumentFile, DocumentRow
from db.session import Register
from domain.citation import Citation
from domain.orders import DocumentOrder
from services.documents.content import Specimen
from services.documents.kinds import KINDS
from services.documents.samples import sample
from services.documents.store import DocumentStore
from tests.support.steps import BASE_URL, BEGIN, NothingWaits, a_step, recording
from tests.support.world import populate

PDF = "application/pdf"


def press(register: Register, store: DocumentStore) -> Press:
    return Press(register, store, NothingWaits(), BASE_URL, specimen=Specimen.DEMONSTRATION)  # type: ignore[arg-type]


def a_store(folder: Path) -> DocumentStore:
    return DocumentStore((folder / "documents").as_uri())


async def a_case_to_print_for(register: Register) -> str:
    """A world with one case; answers its id."""
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1))
    return "zone-js-1-case-1"


async def order(
    register: Register, place: int, kind: str, *, issuer: str = "samr", on: date | None = None, **data: Any
) -> str:
    """A confirmed order of the case, as the ``place``-th; its facts are the sample's, with ``data``. Answers its id."""
    facts = sample(kind)
    ordered = DocumentOrder(
        kind=kind,
        issuers=(issuer,),
        data=facts.data | data,
        basis=tuple(Citation(each) for each in facts.basis),
        deadlines=facts.deadlines,
    )
    workflow_id, moment = f"order/{place}", BEGIN.replace(minute=place % 60, hour=BEGIN.hour + place // 60)
    row = DocumentRow(
        id=f"document-{place}", case_id="zone-js-1-case-1", workflow_id=workflow_id, step=1, position=0, kind=kind,
        title=KINDS[kind].label, issuers=[issuer], facts=ordered.model_dump(mode="json"), on=on or BEGIN.date(),
        created_at=moment,
    )  # fmt: skip
    async with register.write() as session:
        session.add(_confirmed(workflow_id, moment))
        session.add(row)
    return row.id


def _confirmed(workflow_id: str, at: datetime) -> CaseStep:
    moments = {"at": at, "recorded_at": at, "confirmed_at": at}
    return CaseStep(workflow_id=workflow_id, number=1, run_id="run", fingerprint=workflow_id, **moments)


async def print_all(register: Register, store: DocumentStore) -> None:
    await ActivityEnvironment().run(press(register, store).print_documents)


async def rows_of(register: Register) -> dict[str, DocumentRow]:
    async with register.read() as session:
        return {row.id: row for row in await session.scalars(select(DocumentRow).order_by(DocumentRow.created_at))}


async def files_of(register: Register) -> dict[str, DocumentFile]:
    """The file in PDF of every stored document."""
    async with register.read() as session:
        found = await session.scalars(select(DocumentFile).where(DocumentFile.media_type == PDF))
        return {row.document_id: row for row in found}
