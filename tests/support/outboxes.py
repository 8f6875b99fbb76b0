"""An outbox that is emptied by hand, people with channels of their own, and notices to them."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from temporalio.testing import ActivityEnvironment

from activities.addressing import address
from activities.outbox import OutboxDelivery
from contracts.activities import Served
from db.models import Account, DeliveryTask, Notification, NotificationEndpoint, NotificationPreferences
from db.queries.addressees import addressees
from db.session import Register
from domain.citation import Citation
from domain.notification_choice import Preferences
from domain.roles import Audience, Role
from services.notifications.channel import DeliveryChannel
from services.notifications.mail import MailChannel
from services.notifications.wording import NoticeFacts
from services.sealing import Sealer
from tests.support.notifications import SAMPLES
from tests.support.smtp import SmtpServer
from tests.support.steps import BASE_URL, BEGIN, WORKFLOW_ID, NothingWaits, a_step, recording
from tests.support.world import PARK, PEOPLE, populate

SEALER = Sealer("key of the tests")
CASE = "zone-js-1-case-1"


@dataclass
class Post:
    """A platform whose outbox is emptied when the test says so, by its clock."""

    register: Register
    mail: SmtpServer
    others: Mapping[str, DeliveryChannel] = field(default_factory=dict)
    instant: datetime = BEGIN
    told: int = 0

    async def now(self) -> datetime:
        return self.instant

    def worker(self) -> OutboxDelivery:
        """A worker just started: it knows nothing that is not in the register."""
        mail = MailChannel("127.0.0.1", self.mail.port, "zhicheng@example.gov.cn", "example.gov.cn")
        return OutboxDelivery(self.register, self, mail, NothingWaits(), self.others, SEALER)  # type: ignore[arg-type]

    async def empty(self, **later: float) -> Served:
        """What the outbox does when it looks; ``later``: after so much time."""
        self.instant += timedelta(**later)
        return await ActivityEnvironment().run(self.worker().deliver_outbox)

    async def dies_while(self, asked: asyncio.Event) -> None:
        """The worker dies after the other side was ``asked`` and before it has answered."""
        working = asyncio.create_task(ActivityEnvironment().run(self.worker().deliver_outbox))
        await asyncio.wait_for(asked.wait(), 10)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    async def tell(self, *accounts: str, kind: str = "recognised", basis: str = "zone:22#1", **more: Any) -> str:
        """One notice to the bodies of these accounts, due now; answers its key."""
        self.told += 1
        key = f"notice-{self.told}"
        facts: dict[str, Any] = {
            "park": PARK.name,
            "case_id": CASE,
            "data": SAMPLES[kind],
            "basis": (Citation(basis),) if basis else (),
            "planned_at": self.instant,
            "now": self.instant,
            "link": f"{BASE_URL}/cases/{CASE}",
        }
        origin = {"workflow_id": WORKFLOW_ID, **more.pop("origin", {})}
        audience = [Audience(role=PEOPLE[each][0], organisation=PEOPLE[each][1]) for each in accounts]
        async with self.register.write() as session:
            people = await addressees(session, audience)
            session.add_all(address(people, key, kind, NoticeFacts(**facts | more), audience, **origin))
        return key

    async def choose(self, account: str, **chosen: Any) -> None:
        """Quiet hours are off unless the test sets some."""
        wanted = Preferences(**{"quiet_channels": ()} | chosen).model_dump(mode="json")
        async with self.register.write() as session:
            row = await session.get(NotificationPreferences, account)
            if row is None:
                row = NotificationPreferences(account_id=account, chosen=wanted, updated_at=self.instant)
                session.add(row)
            row.chosen = wanted

    async def enter(self, account: str, channel: str, at: str, secret: str = "", sealer: Sealer = SEALER) -> None:
        sealed = sealer.seal(json.dumps({"address": at, "secret": secret}))
        facts = {"hint": "（已登记）", "sealed": sealed, "entered_at": self.instant}
        async with self.register.write() as session:
            session.add(NotificationEndpoint(account_id=account, channel=channel, **facts))

    async def mail_of(self, account: str, mail: str) -> None:
        async with self.register.write() as session:
            await session.execute(update(Account).where(Account.id == account).values(email=mail))

    async def rows(self, *, inbox: bool = False, **which: Any) -> list[Notification]:
        query = select(Notification).filter_by(**which)
        query = query if inbox else query.where(Notification.channel != "inbox")
        async with self.register.read() as session:
            return list(await session.scalars(query.order_by(Notification.created_at, Notification.id)))

    async def states(self, **which: Any) -> dict[tuple[str, str], str]:
        """State by account and channel, without the inbox."""
        return {(row.account_id or "", row.channel): row.state for row in await self.rows(**which)}

    async def tasks(self) -> list[DeliveryTask]:
        async with self.register.read() as session:
            return list(await session.scalars(select(DeliveryTask).order_by(DeliveryTask.opened_at)))


async def a_post(register: Register, mail: SmtpServer, **others: DeliveryChannel) -> Post:
    """People, and a case whose parties they are."""
    await populate(register, BEGIN)
    await recording(register).record_step(a_step(1))
    return Post(register, mail, others)


async def add_colleague(register: Register, account: str, of: str) -> None:
    """Another account of somebody's organisation, in the same role."""
    async with register.write() as session:
        found = await session.get_one(Account, of)
        facts = {"role": Role(found.role).value, "password_hash": "-", "created_at": BEGIN, "display_name": account}
        mail = f"{account}@example.gov.cn"
        session.add(Account(id=account, organisation_id=found.organisation_id, email=mail, **facts))
