"""The one instant at which a date matters."""

from datetime import datetime

from domain.dates import start_of
from domain.deadline import Deadline


def moment(deadline: Deadline) -> datetime | None:
    """The instant at which the date takes effect.

    A window opens with its date, a minimum sets free after it; everything else closes at its end. A date that neither
    opens nor closes anything has none, nor has one that stands still.
    """
    if deadline.suspended:
        return None
    opens, closes = deadline.opens_at, deadline.closes_at
    return opens if closes is None or opens == start_of(deadline.date) else closes
