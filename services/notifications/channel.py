"""What all channels share: what is carried, what comes of it, and how a batch is handed over.

A channel never raises for the other side or the network, and never follows a redirect. Whatever may be sent twice
carries the same id both times, so that the receiver can tell: Message-ID, ``webhook-id``, request id.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, SecretStr

from domain.delivery import DeliveryState
from services.notifications.retry import WAITS

TIMEOUT_SECONDS = 30
"""系统策略: how long the other side may take for one answer."""
PATIENT = len(WAITS)
"""系统策略: so many attempts of one message hold up what comes after it to the same person; about ten hours."""


class Reach(BaseModel):
    """How to reach somebody on a channel that they entered themselves. Kept sealed; shown to nobody, logged nowhere."""

    model_config = ConfigDict(frozen=True)

    address: SecretStr
    """A telephone number, the address of a robot or of a system."""
    secret: SecretStr = SecretStr("")
    """With which calls of a system are signed."""


class Dispatch(BaseModel):
    """One notification to one recipient on one channel."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Of the notification; the Message-ID, ``webhook-id`` and request id follow from it."""
    case_id: str
    """Mails of one case are shown as one thread."""
    recipient: str
    """Name for people."""
    address: str
    """Of a mail; on other channels what is shown instead of ``reach``."""
    subject: str
    text: str
    html: str = ""
    at: AwareDatetime
    """The instant of sending, for the Date header."""
    kind: str = ""
    link: str = ""
    late: str = ""
    """When it should have left, in Chinese; empty when it leaves in time."""
    account_id: str
    attempts: int = 0
    """Made before this one."""
    reach: Reach | None = None
    """Null where ``address`` is all there is to know, and where the person has taken it back meanwhile."""


class DeliveryResult(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    """Of the notification."""
    state: DeliveryState
    code: int | None = None
    """The other side's reply code; none when there was no reply."""
    text: str
    """For people: the other side's words or, in Chinese, what went wrong; no address but the recipient's own."""
    tried: bool = True
    """Whether the other side was asked at all."""


Told = Callable[[DeliveryResult], Awaitable[None]]


async def nobody(result: DeliveryResult) -> None:
    """Who waits for the whole list needs no word of each."""


class DeliveryChannel(Protocol):
    async def deliver(self, batch: Sequence[Dispatch], /, told: Told = nobody) -> list[DeliveryResult]:
        """Hand everything over, in order; ``told`` learns each result as soon as it is known."""
        ...


class Queues:
    """Everybody reads their news in its order: what comes after something deferred waits with it.

    Only what was tried again and again holds nobody up any more: it may be the trouble itself.
    """

    def __init__(self) -> None:
        self._waiting: set[str] = set()

    async def next(
        self, dispatch: Dispatch, deliver: Callable[[Dispatch], Awaitable[DeliveryResult]]
    ) -> DeliveryResult:
        """The result of ``deliver``, unless something before it to the same person waits."""
        if dispatch.account_id in self._waiting:
            text = "等待同一收件人的前一条通知先行送出"
            return DeliveryResult(id=dispatch.id, state=DeliveryState.DEFERRED, text=text, tried=False)
        found = await deliver(dispatch)
        if found.state is DeliveryState.DEFERRED and dispatch.attempts < PATIENT:
            self._waiting.add(dispatch.account_id)
        return found


async def one_by_one(
    batch: Sequence[Dispatch], told: Told, deliver_one: Callable[[Dispatch], Awaitable[DeliveryResult]]
) -> list[DeliveryResult]:
    """A batch whose parts go out each in a request of its own."""
    results: list[DeliveryResult] = []
    queues = Queues()
    for each in batch:
        results.append(await queues.next(each, deliver_one))
        await told(results[-1])
    return results


def result(dispatch: Dispatch, state: DeliveryState, text: str, code: int | None = None) -> DeliveryResult:
    return DeliveryResult(id=dispatch.id, state=state, code=code, text=text)


def unreachable(dispatch: Dispatch) -> DeliveryResult:
    """Of somebody who has taken back how to reach them, or whose way of being reached cannot be read any more."""
    return result(dispatch, DeliveryState.REFUSED, "接收地址已由本人删除或者更换，平台上没有可用的地址")


def in_brief(dispatch: Dispatch) -> str:
    """What goes where others may read along (a group, a telephone): the subject and the link, and that it is late."""
    late = f"（{dispatch.late}）" if dispatch.late else ""
    return f"【质程】{dispatch.subject}{late} 查看和办理：{dispatch.link}"
