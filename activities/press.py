"""The document press: ordered documents are numbered, written, hashed and stored once by their content."""

import asyncio
from typing import Any

from jinja2 import UndefinedError
from temporalio import activity

from activities.confirmation import Confirmation
from contracts.activities import Served
from db.models import Case, DocumentRow
from db.queries.press import next_number, ordered
from db.queries.recipients import account_names, organisation_names, organisations_in
from db.session import Register
from domain.citation import TITLES
from domain.orders import DocumentOrder
from domain.programmes import case_of, programme_of
from domain.zone.case import ZoneCase
from services.documents.content import cn_date
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.store import DocumentStore
from services.documents.wording import DocumentFacts, Park, Subject, Substitute, compose

BATCH = 20


class Press:
    """``sample`` marks the place of the seal 样章: demonstration and sandbox."""

    def __init__(
        self, register: Register, store: DocumentStore, confirmation: Confirmation, base_url: str, *, sample: bool
    ) -> None:
        self._register = register
        self._store = store
        self._confirmation = confirmation
        self._base_url = base_url
        self._sample = sample

    @activity.defn(name="print_documents")
    async def print_documents(self) -> Served:
        """See ``contracts.activities.print_documents``."""
        await self._confirmation.gather()
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
        except (KeyError, ValueError, UndefinedError) as error:
            activity.logger.exception("document cannot be written")
            async with self._register.write() as session:
                held = await session.get_one(DocumentRow, row.id)
                held.state, held.failure = "failed", f"{type(error).__name__}: {error}"

    async def _print(self, row: DocumentRow, state: Any, case: Case) -> None:
        order = DocumentOrder.model_validate(row.facts)
        number = await self._number(row)
        facts = await self._facts(row, order, state, case, number)
        content = compose(facts)
        pdf = await asyncio.to_thread(to_pdf, content)
        digest = await self._store.put(pdf)
        async with self._register.write() as session:
            held = await session.get_one(DocumentRow, row.id)
            held.title, held.sha256, held.size, held.state = content.title, digest, len(pdf), "stored"

    async def _number(self, row: DocumentRow) -> str:
        """Given once and kept before anything is written, so that a crash neither skips nor doubles a number."""
        async with self._register.write() as session:
            held = await session.get_one(DocumentRow, row.id)
            if held.number is None:
                code = KINDS[row.kind].code
                sequence = await next_number(session, row.issuers[0], row.kind, row.on.year)
                held.number = f"{code}〔{row.on.year}〕{sequence}号"
            return held.number

    async def _facts(
        self, row: DocumentRow, order: DocumentOrder, state: Any, case: Case, number: str
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
            regulation=f"《{TITLES[programme_of(state).text]}》（{cn_date(state.policy.regulation)}印发）",
            deadlines=order.deadlines,
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
            sample=self._sample,
        )


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
