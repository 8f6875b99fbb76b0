"""第三条 园区管理委员会或所在地人民政府为创建主体，自愿申请参与创建活动。

A park that is renamed, or given another creating body, while its case runs (reading R-22-14): what was shown to the
public was another name. 总局 corrects the notice, or recognises under the new name with a note; in a renewal as well.
Reading R-3-5: from that decision on the new body acts, and the old one does not any more.
"""

from datetime import date, datetime, timedelta

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects, EffectsOf
from domain.procedure.forms import Name
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Audience, Role, covers
from domain.task import Action, Answer, Check, Enquiry, Form, TaskKind
from domain.zone.case import Park, RenewalStage, Stage, ZoneCase
from domain.zone.parts import FormerIdentity, IdentityChange

BASIS = (Citation("zone:3#2"),)
REPORT = "report"
CORRECT = "correct_notice"
RECOGNISE = "recognise_with_note"
ACKNOWLEDGE = "acknowledge"


class IdentityForm(Form):
    """What the approving document says. A body or a name left out stays."""

    name: str = Field(default="", title="新的园区名称（未变更的不填）", max_length=200)
    creating_body: str = Field(default="", title="创建主体的新名称（单位不变、仅改名的填写）", max_length=200)
    organisation: str = Field(default="", title="接替的创建主体（更换单位的填写）", max_length=100)
    approval_number: Name = Field(title="批复文号")
    effective_on: date = Field(title="变更生效日期")


class RegisteredBody(BaseModel):
    """An organisation that may be a creating body; ``region`` is its jurisdiction (GB/T 2260)."""

    id: str
    name: str
    region: str


class BodyFacts(BaseModel):
    """The registered creating bodies that a report names, by their id or by their name."""

    bodies: tuple[RegisteredBody, ...] = ()


def is_shown(case: ZoneCase) -> bool:
    """The old name stands, or stood, on a notice, and nothing has been decided on it yet."""
    shown = case.current.notice
    if shown is None or shown.withdrawn_at is not None:
        return False
    if case.renewal:
        return case.renewal.stage in {RenewalStage.PUBLIC_NOTICE, RenewalStage.DECISION}
    return case.stage in {Stage.PUBLIC_NOTICE, Stage.RECOGNITION}


def is_being_signed(case: ZoneCase) -> bool:
    """It is over, and the joint decision under the old name is being signed."""
    at_decision = case.renewal.stage is RenewalStage.DECISION if case.renewal else case.stage is Stage.RECOGNITION
    return at_decision and is_shown(case)


def _decision(case: ZoneCase) -> str:
    return "继续认定" if case.renewal else "认定"


def changed(case: ZoneCase, answer: Answer) -> None:
    """The park under its new identity; what it was before is kept. Until 总局 has settled it the old body acts."""
    form: IdentityForm = answer.form
    park = case.park
    case.former.append(
        FormerIdentity(
            name=park.name,
            creating_body=park.creating_body,
            organisation=park.organisation,
            until=form.effective_on - timedelta(days=1),
            basis=form.approval_number,
        )
    )
    case.identity = IdentityChange(
        former=park.name,
        former_body=park.creating_body,
        approval=form.approval_number,
        organisation=form.organisation,
    )
    case.park = renamed(park, form, answer.facts)


def renamed(park: Park, form: IdentityForm, facts: BodyFacts | None) -> Park:
    """``facts``: None on a page that shows what would happen; then a body that takes over goes by its id."""
    successor = _named(form, facts or BodyFacts())
    body = successor.name if successor else form.organisation or form.creating_body or park.creating_body
    return park.model_copy(update={"name": form.name or park.name, "creating_body": body})


def _named(form: IdentityForm, facts: BodyFacts) -> RegisteredBody | None:
    return next((each for each in facts.bodies if each.id == form.organisation), None)


def settled(case: ZoneCase) -> None:
    """总局 has settled the change: the body that takes over acts from now on, also on what is open already."""
    change, before = case.identity, case.applicant
    case.identity = None
    if change is None or not change.organisation:
        return
    if case.revocation and not case.revocation.is_open and not case.revocation.body:
        case.revocation.body = case.park.organisation
    case.park = case.park.model_copy(update={"organisation": change.organisation})
    case.tasks = [
        task.model_copy(update={"audience": case.applicant}) if task.audience == before else task for task in case.tasks
    ]


def _check(case: ZoneCase, form: IdentityForm, now: datetime) -> Refusal | None:
    if case.identity:
        text = "上一次变更还在等待市场监管总局处理，请稍后再报。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)
    if form.organisation and form.creating_body:
        text = "更换创建主体单位的，名称以登记的为准，不必另填新名称。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请只填写接替的创建主体。")
    if form.organisation == case.park.organisation or renamed(case.park, form, None) == case.park:
        text = "名称和创建主体都没有变更。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请填写新的名称或者新的创建主体。")
    if form.effective_on > local_date(now):
        text = "变更尚未生效。"
        return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=BASIS, remedy="请在变更生效之后再报。")
    return None


def _with_approval(form: IdentityForm, attachments: tuple[str, ...]) -> Refusal | None:
    if attachments:
        return None
    text = "报告变更应当附批复文件。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请上传批复文件后再次提交。")


def _by_register(case: ZoneCase, form: IdentityForm, now: datetime, facts: BodyFacts) -> Refusal | None:
    """Who takes over must be known, and be of the place (所在地); a body known under the new name is no renamed one."""
    successor = _named(form, facts)
    if form.organisation and successor is None:
        text = f"“{form.organisation}”不是已登记的创建主体，不能接替。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请在该单位登记之后再报告。")
    if successor and not covers(successor.region, case.park.region):
        text = f"{successor.name}的辖区不含园区所在地{case.park.region_name}，不能为其创建主体。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)
    other = next((each for each in facts.bodies if each.id not in {form.organisation, case.park.organisation}), None)
    if other:
        text = f"{other.name}是另一已登记的创建主体，不是本单位的新名称。"
        remedy = f"由其接替的，请在“接替的创建主体”中填写（编号{other.id}）。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)
    return None


_ENQUIRY = Enquiry(
    "creating_bodies", BodyFacts, _by_register, needed=lambda form: bool(form.organisation or form.creating_body)
)


def _reported(case: ZoneCase, answer: Answer) -> Effects:
    after = renamed(case.park, answer.form, answer.facts)
    held = is_shown(case)
    data = {
        "former_name": case.park.name,
        "former_body": case.park.creating_body,
        "new_name": after.name,
        "new_body": after.creating_body,
        "approval": answer.form.approval_number,
        "effective_on": answer.form.effective_on.isoformat(),
    }
    hold = f"在市场监管总局作出选择之前，不作出{_decision(case)}。" if held else ""
    handing_over = "市场监管总局处理之前，仍由原创建主体办理。" if answer.form.organisation else ""
    return Effects(
        text=f"{case.park.name}（{case.park.creating_body}）变更为{after.name}（{after.creating_body}），"
        f"批复文号{answer.form.approval_number}。{hold}{handing_over}",
        notices=(
            notice(
                "identity_changed",
                BASIS,
                SAMR,
                case.province,
                case.applicant,
                held=held,
                decision=_decision(case),
                **data,
            ),
        ),
        documents=(document("identity_change", BASIS, answer, SAMR, case.province, **data),),
    )


IDENTITY_CHANGE = Matter(
    TaskKind(
        "identity_change",
        "报告园区名称或者创建主体变更",
        Role.CREATING_BODY,
        BASIS,
        (
            Action(
                REPORT,
                "报告变更",
                _reported,
                form=IdentityForm,
                check=_check,
                attached=_with_approval,
                enquiry=_ENQUIRY,
                irreversible=True,
            ),
        ),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    # Under the bar too: a new name must not let anybody slip out of it (R-27-3).
    is_open=lambda case: not case.stage.is_final,
)


def _only(shown: bool) -> Check:
    def check(case: ZoneCase, form: object, now: datetime) -> Refusal | None:
        if is_shown(case) is shown:
            return None
        text = "没有公示受到变更影响。"
        if not shown:
            text = f"公示之后、{_decision(case)}之前的变更，请选择更正公示或者按新名称认定。"
        return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=BASIS)

    return check


def _chosen(what: str) -> EffectsOf:
    def effects(case: ZoneCase, answer: Answer) -> Effects:
        assert case.identity is not None
        before = f"{case.identity.former}（{case.identity.former_body}）"
        text = f"就{before}变更为{case.park.name}（{case.park.creating_body}），市场监管总局决定：{what}。"
        told = [case.applicant, case.province]
        if case.identity.organisation:
            text += f"自此由{case.park.creating_body}办理本案件，{case.identity.former_body}不再办理。"
            told.append(Audience(role=Role.CREATING_BODY, organisation=case.identity.organisation))
        return Effects(text=text, notices=(notice("identity_settled", BASIS, *told, news=text),))

    return effects


IDENTITY_DECISION = Matter(
    TaskKind(
        "identity_decision",
        "处理园区名称或者创建主体变更",
        Role.SAMR,
        BASIS,
        (
            Action(CORRECT, "更正公示（公示期重新计算）", _chosen("更正公示"), check=_only(True)),
            Action(RECOGNISE, "按新名称认定并注明", _chosen("按新名称认定并注明"), check=_only(True)),
            Action(ACKNOWLEDGE, "知悉", _chosen("知悉"), check=_only(False)),
        ),
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.identity is not None and not case.stage.is_final,
)
