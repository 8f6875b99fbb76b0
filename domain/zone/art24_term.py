"""第二十四条 示范区示范期为三年。

Reading R-24-1: the term runs from the day of publication to society; its last day is the corresponding
day three years later and it ends at 24:00. Later terms are counted from the first publication, not chained,
so that 29 February does not drift; the policy may say otherwise. By ``term_start`` = document it runs from the day the
joint decision states, and where it states none from the day of that decision.
"""

from datetime import date

from domain.citation import Citation
from domain.dates import ONE_DAY
from domain.deadline import Deadline, Lines
from domain.derivation import parameter_lines
from domain.orders import DocumentOrder, Effects
from domain.periods import years_after
from domain.policy import PARAMETERS, ZonePolicy
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR
from domain.zone.case import HELD, Stage, ZoneCase

BASIS = (Citation("zone:24"),)
ANCHOR_LABEL = "向社会公布之日"
RENEWAL_LAPSED = "示范期届满，复审终止"


def anchor(published_on: date, decided_on: date | None, policy: ZonePolicy, stated_on: date | None = None) -> date:
    """The day from which the terms are counted: that of the publication or, by the other readings, of the decision or
    the one ``stated_on`` in it."""
    if policy.term_start == "document" and stated_on:
        return stated_on
    return published_on if policy.term_start == "publication" or decided_on is None else decided_on


def refuse_stated(stated_on: date | None, policy: ZonePolicy) -> Refusal | None:
    """A draft states the first day of the term only where the policy counts from it: two days must not contend."""
    if stated_on is None or policy.term_start == "document":
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"示范期自{anchor_label(policy)}起算（{policy.source('term_start')}），文稿不能另行载明起算日。",
        basis=BASIS,
        remedy="请不填起算日；示范期的起止日期在公布时写入认定文件。",
    )


def anchor_label(policy: ZonePolicy) -> str:
    """The day from which the terms are counted, in words (``term_start``)."""
    return PARAMETERS["term_start"].values[policy.term_start]


def last_day(anchor: date, policy: ZonePolicy, number: int = 1) -> Deadline:
    """The last day of term ``number``, counted from the first publication ``anchor``."""
    if number > 1 and policy.term_anchor == "previous_last_day":
        deadline = _after_the_previous(anchor, policy, number)
    else:
        deadline = _counted(anchor, anchor_label(policy), policy.term_years * number, policy)
    counted_from = PARAMETERS["term_anchor"].values[policy.term_anchor]
    which = f"第{number}个示范期，{counted_from}，每期{policy.term_years}年"
    more = parameter_lines("term_anchor", which) if number > 1 else ()
    return deadline.model_copy(
        update={
            "anchor": anchor,
            "anchor_label": anchor_label(policy),
            "parameters": {"term_number": number},
            "lines": Lines(lambda: (*more, *deadline.lines)),
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


def ended(case: ZoneCase, stage: Stage) -> Effects:
    """The last day has passed. A timer ends the term; it neither grants nor revokes.

    ``stage``: EXPIRED, or one of those that hold a case whose renewal or revocation is not settled.
    """
    assert case.term is not None
    last, data = case.term.last_day, {"term_last_day": case.term.last_day.date.isoformat()}
    told = notice(stage.value, BASIS, case.applicant, case.province, SAMR, deadlines=(last,), **data)
    kind = "expiry_notice"
    text = f"示范期于{last.words}24时届满"
    if stage in HELD:
        kind = "expiry_status"
        pending = "撤销审查" if stage is Stage.EXPIRED_PENDING_REVOCATION else "复审"
        text += f"，{pending}尚未办结，状态保持待定"
        data |= {"pending": pending, "state": stage.label}
    paper = DocumentOrder(
        kind=kind,
        issuers=("samr",),
        recipients=(case.applicant, case.province),
        data=data,
        deadlines=(last,),
        basis=BASIS,
    )
    return Effects(text=f"{text}。", notices=(told,), documents=(paper,))


def renewal_lapsed(case: ZoneCase) -> Effects:
    """By the reading ``lapse``: a renewal still open ends with the term."""
    return Effects(
        text=f"示范期届满，复审未结，按{case.policy.source('expiry_pending')}终止。",
        notices=(notice("renewal_lapsed", BASIS, case.applicant, case.province, SAMR),),
    )
