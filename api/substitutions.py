"""代理: entering and revoking the orders by which somebody acts in another's stead. One way for JSON and pages."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, present
from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from api.substitution_views import KindView, SubstitutionView
from db.models import StoredFile, SubstitutionRow
from db.queries import cases, files, identity
from db.queries import substitutions as queries
from db.queries.recipients import organisation_names
from db.queries.substitutions import Entered
from domain import substitution as rules
from domain.dates import end_of, local_date, start_of
from domain.kinds import TASK_KINDS
from domain.roles import Actor, Role
from domain.substitution import Person, RevocationForm, Substitution, SubstitutionForm


async def shown(services: Services, actor: Actor) -> list[SubstitutionView]:
    """The orders an actor may know of; see ``db.queries.substitutions.shown_to``."""
    async with services.register.read() as session:
        return await _views(session, actor, await queries.shown_to(session, actor), await _today(services))


async def enter(
    services: Services, actor: Actor, form: SubstitutionForm, file_id: str, *, request_id: str
) -> SubstitutionView:
    """Enter an order for the office of ``actor``; ``file_id`` is the order itself, uploaded by ``actor``.

    A repeated request id gets what the first one entered. Raises ``WebError``: 403, 409, 422 with the fields.
    """
    now, id_ = await services.clock.now(), f"substitution-{request_id}"
    act = "substitution.enter"
    async with audit.refusals(services, actor, act, form.order, request_id), services.register.write() as session:
        if await session.get(SubstitutionRow, id_) is None:
            await _admit(session, actor, form, file_id, local_date(now))
            session.add(_row(id_, actor, form, file_id, now))
    found = await _one(services, actor, id_)
    detail = (
        f"{found.substitute}（{found.substitute_account}）代{found.principal or found.organisation}，"
        f"{found.first_day}至{found.last_day}，依据{found.order}"
    )
    await audit.record(services, actor, act, id_, basis=rules.BASIS, detail=detail, request_id=request_id)
    return found


async def revoke(
    services: Services, actor: Actor, substitution_id: str, form: RevocationForm, *, request_id: str
) -> SubstitutionView:
    """Revoke an order: from now on it serves no task. Raises ``WebError``: 403, 404, 409."""
    now, act = await services.clock.now(), "substitution.revoke"
    async with audit.refusals(services, actor, act, substitution_id, request_id), services.register.write() as session:
        found = await _seen(session, actor, substitution_id)
        if refusal := rules.refuse_revocation(actor, found.order):
            raise refused(refusal)
        row = found.row
        row.revoked_by, row.revoked_at, row.revocation_reason = actor.id, now, form.reason
    detail = f"撤销代理（理由：{form.reason}）"
    await audit.record(services, actor, act, substitution_id, basis=rules.BASIS, detail=detail, request_id=request_id)
    return await _one(services, actor, substitution_id)


async def _admit(session: AsyncSession, actor: Actor, form: SubstitutionForm, file_id: str, today: date) -> None:
    if not rules.may_enter(actor):
        raise refused(rules.wrong_actor())
    substitute = await _person(session, form.substitute)
    principal = await _person(session, form.principal) if form.principal else None
    wrong = {
        "substitute": "没有这一用户名" if substitute is None else "",
        "principal": "没有这一用户名" if form.principal and principal is None else "",
        "kinds": "有不认识的事项" if set(form.kinds) - set(TASK_KINDS) else "",
        "case_id": await _unknown_case(session, actor, form.case_id),
        "file": "" if await files.handed_in(session, actor, file_id) else "代理文件不存在，请重新上传",
    }
    errors = [FieldError(loc=["body", name], code="unknown", message=text) for name, text in wrong.items() if text]
    if errors or substitute is None:
        raise malformed(f"填报内容有误（{len(errors)}处），未作任何变更。", *errors)
    roles = {TASK_KINDS[kind].role for kind in form.kinds}
    if refusal := rules.refuse(form, actor, principal, substitute, roles, today):
        raise refused(refusal)


async def _person(session: AsyncSession, account: str) -> Person | None:
    found = await identity.member(session, account)
    if found is None:
        return None
    member, organisation = found
    return Person(
        id=member.id, role=Role(member.role), organisation=organisation.id, organisation_name=organisation.name
    )


async def _unknown_case(session: AsyncSession, actor: Actor, case_id: str) -> str:
    return "没有这一案件" if case_id and await cases.visible(session, actor, case_id) is None else ""


def _row(id_: str, actor: Actor, form: SubstitutionForm, file_id: str, now: datetime) -> SubstitutionRow:
    return SubstitutionRow(
        id=id_,
        principal_organisation_id=actor.organisation,
        principal_account_id=form.principal or None,
        substitute_id=form.substitute,
        kinds=list(dict.fromkeys(form.kinds)),
        case_id=form.case_id or None,
        opens_at=start_of(form.first_day),
        closes_at=end_of(form.last_day),
        order_number=form.order,
        order_file_id=file_id,
        entered_by=actor.id,
        entered_at=now,
    )


async def _seen(session: AsyncSession, actor: Actor, substitution_id: str) -> Entered:
    """Raises 404 for an order that the actor may not know of."""
    found = next((each for each in await queries.shown_to(session, actor) if each.row.id == substitution_id), None)
    if found is None:
        raise not_found("该代理")
    return found


async def _one(services: Services, actor: Actor, substitution_id: str) -> SubstitutionView:
    async with services.register.read() as session:
        found = await _seen(session, actor, substitution_id)
        return (await _views(session, actor, [found], await _today(services)))[0]


async def _today(services: Services) -> date:
    return local_date(await services.clock.now())


async def _views(session: AsyncSession, actor: Actor, found: Sequence[Entered], today: date) -> list[SubstitutionView]:
    names = await organisation_names(session)
    stored = await files.by_id(session, (each.row.order_file_id for each in found))
    return [_view(each, actor, names, stored[each.row.order_file_id], today) for each in found]


def _view(entered: Entered, actor: Actor, names: dict[str, str], stored: StoredFile, today: date) -> SubstitutionView:
    row, order = entered.row, entered.order
    return SubstitutionView(
        id=row.id,
        organisation=entered.organisation.name,
        principal=entered.principal.display_name if entered.principal else None,
        substitute=entered.substitute.display_name,
        substitute_account=row.substitute_id,
        substitute_office=names[entered.substitute.organisation_id],
        kinds=[KindView(key=each, label=TASK_KINDS[each].label) for each in order.kinds],
        case_id=order.case_id,
        first_day=order.first_day,
        last_day=order.last_day,
        order=row.order_number,
        file=present.file(stored),
        entered_at=row.entered_at,
        revoked_at=row.revoked_at,
        revocation_reason=row.revocation_reason,
        state_label=_state(order, today),
        may_revoke=rules.refuse_revocation(actor, order) is None,
    )


def _state(order: Substitution, today: date) -> str:
    if order.revoked_at is not None:
        return "已撤销"
    if today < order.first_day:
        return "尚未开始"
    return "代理期间内" if today <= order.last_day else "期间已过，仍可办理期间内转来的事项"
