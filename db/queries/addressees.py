"""Whom a batch of messages goes to, looked up once for all of it: people, and how they want to be told."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account
from db.queries.reaching import Reachable, reachable
from db.queries.recipients import accounts_in, actor_of
from domain.roles import Actor, Audience, Role

_NOTHING_CHOSEN = Reachable()
Person = tuple[Account, Reachable]


class Addressees:
    """Everybody some audiences include. An office is found by its name: there may be thousands of them."""

    def __init__(self, people: Iterable[tuple[Actor, Person]]) -> None:
        self._by_role: dict[Role, list[tuple[Actor, Person]]] = {}
        self._by_office: dict[tuple[Role, str], list[tuple[Actor, Person]]] = {}
        for actor, person in people:
            self._by_role.setdefault(actor.role, []).append((actor, person))
            self._by_office.setdefault((actor.role, actor.organisation), []).append((actor, person))

    def of(self, audiences: Iterable[Audience]) -> list[Person]:
        """Those of them whom one of ``audiences`` includes, each once, in the order of their ids.

        A disabled account is left out while a colleague is at work; where none is, it stands for its office.
        """
        found = {
            actor.id: person
            for audience in audiences
            for actor, person in self._candidates(audience)
            if audience.includes(actor)
        }
        at_work = {_office(account) for account, _ in found.values() if account.disabled_at is None}
        return [
            found[id_]
            for id_ in sorted(found)
            if found[id_][0].disabled_at is None or _office(found[id_][0]) not in at_work
        ]

    def _candidates(self, audience: Audience) -> list[tuple[Actor, Person]]:
        if audience.organisation is None:
            return self._by_role.get(audience.role, [])
        return self._by_office.get((audience.role, audience.organisation), [])


def _office(account: Account) -> tuple[str, str]:
    return account.organisation_id, account.role


async def addressees(session: AsyncSession, audiences: Iterable[Audience]) -> Addressees:
    """Of these audiences, which may be those of many messages."""
    found = await accounts_in(session, audiences)
    chosen = await reachable(session, (account.id for account, _ in found))
    return Addressees(
        (actor_of(account, organisation), (account, chosen.get(account.id, _NOTHING_CHOSEN)))
        for account, organisation in found
    )
