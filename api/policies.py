"""Changing a policy: proposed with the list of what it would do, approved or declined by a second person.

Operations or those who decide propose; who decides, says the text. One way for JSON and page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, impacts, interpretations, policy_views
from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from api.interpretations import Interpretation
from api.messages import message_for
from api.registering import Act, done_once
from api.rule_views import ImpactView, PolicyImpactView, PolicyView
from db.models import PolicyVersion
from db.queries import policies as queries
from db.queries.releases import work_calendar
from domain.citation import Basis, Citation
from domain.dates import local_date
from domain.district import sec4_3_policy
from domain.pilot.provinces import FIVE
from domain.policy import POLICIES, Policy
from domain.province import art04_policy
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Actor, Audience, Role
from domain.zone.art29_interpretation import BASIS as INTERPRETATION
from services import policies, recalculation
from services.impact import policy_impact


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides on the policy of a programme, and where the text says so."""

    basis: Basis
    audiences: tuple[Audience, ...]
    interprets: bool = False
    """Whether the text lets it interpret what it says (解释)."""
    who: str = ""
    """Its name for people, where several offices may decide."""

    @property
    def label(self) -> str:
        return self.who or self.audiences[0].role.label

    def includes(self, actor: Actor) -> bool:
        return any(each.includes(actor) for each in self.audiences)


AUTHORITIES: dict[str, Authority] = {
    "zone": Authority(INTERPRETATION, (SAMR,), interprets=True),
    "pilot": Authority((Citation("pilot:6(1)"),), FIVE),
    "district": Authority(sec4_3_policy.BASIS, sec4_3_policy.DECIDING),
    "province": Authority(art04_policy.BASIS, art04_policy.DECIDING, who=art04_policy.WHO),
}
"""Who decides on the policy of a text: 总局 interprets the measures (第二十九条); the five provincial bureaus draw up
the rules of the pilots (六（一）); of the other two their own files say who does."""
_SEE_EVERY_CASE = frozenset({Role.OPS, Role.SAMR, Role.SUPERVISOR})


def may_propose(actor: Actor, programme: str) -> bool:
    return programme in AUTHORITIES and (actor.role is Role.OPS or AUTHORITIES[programme].includes(actor))


def interprets(programme: str) -> bool:
    """Whether the text of a programme names somebody who interprets it."""
    return programme in AUTHORITIES and AUTHORITIES[programme].interprets


def may_decide(actor: Actor, programme: str, proposed_by: str) -> bool:
    return authority_of(programme).includes(actor) and actor.id != proposed_by


async def all_policies(services: Services) -> list[PolicyView]:
    return [await one_policy(services, programme) for programme in POLICIES]


async def one_policy(services: Services, programme: str) -> PolicyView:
    """Raises 404."""
    if programme not in POLICIES:
        raise not_found("该项目的策略")
    async with services.register.read() as session:
        policy = await policies.in_force(session, programme)
        rows = await queries.versions(session, programme)
        return await policy_views.policy(session, programme, policy, rows)


async def propose(
    services: Services,
    actor: Actor,
    programme: str,
    changes: Mapping[str, Any],
    reason: str,
    *,
    interpretation: Interpretation | None = None,
    dry_run: bool,
    request_id: str = "",
) -> PolicyImpactView:
    """What the policy with other values would do, or resting on an ``interpretation``; unless ``dry_run``, it is
    recorded as proposed.

    Raises ``WebError``: 403, 404, 409 for what the text or an interpretation fixes, 422 for what is no policy.
    """
    authority, now = authority_of(programme), await services.clock.now()
    basis = authority.basis
    async with audit.refusals(services, actor, "policy.propose", programme, request_id):
        if not may_propose(actor, programme):
            raise refused(_wrong_actor(f"策略的变更由技术运维人员或者{authority.label}提出。", basis))
        async with services.register.read() as session:
            row, policy = await _proposal(session, programme, changes, reason, actor, now, interpretation)
            impact = await _impact(session, policy, now)
        if not dry_run:
            async with services.register.write() as session:
                row, _ = await _proposal(session, programme, changes, reason, actor, now, interpretation)
                session.add(row)
                if interpretation:
                    session.add(interpretations.row(interpretation, row))
    if not dry_run:
        rests = f"（依据解释{interpretation.words}）" if interpretation else ""
        words = f"提出策略{row.version}{rests}：{reason}"
        target = f"{programme}/{row.version}"
        await audit.record(services, actor, "policy.propose", target, basis=basis, detail=words, request_id=request_id)
    return await _answer(services, row, impact, recorded=not dry_run, given=interpretation)


async def look_at(services: Services, actor: Actor, programme: str, version: str) -> PolicyImpactView:
    """A version; to whoever sees every case also what it would do now, while it is undecided. Raises 404."""
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await _version(session, programme, version)
        if row.state == "proposed" and actor.role in _SEE_EVERY_CASE:
            impact = await _impact(session, POLICIES[programme].model_validate(row.values), now)
        else:
            impact = ImpactView(cases=[], counts={})
    return await _answer(services, row, impact, recorded=False)


async def proposed_by(services: Services, programme: str, version: str) -> str:
    """The account that proposed a version. Raises 404."""
    async with services.register.read() as session:
        return (await _version(session, programme, version)).proposed_by


async def decide(
    services: Services,
    actor: Actor,
    programme: str,
    version: str,
    comment: str,
    *,
    approve: bool,
    request_id: str = "",
) -> PolicyImpactView:
    """Approve a version, which is in force from now on, or decline it.

    Whoever proposed it may take it back, and never approves it. Raises ``WebError``: 403, 404, 409.
    """
    act = Act(
        actor=actor,
        action="policy.approve" if approve else "policy.decline",
        target=f"{programme}/{version}",
        request_id=request_id,
        basis=authority_of(programme).basis,
        refusal=None,
    )

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await _version(session, programme, version)
        _admit(actor, row, act.basis, approve=approve)
        await _refuse_settled(session, row, act.basis, approve=approve)
        row.state = "approved" if approve else "declined"
        row.decided_by, row.decided_at, row.decision_comment = actor.id, now, comment
        return f"{'批准' if approve else '不同意'}策略{version}"

    row = await done_once(services, act, change, lambda session: _version(session, programme, version))
    async with services.register.read() as session:
        impact = ImpactView(cases=[], counts={})
        if approve:
            policy = POLICIES[programme].model_validate(row.values)
            impact = await _impact(session, policy, await services.clock.now())
    if approve:
        await recalculation.wake(services.client, services.settings)
    return await _answer(services, row, impact, recorded=True)


async def _proposal(
    session: AsyncSession,
    programme: str,
    changes: Mapping[str, Any],
    reason: str,
    actor: Actor,
    now: datetime,
    interpretation: Interpretation | None,
) -> tuple[PolicyVersion, Policy]:
    base = await policies.in_force(session, programme)
    if interpretation:
        if not interprets(programme):
            raise refused(interpretations.nobody_interprets(programme, authority_of(programme).basis))
        await interpretations.admit(session, actor, base, interpretation, local_date(now))
    version = await policies.next_version(session, programme, local_date(now).year)
    try:
        policy = policies.changed(base, changes, version, interpretation.form if interpretation else None)
    except policies.FixedByText as error:
        raise refused(_fixed_by_text(error)) from error
    except policies.RestsOnInterpretation as error:
        raise refused(interpretations.decided(error, authority_of(programme).basis)) from error
    except policies.Impossible as error:
        found = [_field(each) for each in error.faults]
        raise malformed(f"参数有误（{len(found)}处），未作任何变更。", *found) from error
    row = policies.propose(base, policy, programme, reason, actor.id, now)
    if twin := await queries.undecided_twin(session, row):
        text = f"已有内容相同、待批准的策略{twin.version}，未作任何变更。"
        raise refused(Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=authority_of(programme).basis))
    return row, policy


async def _impact(session: AsyncSession, policy: Policy, now: datetime) -> ImpactView:
    found = await policy_impact(session, policy, await work_calendar(session), now)
    return await impacts.view(session, found)


async def _version(session: AsyncSession, programme: str, version: str) -> PolicyVersion:
    row = await queries.version(session, programme, version)
    if row is None:
        raise not_found("该策略版本")
    return row


def _admit(actor: Actor, row: PolicyVersion, basis: Basis, *, approve: bool) -> None:
    takes_back = not approve and actor.id == row.proposed_by
    if takes_back or may_decide(actor, row.programme, row.proposed_by):
        return
    if actor.id == row.proposed_by:
        raise refused(_wrong_actor("策略的变更须由提出人以外的第二人批准。", basis))
    label = authority_of(row.programme).label
    raise refused(_wrong_actor(f"策略的变更由{label}批准或者不予同意。", basis))


async def _refuse_settled(session: AsyncSession, row: PolicyVersion, basis: Basis, *, approve: bool) -> None:
    if row.state != "proposed":
        text = f"策略{row.version}已经{policy_views.STATES[row.state]}，未作任何变更。"
        raise refused(Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=basis))
    current = (await policies.in_force(session, row.programme)).version
    if approve and current != row.based_on:
        text = f"策略{row.version}是在{row.based_on}的基础上提出的，现行策略已是{current}，不能批准。"
        remedy = "请在现行策略的基础上重新提出。"
        raise refused(Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy))


def authority_of(programme: str) -> Authority:
    """Raises 404."""
    if programme not in AUTHORITIES:
        raise not_found("可以变更的该项目策略")
    return AUTHORITIES[programme]


def _wrong_actor(text: str, basis: Basis) -> Refusal:
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=basis)


def _fixed_by_text(error: policies.FixedByText) -> Refusal:
    parameter = error.parameter
    assert parameter.citation is not None
    place = parameter.citation.place
    if parameter.entered:
        text = f"“{parameter.label}”（{place}：“{parameter.quote}”）不以系统策略的变更确定。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=(parameter.citation,), remedy=parameter.entered)
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"“{parameter.label}”由法规规定（{place}：“{parameter.quote}”），不能以系统策略改变。",
        basis=(parameter.citation,),
        remedy="法规修订后，随新的程序版本变更。",
    )


def _field(fault: policies.Fault) -> FieldError:
    loc: list[str | int] = ["body", "changes", *([fault.field] if fault.field else [])]
    if fault.error is None:
        return FieldError(loc=loc, code="policy", message=fault.text)
    return FieldError(loc=loc, code=fault.error["type"], message=message_for(fault.error))


async def _answer(
    services: Services,
    row: PolicyVersion,
    impact: ImpactView,
    *,
    recorded: bool,
    given: Interpretation | None = None,
) -> PolicyImpactView:
    async with services.register.read() as session:
        kept = (await interpretations.views(session, row.programme)).get(row.version)
        shown = await policy_views.version(session, row, kept or await interpretations.proposed(session, row, given))
    return PolicyImpactView(version=shown, recorded=recorded, impact=impact)
