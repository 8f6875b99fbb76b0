"""Acting on every entry of a list: each case is sent the act under one id for ever, and answers once."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from contracts.clock import Clock
from contracts.lists import EntryResult, ListEntryOrder, ListOrder, ListOutcome
from contracts.queues import DOCUMENT_PRESS
from db.models import CaseList, CaseStep, DocumentRow, ListActRow
from db.queries.audit import Entry, append
from db.queries.case_lists import entries, events_of
from db.session import Register
from domain.case_lists import Handled, Listed, sent_out
from domain.dates import local_date
from domain.kinds import TASK_KINDS
from domain.list_kinds import LIST_KINDS
from domain.orders import DocumentOrder
from domain.programmes import case_of
from domain.refusal import Refusal
from domain.roles import Actor
from services.documents.kinds import KINDS
from services.wake import Wake

PATIENCE = timedelta(seconds=20)
_OVER = "案件已经结束，未作任何变更。"
_FAULT = "系统出错，未作任何变更，请在该案件中办理。"


class ListActs:
    def __init__(self, register: Register, client: Client, clock: Clock, wake: Wake) -> None:
        self._register = register
        self._client = client
        self._clock = clock
        self._wake = wake

    @activity.defn(name="act_on_entry")
    async def act_on_entry(self, order: ListEntryOrder) -> EntryResult:
        """See ``contracts.activities.act_on_entry``. A case that gives no answer now is asked again."""
        handle = self._client.get_workflow_handle(order.workflow_id)
        message = order.act.model_dump(mode="json", exclude_defaults=True, exclude={"request_id"})
        try:
            step = await handle.execute_update(
                "act", message, id=order.request_id, result_type=int, rpc_timeout=PATIENCE
            )
        except WorkflowUpdateFailedError as error:
            return _refused(order, error.cause)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return EntryResult(case_id=order.case_id, state="refused", text=_OVER)
        return EntryResult(case_id=order.case_id, state="done", step=step)

    @activity.defn(name="record_list_act")
    async def record_list_act(self, outcome: ListOutcome) -> None:
        """See ``contracts.activities.record_list_act``."""
        now = await self._clock.now()
        async with self._register.write() as session:
            row = await _row_of(session, outcome.order, now)
            if outcome.results and row.finished_at is None:
                row.results = [each.model_dump(mode="json") for each in outcome.results]
                row.finished_at = now
                await _enter(session, outcome, now)
                await _order_document(session, row, outcome, now)
            ordered = row.document_id is not None
        if ordered:
            await self._wake.call([DOCUMENT_PRESS])


async def _row_of(session: AsyncSession, order: ListOrder, now: datetime) -> ListActRow:
    row = await session.get(ListActRow, (order.list_number, order.act))
    if row is None:
        row = ListActRow(
            list_number=order.list_number,
            act=order.act,
            kind=order.kind,
            action=order.action,
            actor=order.actor.model_dump(mode="json"),
            comment=order.comment,
            asked_at=now,
        )
        session.add(row)
        await session.flush()
    return row


def _refused(order: ListEntryOrder, cause: BaseException) -> EntryResult:
    """The refusal of the case, in its own words. Raises what a later attempt may get past."""
    if isinstance(cause, ApplicationError) and cause.type == "RollingOver":
        raise cause
    if isinstance(cause, ApplicationError) and cause.type == "Refusal":
        refusal = Refusal.model_validate(cause.details[0])
        text = refusal.text + refusal.remedy
        return EntryResult(case_id=order.case_id, state="refused", text=text, basis=refusal.basis)
    return EntryResult(case_id=order.case_id, state="failed", text=_FAULT)


async def _enter(session: AsyncSession, outcome: ListOutcome, now: datetime) -> None:
    """Into the audit log what each entry answered, as if it had been asked alone; what failed was no act."""
    order, kind = outcome.order, TASK_KINDS[outcome.order.kind]
    asked = {each.case_id: each for each in order.entries}
    for each in outcome.results:
        if each.state == "failed":
            continue
        entry = asked.get(each.case_id)
        await append(
            session,
            Entry(
                at=now,
                actor=order.actor,
                action=f"{order.kind}.{order.action}",
                target=entry.act.task_id if entry else order.list_number,
                outcome=each.state,
                case_id=each.case_id,
                basis=each.basis or kind.basis,
                detail=each.text or f"{kind.label}（名单{order.list_number}）",
                request_id=entry.request_id if entry else f"{order.list_number}/{order.act}",
            ),
        )


async def _order_document(session: AsyncSession, row: ListActRow, outcome: ListOutcome, now: datetime) -> None:
    """The list on paper, if the act sends it out: as the entries and their cases now stand."""
    listed = await session.get_one(CaseList, outcome.order.list_number)
    action = f"{row.kind}.{row.action}"
    if not (paper := LIST_KINDS[listed.kind].paper(action)):
        return
    steps = {each.case_id: each.step for each in outcome.results if each.step is not None}
    events = await events_of(session, steps)
    handled = Handled(
        action=action,
        actor=outcome.order.actor,
        title=listed.title,
        on=local_date(now),
        entries=tuple(
            Listed(entry.rank, entry.result, case_of(case.state), case.id in steps, events.get(case.id, frozenset()))
            for entry, case in await entries(session, listed.number)
        ),
    )
    if found := sent_out(paper, handled):
        case, order = found
        row.document_id = _file(session, case.id, _in_whose_stead(order, outcome.order.actor), now)


def _in_whose_stead(order: DocumentOrder, actor: Actor) -> DocumentOrder:
    """代: of an issuer for which a substitute acted."""
    acted = (actor,) if actor.is_substitute and actor.organisation in order.issuers else ()
    return order.model_copy(update={"substitutes": (*order.substitutes, *acted)})


def _file(session: AsyncSession, case_id: str, order: DocumentOrder, now: datetime) -> str:
    """Order the document; answers its id."""
    info = activity.info()
    workflow_id, run_id = info.workflow_id or "", info.workflow_run_id or ""
    id_ = f"{workflow_id.replace('/', '-')}-document"
    # Every entry has answered, so its own step is durable: there is nothing left to confirm.
    moments = {"at": now, "recorded_at": now, "confirmed_at": now}
    session.add(CaseStep(workflow_id=workflow_id, number=1, run_id=run_id, fingerprint=id_, **moments))
    session.add(
        DocumentRow(
            id=id_,
            case_id=case_id,
            workflow_id=workflow_id,
            step=1,
            position=0,
            kind=order.kind,
            title=KINDS[order.kind].label,
            issuers=list(order.issuers),
            facts=order.model_dump(mode="json"),
            on=local_date(now),
            created_at=now,
        )
    )
    return id_
