"""更正、撤回公示: what 总局 may do to a notice that runs; the public still reads what stood before.

The measures know neither (系统策略, readings R-22-11 and R-22-12).
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Basis
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Reasons, Text
from domain.procedure.public_notice import closing_hour
from domain.procedure.review import notice
from domain.procedure.state import Notice, Objection, Proceeding
from domain.procedure.subject import Subject
from domain.roles import SAMR
from domain.task import Answer, Form

CORRECT = "correct"
WITHDRAW = "withdraw"


class CorrectionForm(Form):
    wrong: Text = Field(title="原公示有误之处")
    corrected: Text = Field(title="更正后的内容")


class WithdrawalForm(Reasons):
    """The reasons are told to the public."""


def in_words(form: CorrectionForm) -> str:
    return f"更正：原公示“{form.wrong}”，更正为“{form.corrected}”。"


def replaced(proceeding: Proceeding, last_day: Deadline, at: datetime, remark: str) -> None:
    """A corrected notice takes the place of the one that stands, from ``at`` (UTC), with the objections made so far.

    The notice is changed in place: a waiting stage looks there. What stood before stays readable.
    """
    standing = proceeding.notice
    assert standing is not None
    number = len(proceeding.former_notices) + 2
    proceeding.former_notices.append(standing.model_copy(update={"superseded_at": at, "objections": []}))
    standing.id = f"{standing.id.partition('-corrected-')[0]}-corrected-{number}"
    standing.published_at, standing.last_day, standing.ended = at, last_day.compact(), False
    standing.remark, standing.supplement_until = remark, None


def laid_aside(proceeding: Proceeding) -> None:
    """The notice no longer stands: withdrawn, or overtaken by a new evaluation."""
    assert proceeding.notice is not None
    proceeding.former_notices.append(proceeding.notice)
    proceeding.notice, proceeding.evaluated_at = None, None


def carried_over(proceeding: Proceeding) -> list[Objection]:
    """Objections to a withdrawn notice that nobody has settled are objections to the next one."""
    found = [one for former in proceeding.former_notices for one in former.objections if one.is_open]
    for former in proceeding.former_notices:
        former.objections = [one for one in former.objections if not one.is_open]
    return found


def corrected(
    case: Subject, basis: Basis, matter: str, public_notice: Notice, last_day: Deadline, *, restarted: bool
) -> Effects:
    """更正公告, and word to everyone who was told the notice."""
    counting = "公示期重新计算" if restarted else "公示期继续计算"
    closes = f"{last_day.words}{closing_hour(last_day)}"
    data = {
        "matter": matter,
        "remark": public_notice.remark,
        "restarted": restarted,
        "starts": last_day.anchor.isoformat(),
        "last_day": last_day.date.isoformat(),
        "closing_hour": closing_hour(last_day),
        "provisional": last_day.provisional,
    }
    return Effects(
        text=f"{case.subject_name}的{matter}公示已更正，{counting}，至{closes}止（{case.policy.source('notice_correction')}）。{public_notice.remark}",
        notices=(
            notice(
                "notice_amended",
                basis,
                case.applicant,
                case.province,
                SAMR,
                deadlines=(last_day,),
                matter=matter,
                remark=public_notice.remark,
                counting=counting,
                closes=closes,
            ),
        ),
        documents=(
            DocumentOrder(kind="notice_amendment", issuers=("samr",), data=data, deadlines=(last_day,), basis=basis),
        ),
    )


def withdrawn(case: Subject, basis: Basis, matter: str, answer: Answer) -> Effects:
    reasons = answer.form.reasons
    return Effects(
        text=f"市场监管总局撤回对{case.subject_name}的{matter}的公示。",
        notices=(notice("notice_withdrawn", basis, case.applicant, case.province, matter=matter, reasons=reasons),),
        documents=(
            DocumentOrder(
                kind="notice_withdrawal", issuers=("samr",), data={"matter": matter, "reasons": reasons}, basis=basis
            ),
        ),
    )
