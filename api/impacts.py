"""What a release or a policy would do to the open cases, as people read it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from api.regions import region_name
from api.rule_views import CaseImpactView, ImpactView, MoveView
from db.queries.recipients import organisation_names, organisations_in
from domain.open_dates import Move
from domain.roles import Audience
from services.impact import CaseImpact

Outcome = Literal["moved", "kept", "settled", "unmoved"]


async def view(session: AsyncSession, found: Sequence[CaseImpact]) -> ImpactView:
    """The list with the names of everyone who would be told."""
    told = {audience for each in found for move in each.moves if move.moved for audience in move.told}
    names = await names_of(session, told)
    cases = [
        CaseImpactView(
            case_id=each.case_id,
            subject=each.subject_name,
            region=each.region,
            region_name=region_name(each.region),
            moves=[_move(move, names) for move in each.moves],
        )
        for each in found
    ]
    return ImpactView(cases=cases, counts=Counter(move.outcome for each in cases for move in each.moves))


async def names_of(session: AsyncSession, audiences: Iterable[Audience]) -> dict[Audience, str]:
    """The organisations behind each audience; the name of the role where the register knows none."""
    known = await organisation_names(session)
    names: dict[Audience, str] = {}
    for audience in audiences:
        if audience.organisation:
            found = [known[audience.organisation]] if audience.organisation in known else []
        else:
            found = await organisations_in(session, audience)
        names[audience] = "、".join(found) or audience.role.label
    return names


def _move(move: Move, names: dict[Audience, str]) -> MoveView:
    return MoveView(
        path=move.path,
        label=move.label,
        outcome=_outcome(move),
        before=move.before.date,
        before_provisional=move.before.provisional,
        after=move.after.date,
        after_provisional=move.after.provisional,
        text=move.words,
        told=[names[audience] for audience in move.told] if move.moved else [],
    )


def _outcome(move: Move) -> Outcome:
    if move.moved:
        return "moved"
    if move.kept:
        return "kept"
    return "settled" if move.before.provisional and not move.after.provisional else "unmoved"
