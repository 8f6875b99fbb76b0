"""Reminders really claimed and really mailed on the register of the web, at the hour at which its clock stands."""

from temporalio.testing import ActivityEnvironment

from activities.outbox import OutboxDelivery
from activities.reminders import Reminders
from services.notifications.mail import MailChannel
from tests.support.smtp import SmtpServer
from tests.support.steps import BASE_URL, Calls, NothingWaits
from tests.support.web import Web


async def serve(web: Web, server: SmtpServer) -> None:
    """What the duty clock and the outbox do when they wake."""
    reminders = Reminders(web.register, web.clock, Calls(), BASE_URL)  # type: ignore[arg-type]
    await ActivityEnvironment().run(reminders.claim_due_rungs)
    mail = MailChannel("127.0.0.1", server.port, "zhicheng@example.gov.cn", "example.gov.cn")
    delivery = OutboxDelivery(web.register, web.clock, mail, NothingWaits())  # type: ignore[arg-type]
    await ActivityEnvironment().run(delivery.deliver_outbox)
