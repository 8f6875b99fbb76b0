"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

适时: the office alone starts a review, whenever it finds it fit; there is no rhythm and nothing falls overdue
(reading R-D-17; 系统策略 ``stage_review`` may call for one each year). Every ledger is asked for its input by a day
the office names; silence is recorded and holds nobody up. The figures of the summary are counted from the register.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date, plus_months, start_of
from domain.district.acting import OFFICE, refused
from domain.district.case import PlanCase, PlanStage
from domain.district.dispatches import dispatch_to_all
from domain.district.figures import LedgerFigures
from domain.district.parts import StageReview
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Text
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
START = "start"
REPORT = "report"
FIGURES = Enquiry("district_ledgers", LedgerFigures, refuse=lambda case, form, now, facts: None)


class Opening(Form):
    focus: Text = Field(title="总结和评估的重点")
    due_on: date = Field(title="各单位材料报送日期（由领导小组办公室确定）")


class Summary(Form):
    summary: Text = Field(title="工作总结")
    evaluation: Text = Field(title="评估意见")
    problems: Text = Field(title="存在的问题")
    next_steps: Text = Field(title="下一步工作")


def refuse(case: PlanCase, form: Opening, now: datetime) -> Refusal | None:
    if case.review:
        return refused("上一次总结和评估尚未办结。", BASIS, "请先完成正在进行的总结和评估。")
    if form.due_on < local_date(now):
        return refused("材料报送日期不能早于今天。", BASIS, "请填写今天以后的日期。")
    return None


def start(case: PlanCase, answer: Answer, *, is_final: bool) -> None:
    """Open it, and ask every ledger."""
    form: Opening = answer.form
    review = StageReview(
        number=len(case.reviews) + 1,
        is_final=is_final,
        focus=form.focus,
        opened_on=local_date(answer.at),
        due_on=form.due_on,
    )
    case.reviews.append(review)
    case.reviews_called = 0
    asked: dict[str, Any] = {"number": review.number, "is_final": is_final, "due_on": form.due_on.isoformat()}
    dispatch_to_all(case, answer.act.actor, "ask", {**asked, "focus": form.focus})


def words(is_final: bool) -> str:
    return "终期工作总结和评估" if is_final else "阶段性工作总结和评估"


def started(is_final: bool) -> Any:
    """The effects of opening a stage review, or the final one."""

    def effects(case: PlanCase, answer: Answer) -> Effects:
        form: Opening = answer.form
        audiences = [each.audience for each in case.present if each.has_account]
        by_hand = [each.name for each in case.present if not each.has_account]
        told: dict[str, Any] = {
            "what": words(is_final),
            "focus": form.focus,
            "due_on": form.due_on.isoformat(),
            "units": [each.name for each in case.present],
            "by_hand": by_hand,
        }
        return Effects(
            text=f"{OFFICE}组织开展{words(is_final)}，请{len(case.present)}个单位于{in_words(form.due_on)}前报送材料。",
            notices=(notice("district_review_started", BASIS, case.office_audience, **told),),
            documents=(
                DocumentOrder(
                    kind="district_review_call",
                    issuers=(answer.act.actor.organisation,),
                    recipients=tuple(audiences),
                    data=told,
                    basis=BASIS,
                ),
            ),
        )

    return effects


def _reported(case: PlanCase, answer: Answer) -> Effects:
    review, form = case.review, answer.form
    assert review is not None
    found: LedgerFigures = answer.facts or LedgerFigures()
    silent = found.silent(review.number)
    told: dict[str, Any] = {
        "what": words(review.is_final),
        "number": review.number,
        "is_final": review.is_final,
        "focus": review.focus,
        "due_on": review.due_on.isoformat(),
        "total": found.total,
        "closed": found.closed,
        "lines": found.lines,
        "measures_done": found.done_measures,
        "units": [[each.name, _told(each.counts)] for each in found.units],
        "silent": silent,
    }
    said = {
        "district_stage_summary": form.model_dump(include={"summary", "problems", "next_steps"}),
        "district_evaluation_report": form.model_dump(include={"evaluation", "problems"}),
    }
    audiences = tuple(each.audience for each in case.present if each.has_account)
    quiet = f"未报送材料的{len(silent)}个单位已在总结中写明。" if silent else "各单位均已报送材料。"
    return Effects(
        text=f"{OFFICE}完成{words(review.is_final)}：共{found.total}项，已销号和转为长期坚持{found.closed}项。{quiet}",
        notices=(notice("district_review_reported", BASIS, case.office_audience, *audiences, **told),),
        documents=tuple(
            DocumentOrder(
                kind=kind, issuers=(answer.act.actor.organisation,), recipients=audiences, data=told | own, basis=BASIS
            )
            for kind, own in said.items()
        ),
    )


def _told(counts: dict[Any, int]) -> str:
    return "、".join(f"{status.label}{number}项" for status, number in counts.items())


def report(case: PlanCase, answer: Answer) -> None:
    """It is over; a ledger that was silent is asked no more."""
    review = case.review
    assert review is not None
    review.reported_on = local_date(answer.at)
    dispatch_to_all(case, answer.act.actor, "review_over", {"number": review.number})


def called_at(case: PlanCase) -> datetime | None:
    """The instant (UTC) at which a yearly review is called for (系统策略 ``stage_review``); None: never."""
    if case.policy.stage_review != "yearly" or case.stage is not PlanStage.RUNNING or case.review:
        return None
    last = max((each.opened_on for each in case.reviews), default=local_date(case.stage_since))
    return start_of(plus_months(last, 12 * (case.reviews_called + 1)))


def called(case: PlanCase) -> Effects:
    text = f"距上一次总结和评估或者方案实施已满一年，提示{OFFICE}决定是否组织阶段性工作总结和评估（系统策略）。"
    return Effects(text=text, notices=(notice("district_review_called", BASIS, case.office_audience),))


OPENING = Matter(
    TaskKind(
        "plan_review_opening",
        "组织阶段性工作总结和评估",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(START, "组织开展", started(False), form=Opening, check=refuse),),
        optional=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: case.stage is PlanStage.RUNNING and case.review is None,
)
SUMMARY = TaskKind(
    "plan_review_report",
    "完成工作总结和评估",
    Role.LEADING_GROUP_OFFICE,
    BASIS,
    (Action(REPORT, "印发总结和评估报告", _reported, form=Summary, enquiry=FIGURES),),
)
