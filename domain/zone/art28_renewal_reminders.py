"""第二十八条 示范区在示范期到期前六个月，可自愿申请复审。

What the zone is told of its window: when it opens, and the reminders before and within it (系统策略).
"""

from datetime import date
from functools import partial

from domain.dates import in_words, local_date
from domain.ladder import Rung, one_a_day, rungs_around
from domain.orders import DocumentOrder, Effects
from domain.policy import ZonePolicy
from domain.procedure.review import notice
from domain.working_days import WorkCalendar
from domain.zone import art28_renewal_window
from domain.zone.art28_renewal_window import BASIS as WINDOW_BASIS
from domain.zone.case import Term, ZoneCase


def window_days(term: Term) -> tuple[date, date]:
    """The first and the last day on which renewal may be applied for, under either reading (R-28-1)."""
    assert term.window.opens_at is not None
    return local_date(term.window.opens_at), art28_renewal_window.last_day_to_apply(term.window)


def window_facts(term: Term) -> dict[str, str]:
    """What the reminders say of the window and the term, as ISO dates."""
    opens, closes = window_days(term)
    return {
        "window_opens": opens.isoformat(),
        "window_last": closes.isoformat(),
        "term_last_day": term.last_day.date.isoformat(),
    }


def window_opened(case: ZoneCase) -> Effects:
    """六个月: the reminder of the text's own moment, sent the instant the window opens."""
    assert case.term is not None
    term = case.term
    facts = window_facts(term)
    return Effects(
        text=f"复审申请期开始，至{in_words(window_days(term)[1])}24时止。",
        notices=(
            notice(
                "renewal_window_opened",
                WINDOW_BASIS,
                case.applicant,
                case.province,
                deadlines=(term.window, term.last_day),
                **facts,
            ),
        ),
        documents=(
            DocumentOrder(
                kind="renewal_reminder",
                issuers=("samr",),
                recipients=(case.applicant,),
                data=dict(facts),
                deadlines=(term.window, term.last_day),
                basis=WINDOW_BASIS,
            ),
        ),
    )


def reminders(term: Term, policy: ZonePolicy, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """Before the window opens and before it closes, as long as nothing is filed (系统策略)."""
    opens, closes = window_days(term)
    ladder = partial(rungs_around, after=(), at=policy.reminder_time, shift=policy.reminder_shift, calendar=calendar)
    heads_up = {"wording": "renewal_heads_up", "about": term.window}
    opening = ladder(opens, before=(policy.renewal_heads_up_days,))
    early = (rung.model_copy(update={"key": f"window{rung.key[1:]}", **heads_up}) for rung in opening)
    ending = ladder(closes, before=policy.renewal_ladder_before)
    return one_a_day((*early, *(rung.model_copy(update={"wording": "renewal_before_expiry"}) for rung in ending)))
