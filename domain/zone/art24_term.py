"""第二十四条 示范区示范期为三年。

Reading R-24-1: the term runs from the day of publication to society; its last day is the corresponding
day three years later and it ends at 24:00. Later terms are counted from the first publication, not chained,
so that 29 February does not drift; the policy may say otherwise.
"""

from datetime import date

from domain.citation import Citation
from domain.dates import ONE_DAY
from domain.deadline import Deadline
from domain.derivation import parameter_lines
from domain.orders import DocumentOrder, Effects
from domain.periods import years_after
from domain.policy import PARAMETERS, ZonePolicy
from domain.procedure.review import notice
from domain.roles import SAMR
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:24"),)
ANCHOR_LABEL = "向社会公布之日"


def last_day(anchor: date, policy: ZonePolicy, number: int = 1) -> Deadline:
    """The last day of term ``number``, counted from the first publication ``anchor``."""
    if number > 1 and policy.term_anchor == "previous_last_day":
        deadline = _after_the_previous(anchor, policy, number)
    else:
        deadline = _counted(anchor, ANCHOR_LABEL, policy.term_years * number, policy)
    counted_from = PARAMETERS["term_anchor"].values[policy.term_anchor]
    which = f"第{number}个示范期，{counted_from}，每期{policy.term_years}年"
    more = parameter_lines("term_anchor", which) if number > 1 else ()
    return deadline.model_copy(
        update={
            "anchor": anchor,
            "anchor_label": ANCHOR_LABEL,
            "parameters": {"term_number": number},
            "lines": (*more, *deadline.lines),
        }
    )


def _after_the_previous(anchor: date, policy: ZonePolicy, number: int) -> Deadline:
    """Chained: a term that ends on 28 February for want of a 29th stays with the 28th."""
    previous = last_day(anchor, policy, number - 1).date
    if policy.period_mode == "inclusive":
        return _counted(previous + ONE_DAY, "新示范期第一日", policy.term_years, policy)
    return _counted(previous, "上一示范期最后一日", policy.term_years, policy)


def _counted(start: date, start_label: str, years: int, policy: ZonePolicy) -> Deadline:
    return years_after(
        "zone-term",
        "示范期最后一日",
        BASIS,
        anchor=start,
        anchor_label=start_label,
        years=years,
        mode=policy.period_mode,
        parameter="term_years",
    )


def expired(case: ZoneCase, *, renewal_pending: bool) -> Effects:
    """The last day has passed. A timer ends the term; it neither grants nor revokes."""
    assert case.term is not None
    last, data = case.term.last_day, {"term_last_day": case.term.last_day.date.isoformat()}
    if renewal_pending:
        return Effects(
            text=f"示范期于{last.words}24时届满，复审尚未办结，状态保持待定。",
            notices=(
                notice(
                    "expired_pending_renewal",
                    BASIS,
                    case.applicant,
                    case.province,
                    SAMR,
                    deadlines=(last,),
                    **data,
                ),
            ),
        )
    return Effects(
        text=f"示范期于{last.words}24时届满。",
        notices=(notice("expired", BASIS, case.applicant, case.province, SAMR, deadlines=(last,), **data),),
        documents=(
            DocumentOrder(
                kind="expiry_notice",
                issuers=("samr",),
                recipients=(case.applicant, case.province),
                data=data,
                deadlines=(last,),
                basis=BASIS,
            ),
        ),
    )
