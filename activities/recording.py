"""Recording a step: one transaction for everything a case did between two quiet points."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.addressing import address
from activities.projection import Projection, project
from contracts.clock import Clock
from contracts.queues import DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX
from contracts.step import Step
from db.models import Case, CaseEvent, CaseStep, DocumentRow
from db.queries import contacts
from db.queries.addressees import addressees
from db.queries.instruments import write_instrument
from db.queries.lineage import hand_over, write_identity
from db.queries.projection import write_duties, write_notice, write_tasks
from db.queries.releases import work_calendar
from db.queries.steps import confirm_up_to, forget_unconfirmed
from db.session import Register
from db.types import JsonObject
from domain.dates import ONE_DAY, local_date
from domain.orders import DocumentOrder
from domain.roles import Actor
from domain.zone.case import Park
from domain.zone.instrument import InstrumentCase
from domain.zone.parts import FormerIdentity
from services.documents.kinds import KINDS
from services.notifications.wording import NoticeFacts
from services.wake import Wake


class Recording:
    """The only writer of what workflows own."""

    def __init__(self, register: Register, clock: Clock, wake: Wake, base_url: str) -> None:
        self._register = register
        self._clock = clock
        self._wake = wake
        self._base_url = base_url

    @activity.defn(name="record_step")
    async def record_step(self, step: Step) -> str:
        """See ``contracts.activities.record_step``."""
        now = await self._clock.now()
        async with self._register.write() as session:
            clocks = await self._write(session, step, now)
        await self._wake.call(clocks)
        return step.fingerprint

    async def _write(self, session: AsyncSession, step: Step, now: datetime) -> list[str]:
        """Answers the clocks to wake. A step already confirmed is left as it is."""
        known = await session.get(CaseStep, (step.workflow_id, step.number))
        if known is not None and known.confirmed_at is not None:
            _same_history(known, step)
            return self._clocks(step, planned=step.at)
        await confirm_up_to(session, step.workflow_id, step.vouches_for, now)
        if known is None:
            known = CaseStep(workflow_id=step.workflow_id, number=step.number)
            session.add(known)
        else:
            await forget_unconfirmed(session, step.workflow_id, step.number)
        known.run_id, known.fingerprint, known.at, known.recorded_at = step.run_id, step.fingerprint, step.at, now
        projection = project(step.state, await work_calendar(session))
        known.stage = projection.columns["stage"]
        planned = await self._write_case(session, step, projection)
        await self._write_orders(session, step, projection)
        if step.erase_contacts:
            await contacts.erase(session, projection.case.id)
        return self._clocks(step, planned=planned)

    def _clocks(self, step: Step, *, planned: datetime | None) -> list[str]:
        """Those with something to do; ``planned``: the earliest reminder that is new or has another time now."""
        soon = planned is not None and self._wake.is_needed_for(planned, step.at)
        wanted = ((OUTBOX, bool(step.notices)), (DOCUMENT_PRESS, bool(step.documents)), (DUTY_CLOCK, soon))
        return [clock for clock, needed in wanted if needed]

    async def _write_case(self, session: AsyncSession, step: Step, projection: Projection) -> datetime | None:
        row = await session.get(Case, projection.case.id)
        if row is None:
            row = Case(id=projection.case.id, workflow_id=step.workflow_id, opened_at=step.at)
            session.add(row)
        before = row.state or {}
        row.workflow_id = step.workflow_id
        for name, value in projection.columns.items():
            setattr(row, name, value)
        row.state, row.step, row.updated_at = step.state, step.number, step.at
        # What is recorded after the end (its contacts are erased) does not move the end.
        row.closed_at = (row.closed_at or step.at) if projection.case.stage.is_final else None
        await session.flush()
        await _rename(session, step, before)
        await write_tasks(session, row.id, step.workflow_id, projection.case.tasks, step.at)
        for notice, matter in projection.notices:
            await write_notice(session, row.id, step.workflow_id, notice, matter, projection.entry)
        return await write_duties(session, row.id, step.workflow_id, projection.duties, step.at)

    async def _write_orders(self, session: AsyncSession, step: Step, projection: Projection) -> None:
        session.add_all(_events(step, projection.case.id))
        session.add_all(_documents(step, projection))
        if isinstance(projection.case, InstrumentCase):
            document_id = next((_document_id(step, projection, place) for place, _ in enumerate(step.documents)), None)
            await write_instrument(session, projection.case, step.workflow_id, document_id)
        people = await addressees(session, (each for order in step.notices for each in order.audience))
        for position, order in enumerate(step.notices):
            facts = NoticeFacts(
                park=projection.case.subject_name,
                case_id=projection.case.id,
                data=order.data,
                interpreted=projection.case.policy.interpreted,
                deadlines=tuple(map(projection.explain, order.deadlines)),
                basis=order.basis,
                planned_at=step.at,
                now=step.at,
                link=f"{self._base_url}/cases/{projection.case.id}",
                edition=projection.edition,
            )
            event_key = f"{step.workflow_id}#{step.number}/{position}-{order.kind}"
            origin = {"workflow_id": step.workflow_id, "step": step.number}
            session.add_all(address(people, event_key, order.kind, facts, order.audience, **origin))


async def _rename(session: AsyncSession, step: Step, before: JsonObject) -> None:
    """A case in which a park changed its name or its creating body brings the register of parks up to date.

    ``before``: the state the step before left; empty where there was none.
    """
    for each in step.state.get("former", ())[len(before.get("former", ())) :]:
        former = FormerIdentity.model_validate(each)
        park = Park.model_validate(step.state["park"])
        await write_identity(session, park, former.until + ONE_DAY, former.basis)
    if "park" in before and before["park"]["organisation"] != step.state["park"]["organisation"]:
        await hand_over(session, Park.model_validate(step.state["park"]), before["park"]["organisation"])


def _same_history(known: CaseStep, step: Step) -> None:
    """A confirmed step with other content means that register and workflow have parted (a reset, a restore).

    Nobody may paper over that: the case stands still, loudly, until a person has looked (docs/runbook.md).
    """
    if known.fingerprint != step.fingerprint:
        raise ApplicationError(
            f"{step.workflow_id} step {step.number}: the register holds {known.fingerprint}, not {step.fingerprint}",
            type="Diverged",
        )


def _events(step: Step, case_id: str) -> Iterable[CaseEvent]:
    for position, event in enumerate(step.events):
        actor = event.actor
        yield CaseEvent(
            case_id=case_id,
            workflow_id=step.workflow_id,
            step=step.number,
            position=position,
            at=step.at,
            kind=event.kind,
            text=event.text,
            basis=list(event.basis),
            actor_id=actor.id if actor else None,
            actor_role=actor.role if actor else None,
            actor_organisation=actor.organisation if actor else None,
            actor_substitute_for=(actor.substitute_for or None) if actor else None,
            actor_order=(actor.order or None) if actor else None,
            request_id=event.request_id,
            comment=event.comment,
            attachments=list(event.attachments),
        )


def _documents(step: Step, projection: Projection) -> Iterable[DocumentRow]:
    for position, order in enumerate(step.documents):
        deadlines = tuple(map(projection.explain, order.deadlines))
        told = order.model_copy(
            update={
                "deadlines": deadlines,
                "substitutes": _substitutes(step, order),
                "edition": projection.edition,
            }
        )
        yield DocumentRow(
            id=_document_id(step, projection, position),
            case_id=projection.case.id,
            workflow_id=step.workflow_id,
            step=step.number,
            position=position,
            kind=order.kind,
            title=KINDS[order.kind].label,
            issuers=list(order.issuers),
            facts=told.model_dump(mode="json"),
            on=local_date(step.at),
            created_at=step.at,
        )


def _document_id(step: Step, projection: Projection, position: int) -> str:
    return f"{projection.case.id}-document-{step.number}-{position}"


def _substitutes(step: Step, order: DocumentOrder) -> tuple[Actor, ...]:
    """Those who acted in an issuer's stead in the step that ordered the document, and whom the order itself names."""
    acted = (event.actor for event in step.events if event.actor and event.actor.is_substitute)
    here = (actor for actor in acted if actor.organisation in order.issuers)
    return tuple({actor.organisation: actor for actor in (*order.substitutes, *here)}.values())
