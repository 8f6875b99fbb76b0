"""第二十二条 评估验收结果进行公示，公示期不少于五个工作日。任何单位或个人对公示名单有不同意见的，可向市场监管总局提出异议，并提供详实的书面举证材料。市场监管总局应当组织对异议情况进行复核。异议不成立的，不影响相关园区继续参与创建示范工作。

Reading R-22-1: the day of publication is not counted. Reading R-22-2: an upheld objection means no
recognition and a return to creation; the text settles only the case in which it is not upheld.
"""

from datetime import date
from typing import Any

from domain.citation import Citation
from domain.deadline import Deadline
from domain.orders import DocumentOrder
from domain.periods import working_days_after
from domain.policy import ZonePolicy
from domain.procedure import objections, public_notice, reexamination
from domain.task import Answer
from domain.working_days import WorkCalendar

NOTICE_BASIS = (Citation("zone:22#1"),)
OBJECTION_BASIS = (Citation("zone:22#2"),)
REEXAMINATION_BASIS = (Citation("zone:22#3"),)
MATTER = "评估验收结果"
PROCEDURE = (
    "园区自查和申请验收、省级市场监管部门审核、质量强省（区、市）工作领导小组同意、征求相关部门意见、专家评审组评估验收"
)
"""What 第二十条 and 第二十一条 let come before the notice, as it names it."""
SUPPLEMENT_RULE = "zone-objection-supplement"
"""Until when missing evidence may be supplied."""

PUBLICATION = public_notice.publication(
    "public_notice", "公示评估验收结果", NOTICE_BASIS, matter=MATTER, floor="notice_min_working_days"
)
OBJECTION = objections.objection("objection", "对公示名单提出异议", OBJECTION_BASIS)
UPHELD = {
    "return_to_creation": "不予认定，继续创建",
    "terminate": "不予认定，本次创建终止",
    "re_evaluate": "不予认定，重新评估验收",
}
"""What follows an upheld objection (``objection_upheld``)."""


def _not_recognised(case: Any, answer: Answer) -> tuple[DocumentOrder, ...]:
    """不予认定及改进意见通知. It bars nobody: 第二十七条 bars after a revocation only."""
    return (
        DocumentOrder(
            kind="not_recognised",
            issuers=("samr",),
            recipients=(case.applicant, case.province),
            data={
                "reasons": answer.form.reasons,
                "improvements": answer.form.improvements,
                "outcome": UPHELD[case.policy.objection_upheld],
            },
            basis=REEXAMINATION_BASIS,
        ),
    )


REEXAMINATION = reexamination.reexamination(
    "objection_reexamination",
    "复核异议",
    REEXAMINATION_BASIS,
    apart_from=(PUBLICATION.key, "panel_formation", "recognition_decision"),
    upheld_means=_not_recognised,
)


def last_day(published_on: date, working_days: int, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """The last day of a notice of ``working_days``; it closes at 24:00 Asia/Shanghai of that day."""
    deadline = working_days_after(
        "zone-notice",
        "公示期最后一日",
        NOTICE_BASIS,
        anchor=published_on,
        anchor_label="公示发布之日",
        n=working_days,
        calendar=calendar,
        parameter="notice_min_working_days",
        count_start=policy.notice_count_publication_day,
        counting="notice_count_publication_day",
        not_less_than=True,
        close=policy.notice_close,
        closing="notice_close",
    )
    return deadline.model_copy(update={"parameters": {"working_days": working_days}})
