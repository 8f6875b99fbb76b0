"""第二十四条 示范区示范期为三年。

Reading R-24-1: the term runs from the day of publication to society; its last day is the corresponding
day three years later and it ends at 24:00. Later terms are counted from the first publication, never
chained, so that 29 February does not drift.
"""

from datetime import date

from domain.citation import Citation
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.periods import years_after
from domain.policy import ZonePolicy
from domain.procedure.review import notice
from domain.roles import SAMR
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:24"),)


def last_day(anchor: date, policy: ZonePolicy, number: int = 1) -> Deadline:
    """The last day of term ``number``, counted from the first publication ``anchor``."""
    deadline = years_after(
        "zone-term",
        "示范期最后一日",
        BASIS,
        anchor=anchor,
        anchor_label="向社会公布之日",
        years=policy.term_years * number,
        mode=policy.period_mode,
        parameter="term_years",
    )
    return deadline.model_copy(update={"parameters": {"term_number": number}})


def expired(case: ZoneCase, *, renewal_pending: bool) -> Effects:
    """The last day has passed. A timer ends the term; it neither grants nor revokes."""
    assert case.term is not None
    data = {"term_last_day": case.term.last_day.date.isoformat()}
    if renewal_pending:
        return Effects(
            text=f"示范期于{case.term.last_day.words}24时届满，复审尚未办结，状态保持待定。",
            notices=(notice("expired_pending_renewal", BASIS, case.applicant, case.province, SAMR, **data),),
        )
    return Effects(
        text=f"示范期于{case.term.last_day.words}24时届满。",
        notices=(notice("expired", BASIS, case.applicant, case.province, SAMR, **data),),
        documents=(
            DocumentOrder(
                kind="expiry_notice",
                issuers=("samr",),
                recipients=(case.applicant, case.province),
                data=data,
                basis=BASIS,
            ),
        ),
    )
