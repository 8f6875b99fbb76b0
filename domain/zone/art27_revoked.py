"""第二十七条 由市场监管总局会同相关部门撤销示范区认定。撤销认定的示范区，三年内不得再次提出创建申请。

Here the decision and what it brings down: both terms where a renewal was granted, the renewal that runs with its
public notice, reports, reminders and every open question (revocation > expiry > renewal). Then the bar, to its end.
"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.procedure import joint_act
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone import art27_reapplication_bar as bars
from domain.zone.art05_joint_departments import signatories
from domain.zone.art27_revocation import BASIS, DEPARTMENTS, Ground, review_of
from domain.zone.case import RenewalStage, ZoneCase

REVOKED_BASIS = (*BASIS, *bars.BASIS)
REVOKED = "示范区认定已撤销"
PUBLISH = "publish"
DELIVER = "deliver"


def revoked(case: ZoneCase, bar: Deadline) -> Effects:
    """The last signature is given. ``bar``: counted by ``policy.bar_from`` as far as that day is known."""
    review = review_of(case)
    assert review.decided_on is not None
    counted = case.policy.bar_from == "decision"
    dates = (bar,) if counted else ()
    told = {"ground": Ground(review.ground).label, "also": _also(case), "bar": _bar_words(case, bar)}
    return Effects(
        text=f"撤销{case.park.name}的示范区认定（{told['ground']}）。{told['also']}{told['bar']}",
        notices=(
            notice(
                "revoked",
                REVOKED_BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                DEPARTMENTS,
                deadlines=dates,
                **told,
            ),
        ),
        documents=(
            joint_act.decision_document(
                "revocation_decision",
                REVOKED_BASIS,
                case,
                signatories(case.policy),
                dates,
                draft=review.proceeding.draft,
                facts=review.facts,
                findings=review.findings,
                decided_on=review.decided_on.isoformat(),
                **told,
            ),
            *notice_withdrawal(case, REVOKED),
        ),
    )


def _also(case: ZoneCase) -> str:
    """What falls with the title, for people."""
    if case.renewal is None:
        return ""
    if case.renewal.stage is RenewalStage.GRANTED:
        return "已作出的继续认定一并失效，原示范期和新示范期均告终止。"
    return "正在办理的复审一并终止。"


def _bar_words(case: ZoneCase, bar: Deadline) -> str:
    if case.policy.bar_from == "decision":
        return f"至{in_words(bar.date)}止，不得再次提出创建申请。"
    since = bars.FROM[case.policy.bar_from]
    return f"自{since}起三年内不得再次提出创建申请（起算日为{case.policy.source('bar_from')}），该日确定前暂自决定作出之日计算。"


def let_fall(case: ZoneCase, now: datetime, because: str) -> None:
    """The renewal falls with the title at ``now`` (UTC), and its public notice, if one runs, is withdrawn."""
    if case.renewal is None:
        return
    # A copy: the stage that still waits with the notice is left where it waits.
    fallen = case.renewal.model_copy(deep=True)
    notice = fallen.proceeding.notice
    if notice and notice.is_running:
        notice.withdrawn_at, notice.remark = now, because
    case.fallen_renewal, case.renewal = fallen, None


def notice_withdrawal(case: ZoneCase, because: str, basis: Basis = BASIS) -> tuple[DocumentOrder, ...]:
    """What the public is told when a renewal ends whose notice it was reading."""
    running = case.renewal.proceeding.notice if case.renewal else None
    if running is None or not running.is_running:
        return ()
    data = {"starts": local_date(running.published_at).isoformat(), "because": because}
    return (DocumentOrder(kind="renewal_notice_withdrawal", issuers=("samr",), data=data, basis=basis),)


def _published(case: ZoneCase, answer: Answer) -> Effects:
    review = review_of(case)
    assert review.decided_on is not None
    bar = since(case, "publication", local_date(answer.at))
    told = {"decided_on": review.decided_on.isoformat(), "bar_last_day": bar.date.isoformat()}
    return Effects(
        text=f"市场监管总局向社会公布撤销{case.park.name}示范区认定的决定。",
        notices=(
            notice(
                "revocation_published",
                REVOKED_BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                DEPARTMENTS,
                deadlines=(bar,),
                **told,
            ),
        ),
        documents=(document("revocation_announcement", REVOKED_BASIS, answer, deadlines=(bar,), **told),),
    )


class Delivery(Form):
    delivered_on: date = Field(title="送达日期")


def _check_delivery(case: ZoneCase, form: Delivery, now: datetime) -> Refusal | None:
    decided_on = review_of(case).decided_on
    assert decided_on is not None
    if decided_on <= form.delivered_on <= local_date(now):
        return None
    text = "送达日期不能早于决定作出之日，也不能晚于今日。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)


def _delivered(case: ZoneCase, answer: Answer) -> Effects:
    bar = since(case, "delivery", answer.form.delivered_on)
    return Effects(
        text=f"撤销决定于{in_words(answer.form.delivered_on)}送达，{bar.label}为{bar.words}。",
        notices=(
            notice(
                "revocation_delivered",
                REVOKED_BASIS,
                case.applicant,
                case.province,
                deadlines=(bar,),
                bar_last_day=bar.date.isoformat(),
            ),
        ),
    )


def since(case: ZoneCase, event: str, day: date) -> Deadline:
    """The bar once ``event`` (as ``policy.bar_from`` names it) came on ``day``; unmoved by any other event."""
    running = review_of(case).bar
    assert running is not None
    return bars.recounted(running, day, case.policy) if case.policy.bar_from == event else running


PUBLICATION = TaskKind(
    "revocation_publication",
    "向社会公布撤销认定决定",
    Role.SAMR,
    BASIS,
    (Action(PUBLISH, "向社会公布", _published, irreversible=True),),
)
DELIVERY = TaskKind(
    "revocation_delivery",
    "记录撤销认定决定的送达",
    Role.SAMR,
    BASIS,
    (Action(DELIVER, "记录送达", _delivered, form=Delivery, check=_check_delivery, irreversible=True),),
)


def bar_ended(case: ZoneCase) -> Effects:
    """可再次申请提示: a timer ends the bar and grants nothing."""
    bar = review_of(case).bar
    assert bar is not None
    return Effects(
        text=f"撤销认定后三年的限制于{bar.words}24时届满，可以再次提出创建申请。",
        notices=(
            notice(
                "bar_ended",
                bars.BASIS,
                case.applicant,
                case.province,
                SAMR,
                deadlines=(bar,),
                bar_last_day=bar.date.isoformat(),
            ),
        ),
    )
