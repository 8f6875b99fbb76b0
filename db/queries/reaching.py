"""How people want to be told, and how they are reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, NotificationEndpoint, NotificationPreferences, Organisation
from domain.delivery import ALWAYS, Channel, Group
from domain.notification_choice import Preferences


@dataclass(frozen=True, slots=True)
class Reachable:
    """What one person chose. ``hints``: what is shown of the endpoints they entered, by channel."""

    preferences: Preferences = field(default_factory=Preferences)
    hints: dict[Channel, str] = field(default_factory=dict)

    def channels(self, group: Group) -> tuple[Channel, ...]:
        """By which a notice of the group goes: those wanted, as far as there is a way."""
        return tuple(each for each in self.preferences.wanted(group) if each in ALWAYS or each in self.hints)

    @property
    def ways(self) -> tuple[Channel, ...]:
        """Every way there is beside the inbox, in the order in which they are tried."""
        return tuple(each for each in Channel if each is Channel.MAIL or each in self.hints)


async def reachable(session: AsyncSession, account_ids: Iterable[str]) -> dict[str, Reachable]:
    """By account, of those who chose anything. Whoever entered an endpoint has chosen."""
    wanted = set(account_ids)
    chosen = select(NotificationPreferences).where(NotificationPreferences.account_id.in_(wanted))
    found = {row.account_id: Preferences.model_validate(row.chosen) for row in await session.scalars(chosen)}
    if not found:
        return {}
    hints: dict[str, dict[Channel, str]] = {account: {} for account in found}
    for row in await session.scalars(select(NotificationEndpoint).where(NotificationEndpoint.account_id.in_(found))):
        hints[row.account_id][Channel(row.channel)] = row.hint
    return {account: Reachable(preferences, hints[account]) for account, preferences in found.items()}


async def endpoints(session: AsyncSession, account_ids: Iterable[str]) -> dict[tuple[str, str], NotificationEndpoint]:
    """The endpoints of these people, by account and channel."""
    query = select(NotificationEndpoint).where(NotificationEndpoint.account_id.in_(set(account_ids)))
    return {(row.account_id, row.channel): row for row in await session.scalars(query)}


async def colleagues(session: AsyncSession, account_id: str) -> Sequence[tuple[Account, Organisation]]:
    """Everybody of the account's organisation in its role, the account included, in the order of their ids."""
    account = await session.get_one(Account, account_id)
    rows = await session.execute(
        select(Account, Organisation)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.organisation_id == account.organisation_id, Account.role == account.role)
        .order_by(Account.id)
    )
    return [(each, organisation) for each, organisation in rows]


async def disabled(session: AsyncSession, account_ids: Iterable[str | None]) -> set[str]:
    """Those of these accounts that are disabled."""
    wanted = {each for each in account_ids if each}
    query = select(Account.id).where(Account.id.in_(wanted), Account.disabled_at.is_not(None))
    return set(await session.scalars(query))
