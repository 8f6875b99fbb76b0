"""Where a park stands before it may start or submit a creation application, as the register knows it on one day.

Reading R-3-2: one area has one creation process at a time, whichever body applies (第三条: 或), and whatever the park
was merged with or split from; while what it came from stands in its term, it starts none of its own.
"""

from pydantic import BaseModel, ConfigDict

from domain.citation import Citation
from domain.deadline import Deadline
from domain.refusal import Refusal, RefusalKind

BASIS = (Citation("zone:3"), Citation("zone:16"))


class Bar(BaseModel):
    """One revocation whose three years reach this park, running or over (第二十七条第三句)."""

    model_config = ConfigDict(frozen=True)

    deadline: Deadline
    path: str
    """Why it reaches this park, in Chinese: 由示例甲园区2027年3月1日分立而来, 原名示例甲园区; empty for its own."""
    case_id: str
    park: str
    """What the revoked zone was called when it was revoked."""


class Standing(BaseModel):
    """What is known of a park, its bodies and what it came from. Names are those of today."""

    model_config = ConfigDict(frozen=True)

    park: str
    bars: tuple[Bar, ...] = ()
    live_case: str = ""
    """Id of the live creation case or title of this park, or else of one it came from; empty when there is none."""
    in_term: bool = False
    """Whether that case holds a title: recognised, in term, or its end not yet settled."""
    live_park: str = ""
    """The park that case is about."""
    live_path: str = ""
    """How this park came from that one, in Chinese; empty when it is the same."""
    merged_into: str = ""
    """Sentence on the merger by which it ceased to be a park of its own; empty when it did not."""
    lineage: tuple[str, ...] = ()
    """What it came from, a line for each ancestor, the nearest first."""


def refuse_opening(standing: Standing) -> Refusal | None:
    """Why no creation case of this park may be started now. A running bar does not stop a draft."""
    return _refuse(standing, "发起创建")


def refuse_submission(standing: Standing, case_id: str) -> Refusal | None:
    """As ``refuse_opening``, when the application of a case already started comes in: since then a revocation may have
    been withdrawn, a merger or a split entered. The case that asks does not stand in its own way."""
    # Answers recorded before the register left the asking case out name it as the live one.
    others = standing.model_copy(update={"live_case": ""}) if standing.live_case == case_id else standing
    return _refuse(others, "提出创建申请")


def _refuse(standing: Standing, act: str) -> Refusal | None:
    if standing.live_case:
        return _in_hand(standing, act)
    if standing.merged_into:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"{standing.merged_into}{standing.park}不再是单独的园区，不能单独{act}。",
            basis=BASIS,
            remedy="请由合并后园区的创建主体提出。",
        )
    return None


def _in_hand(standing: Standing, act: str) -> Refusal:
    came_from = f"{standing.park}{standing.live_path}，" if standing.live_path else ""
    if standing.in_term:
        text = f"{came_from}{standing.live_park}处于示范期内（案件{standing.live_case}），不能再{act}。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="示范期届满前六个月可以申请复审。")
    text = (
        f"{came_from}{standing.live_park}已有正在办理的案件{standing.live_case}，"
        "同一园区同时只能有一个案件，无论由园区管理委员会还是所在地人民政府提出。"
    )
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS, remedy="请在该案件中继续办理。")
