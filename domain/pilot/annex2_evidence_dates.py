"""附件2 长三角质量提升示范试点建设评估指南（试行）: what indicators 2, 8 and 12 want done 定期 or 及时, with its days.

The guide has no number of days for either word. Reading R-P-32: the days are entered as evidence and shown in order;
whether their intervals are 定期 or 及时 enough is for the experts to say, and nothing is counted or judged here.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from pydantic import Field

from domain.dates import in_words
from domain.pilot.annex2_evaluation_guide import INDICATORS, IndicatorFinding
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

_NOT_JUDGED = "间隔是否符合指南所说的“定期”“及时”，由专家写入评估情况，平台不作判断。"


class Evidence(StrEnum):
    """What the guide wants done again and again, or soon, in its own words."""

    MEETING = "meeting"
    SURVEY = "survey"
    GOVERNMENT_TOLD = "government_told"
    PUBLIC_TOLD = "public_told"
    RESIDENTS_ASKED = "residents_asked"

    @property
    def label(self) -> str:
        return {
            "meeting": "定期召开工作会议",
            "survey": "定期开展服务业顾客满意度测评",
            "government_told": "及时向城市政府报告",
            "public_told": "定期向社会发布测评结果",
            "residents_asked": "定期开展市民质量满意度调查测评",
        }[self]

    @property
    def indicator(self) -> int:
        """The number of the indicator it is evidence for."""
        return {"meeting": 2, "residents_asked": 12}.get(self.value, 8)


class DatedEvidence(Form):
    """One day on which it was done."""

    what: Evidence = Field(title="事项")
    on: date = Field(title="日期")
    note: str = Field(default="", title="说明（会议、报告或者发布的名称）", max_length=200)


def refuse(given: Sequence[DatedEvidence], findings: Sequence[IndicatorFinding], today: date) -> Refusal | None:
    """A day lies ahead, or belongs to an indicator that is said not to apply. ``today`` in Asia/Shanghai."""
    if ahead := next((each for each in given if each.on > today), None):
        return _refused(ahead, f"{in_words(ahead.on)}尚未到来，只填写已经发生的。", "请更正日期。")
    away = {each.number for each in findings if each.not_applicable}
    if idle := next((each for each in given if each.what.indicator in away), None):
        number = idle.what.indicator
        return _refused(idle, f"第{number}项指标写明不适用，又填写了日期。", "请删去日期，或者填写评估情况。")
    return None


def _refused(given: DatedEvidence, text: str, remedy: str) -> Refusal:
    basis = (INDICATORS[given.what.indicator - 1].citation,)
    return Refusal(kind=RefusalKind.RULE, text=f"{given.what.label}：{text}", basis=basis, remedy=remedy)


def in_order(given: Iterable[DatedEvidence]) -> list[str]:
    """For people: what was done on which days, by the order of the guide; empty where no day is given."""
    dates = sorted(given, key=lambda each: each.on)
    found = []
    for what in Evidence:
        days = [f"{in_words(each.on)}{f'（{each.note}）' if each.note else ''}" for each in dates if each.what is what]
        if days:
            found.append(f"第{what.indicator}项“{what.label}”：{'、'.join(days)}，共{len(days)}次。")
    return [*found, _NOT_JUDGED] if found else []
