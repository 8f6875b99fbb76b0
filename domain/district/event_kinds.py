"""Every kind of event of the district plan by its key, in the order of the measures."""

from domain.district import (
    measure01_recall,
    measure02_interview,
    measure05_litigation,
    measure05_reward,
    measure06_accident,
    measure11_trade,
    measure15_help,
    measure17_credit,
    measure19_commendation,
    measure20_campaign,
)
from domain.procedure.event_file import EventKind

EVENT_KINDS: dict[str, EventKind] = {
    each.KIND.key: each.KIND
    for each in (
        measure01_recall,
        measure02_interview,
        measure05_litigation,
        measure05_reward,
        measure06_accident,
        measure11_trade,
        measure15_help,
        measure17_credit,
        measure19_commendation,
        measure20_campaign,
    )
}
