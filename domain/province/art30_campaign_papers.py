"""第三十条 县级以上人民政府应当组织开展全国质量月、中国品牌日、世界计量日、世界标准日、世界认可日、国际消费者权益保护
日、世界知识产权日等活动，加强质量公益宣传，增强全民质量、诚信、责任意识。

Here the papers of a campaign: 活动方案 before it, 活动记录 while it is held, 总结 after it. Reading R-H-15: all three
are 系统策略; the article asks for the campaign, and for no paper.
"""

from typing import Any

from pydantic import Field

from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.province.art30_campaigns import BASIS
from domain.province.case import GovernmentCase
from domain.province.parts import CampaignRun, CampaignStage
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

SUBMIT, RECORD = "submit", "record"
_HELD = frozenset({CampaignStage.RUNNING, CampaignStage.SUMMARY_DUE})


class Plan(Form):
    """活动方案; its fields are 系统策略."""

    theme: Name = Field(title="活动主题")
    activities: Text = Field(title="活动内容和安排")
    organisers: Text = Field(title="组织单位和分工")


class CampaignRecord(Form):
    """活动记录 of one of the campaigns under way."""

    campaign: Name = Field(title="活动名称（如全国质量月）")
    what: Text = Field(title="开展的活动（附件另附）")
    participants: str = Field(default="", title="参加情况", max_length=2000)


class CampaignSummary(Form):
    """总结; its fields are 系统策略."""

    results: Text = Field(title="活动开展情况和成效")
    problems: str = Field(default="", title="存在的问题", max_length=4000)
    next_steps: str = Field(default="", title="下一步安排", max_length=4000)


def run_of(case: GovernmentCase, answer: Answer) -> CampaignRun:
    """The campaign an answer is about: by the task, or of a record the last one of that name under way."""
    if answer.task.about:
        found = case.run(answer.task.about)
        assert found is not None
        return found
    return _under_way(case, answer.form.campaign)[-1]


def _under_way(case: GovernmentCase, name: str) -> list[CampaignRun]:
    return [each for each in case.campaigns if each.name == name and each.stage in _HELD]


def _refuse_record(case: GovernmentCase, form: CampaignRecord, now: Any) -> Refusal | None:
    if _under_way(case, form.campaign):
        return None
    names = "、".join(each.name for each in case.campaigns if each.stage in _HELD)
    text = f"“{form.campaign}”现在没有开展，也不在待总结之列。"
    remedy = f"可以记录：{names}。" if names else "请在活动开始以后记录。"
    return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=BASIS, remedy=remedy)


def _paper(kind: str, what: str) -> Any:
    """A paper about a campaign: it is sent to nobody, and kept."""

    def effects(case: GovernmentCase, answer: Answer) -> Effects:
        run = run_of(case, answer)
        stated: dict[str, Any] = {"who": case.name, "title": run.title, "late": run.overdue} | answer.form.model_dump()
        late = "，晚于期限" if run.overdue else ""
        return Effects(
            text=f"{case.name}提交{run.title}{what}{late}。",
            notices=(
                notice("province_campaign_paper", BASIS, case.audience, what=what, title=run.title, who=case.name),
            ),
            documents=(document(kind, BASIS, answer, case.audience, **stated),),
        )

    return effects


def take(case: GovernmentCase, answer: Answer) -> None:
    """A plan may still come while the campaign is held; a summary closes it."""
    run = run_of(case, answer)
    if answer.task.kind == PLAN.key:
        run.has_plan = True
    elif answer.task.kind == SUMMARY.key:
        run.stage = CampaignStage.CLOSED
    else:
        run.records += 1


PLAN = TaskKind(
    "province_campaign_plan",
    "编制活动方案",
    Role.GOVERNMENT,
    BASIS,
    (Action(SUBMIT, "提交活动方案", _paper("province_campaign_plan", "活动方案"), form=Plan),),
)
SUMMARY = TaskKind(
    "province_campaign_summary",
    "提交活动总结",
    Role.GOVERNMENT,
    BASIS,
    (Action(SUBMIT, "提交总结", _paper("province_campaign_summary", "总结"), form=CampaignSummary),),
)
RECORDING = Matter(
    TaskKind(
        "province_campaign_record",
        "记录活动开展情况",
        Role.GOVERNMENT,
        BASIS,
        (
            Action(
                RECORD,
                "记录",
                _paper("province_campaign_record", "活动记录"),
                form=CampaignRecord,
                check=_refuse_record,
            ),
        ),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.audience,),
    is_open=lambda case: not case.stage.is_final and any(each.stage in _HELD for each in case.campaigns),
)
