"""第二十八条 示范区在示范期到期前六个月，可自愿申请复审。

Reading R-28-6: whoever applies of its own will may take the application back until the continuation is decided. The
term runs on to its last day; within the window the zone may apply again (R-28-5).
"""

from datetime import datetime

from domain.dates import in_words
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import consultation
from domain.procedure.forms import Reasons
from domain.procedure.review import document, notice
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, TaskKind
from domain.zone.art05_joint_departments import DEPARTMENTS, JOINT_DEPARTMENTS
from domain.zone.art27_revoked import notice_withdrawal
from domain.zone.art28_renewal_window import BASIS, last_day_to_apply
from domain.zone.case import Renewal, RenewalStage, ZoneCase

WITHDRAW = "withdraw"
WITHDRAWN = "园区撤回复审申请"
_DECIDED = frozenset({RenewalStage.ANNOUNCEMENT, RenewalStage.GRANTED})


def holders(case: ZoneCase) -> tuple[Audience, ...]:
    """Those who have the application in hand, or had it."""
    renewal = _renewal(case)
    asked = renewal.proceeding.consultation
    if renewal.stage is RenewalStage.EXAMINATION:
        return (case.province, case.leading_group) if renewal.proceeding.chain_position else (case.province,)
    departments = tuple(map(consultation.department, asked.asked(DEPARTMENTS))) if asked else ()
    if renewal.stage is RenewalStage.DECISION:
        departments = JOINT_DEPARTMENTS
    return (case.province, case.leading_group, SAMR, *departments)


def _withdrawn(case: ZoneCase, answer: Answer) -> Effects:
    assert case.term is not None
    last, until = case.term.last_day, in_words(last_day_to_apply(case.term.window))
    told = {"term_last_day": last.date.isoformat(), "reasons": answer.form.reasons}
    return Effects(
        text=f"{case.park.name}撤回复审申请，本次复审终止。现示范期不受影响，至{last.words}止；{until}及之前可以再次申请。",
        notices=(notice("renewal_withdrawn", BASIS, *holders(case), case.applicant, deadlines=(last,), **told),),
        documents=(
            document("renewal_withdrawal", BASIS, answer, *holders(case), deadlines=(last,), **told),
            *notice_withdrawal(case, WITHDRAWN, BASIS),
        ),
    )


def take_back(case: ZoneCase, at: datetime) -> None:
    """The renewal is over at ``at`` (UTC); a notice that runs is withdrawn with it, and its record stays."""
    # A copy: the stage that still waits with the notice is left where it waits.
    over = _renewal(case).model_copy(deep=True)
    shown = over.proceeding.notice
    if shown and shown.is_running:
        shown.withdrawn_at, shown.remark = at, f"{WITHDRAWN}，公示终止。"
    case.past_renewals, case.renewal = [*case.past_renewals, over], None


def _renewal(case: ZoneCase) -> Renewal:
    assert case.renewal is not None
    return case.renewal


WITHDRAWAL = Matter(
    TaskKind(
        "renewal_withdrawal",
        "撤回复审申请",
        Role.CREATING_BODY,
        BASIS,
        (Action(WITHDRAW, "撤回复审申请", _withdrawn, form=Reasons, irreversible=True),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.renewal is not None and case.renewal.stage not in _DECIDED,
)
