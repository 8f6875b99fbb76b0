"""The document press: ordered documents are numbered, written, hashed and stored once by their content."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

from jinja2 import TemplateError
from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity
from typst import TypstError

from activities.confirmation import Confirmation
from contracts.activities import Served
from db.models import Case, DocumentFile, DocumentRelation, DocumentRow
from db.queries import documents
from db.queries.press import next_number, ordered, without_code, without_sm3
from db.queries.recipients import account_names, organisation_names, organisations_in
from db.session import Register
from domain.orders import DocumentOrder
from domain.programmes import case_of, programme_of
from domain.zone.case import ZoneCase
from services.documents.content import Content, Specimen
from services.documents.digests import digests
from services.documents.formats import FORMATS
from services.documents.kinds import KINDS
from services.documents.relations import Paper, marks
from services.documents.store import DocumentCorrupted, DocumentMissing, DocumentStore
from services.documents.wording import DocumentFacts, Park, Subject, Substitute, compose
from services.regulations import edition

BATCH = 20
UNWRITABLE = (KeyError, ValueError, TypeError, AttributeError, TemplateError, TypstError)
"""What a broken wording, or facts it does not fit, raise. Whatever else goes wrong is tried again."""
_CODE_BYTES = 16
"""Of a check code: too many to be guessed."""


class Press:
    """``specimen`` marks the place of the seal."""

    def __init__(
        self, register: Register, store: DocumentStore, confirmation: Confirmation, base_url: str, *, specimen: Specimen
    ) -> None:
        self._register = register
        self._store = store
        self._confirmation = confirmation
        self._base_url = base_url
        self._specimen = specimen

    @activity.defn(name="print_documents")
    async def print_documents(self) -> Served:
        """See ``contracts.activities.print_documents``."""
        await self._confirmation.gather()
        await self._complete_older()
        done = 0
        while True:
            async with self._register.read() as session:
                rows = await ordered(session, BATCH)
            if not rows:
                return Served(done=done)
            for row, case in rows:
                await self._print_or_fail(row, case)
                done += 1
                activity.heartbeat(done)

    async def _print_or_fail(self, row: DocumentRow, case: Case) -> None:
        """A document that cannot be written says so in the register; those ordered after it do not wait for it."""
        try:
            await self._print(row, case_of(case.state), case)
        except UNWRITABLE as error:
            activity.logger.exception("document cannot be written")
            async with self._register.write() as session:
                held = await session.get_one(DocumentRow, row.id)
                held.state, held.failure = "failed", f"{type(error).__name__}: {error}"

    async def _print(self, row: DocumentRow, state: Any, case: Case) -> None:
        order = DocumentOrder.model_validate(row.facts)
        number, code = await self._number(row)
        facts = await self._facts(row, order, state, case, number, code)
        content = compose(facts)
        files = [await self._file(row.id, content, each.media_type, each.render) for each in FORMATS]
        async with self._register.write() as session:
            held = await session.get_one(DocumentRow, row.id)
            if held.state == "stored":  # another press was quicker; what is registered stays
                return
            held.title, held.state = content.title, "stored"
            held.regulation, held.policy_version = facts.regulation, facts.policy_version
            session.add_all(files)

    async def _file(
        self, id_: str, content: Content, media_type: str, render: Callable[[Content], bytes]
    ) -> DocumentFile:
        """The document in one format, its bytes stored."""
        data = await asyncio.to_thread(render, content)
        found, sha256 = await asyncio.to_thread(digests, data), await self._store.put(data)
        return DocumentFile(document_id=id_, media_type=media_type, sha256=sha256, sm3=found.sm3, size=len(data))

    async def _number(self, row: DocumentRow) -> tuple[str, str]:
        """Number and check code, given once and kept before anything is written, so that a crash neither skips nor
        doubles one; and what the document does to those before it, which holds from then on."""
        async with self._register.write() as session:
            held = await session.get_one(DocumentRow, row.id)
            if held.number is None:
                code = KINDS[row.kind].code
                sequence = await next_number(session, row.issuers[0], row.kind, row.on.year)
                held.number = f"{code}〔{row.on.year}〕{sequence}号"
            held.check_code = held.check_code or _new_code()
            await session.flush()
            await _relate(session, row.case_id)
            return held.number, held.check_code

    async def _complete_older(self) -> None:
        """Documents from before the register kept codes, relations and SM3 get them: nothing that was withdrawn then
        may be called valid now."""
        async with self._register.read() as session:
            older = bool(await without_code(session))
        if older:
            async with self._register.write() as session:
                rows = await without_code(session)
                for row in rows:
                    row.check_code = _new_code()
                await session.flush()
                for case_id in dict.fromkeys(row.case_id for row in rows):
                    await _relate(session, case_id)
        await self._complete_digests()

    async def _complete_digests(self) -> None:
        """SM3 of what was stored before the register kept it; what the store has lost stays without."""
        async with self._register.read() as session:
            rows = await without_sm3(session)
        for row in rows:
            activity.heartbeat()
            try:
                found = digests(await self._store.get(row.sha256))
            except (DocumentMissing, DocumentCorrupted):
                activity.logger.exception("no SM3 for a stored document")
                continue
            async with self._register.write() as session:
                held = await session.get_one(DocumentFile, (row.document_id, row.media_type))
                held.sm3 = found.sm3

    async def _facts(
        self, row: DocumentRow, order: DocumentOrder, state: Any, case: Case, number: str, code: str
    ) -> DocumentFacts:
        async with self._register.read() as session:
            names = await organisation_names(session)
            recipients = [name for each in order.recipients for name in await organisations_in(session, each)]
            people = await account_names(session, (each.id for each in order.substitutes))
        return DocumentFacts(
            kind=row.kind,
            number=number,
            on=row.on,
            issuers=tuple(names[each] for each in order.issuers),
            recipients=tuple(dict.fromkeys(recipients)),
            subject=Subject(park=_shown(state)),
            case_id=case.id,
            data=_named(order.data, names),
            basis=order.basis,
            policy_version=state.policy.version,
            interpreted=state.policy.interpreted,
            regulation=edition(programme_of(state).text, state.policy.regulation, order.edition),
            deadlines=order.deadlines,
            edition=order.edition,
            substitutes=tuple(
                Substitute(
                    name=people.get(each.id, each.id),
                    substitute_for=each.substitute_for,
                    order=each.order,
                    issuer=names[each.organisation],
                )
                for each in order.substitutes
            ),
            public_url=self._base_url,
            check_code=code,
            specimen=self._specimen,
        )


def _new_code() -> str:
    return secrets.token_urlsafe(_CODE_BYTES)


async def _relate(session: AsyncSession, case_id: str) -> None:
    """Keep what the numbered documents of a case do to each other, as far as it is not kept yet."""
    rows = [row for row in await documents.in_case(session, case_id) if row.number]
    papers = [Paper(row.id, row.kind, tuple(row.issuers), row.facts.get("data", {})) for row in rows]
    known = {(each.earlier_id, each.later_id) for each, _ in await documents.relations_in(session, case_id)}
    for mark in marks(papers):
        if (mark.earlier, mark.later) not in known:
            session.add(DocumentRelation(earlier_id=mark.earlier, later_id=mark.later, relation=mark.relation.value))


def _shown(state: Any) -> Park:
    """Whom the document is about; an instrument and a project are no park and have but a name."""
    if not isinstance(state, ZoneCase):
        return Park(name=state.subject_name, region_name="", creating_body="")
    return Park(**state.park.model_dump(include={"name", "region_name", "creating_body"}))


def _named(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Experts are ordered by account and written by name."""
    people = {key: names.get(value, value) for key, value in data.items() if key == "leader"}
    experts = {"experts": [names.get(each, each) for each in data["experts"]]} if "experts" in data else {}
    return {**data, **people, **experts}
