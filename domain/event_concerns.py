"""One event that concerns a park or a pilot project as well: one record, and references to it, never a second record.

Reading R-E-10: whoever handles the event names the park or the project. Those who may record a 第七条情形 of the park
are told, and where the one who names it may do so, it is recorded in the running case of the park in their name, for
the competent body to determine; of a project its bureaus and the five are told (四（一）). Nothing else follows.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.errand import Errand, ErrandOutcome, Errands, Telling
from domain.event_kinds import EVENT_KINDS
from domain.matter import Matter
from domain.orders import Effects, NoticeOrder
from domain.pilot.provinces import FIVE
from domain.pilot.sec4_1_incident import BASIS as PILOT_BASIS
from domain.procedure.event_state import Concern, EventCase, EventStage
from domain.procedure.references import CaseNumber, refuse_reference
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Actor, Audience, Role, covers
from domain.task import Action, Answer, Enquiry, Form, TaskKind
from domain.zone.art07_entries import Item
from domain.zone.art07_facts import BY_PROVINCE, RECORD
from domain.zone.art07_negative_list import BASIS as ZONE_BASIS

NAME = "name"
BASIS: Basis = (*ZONE_BASIS, *PILOT_BASIS)


class NamedConcern(Form):
    park: str = Field(default="", title="涉及的园区编号（不涉及的不填）", max_length=100)
    item: Item | None = Field(default=None, title="可能属于的第七条情形（涉及园区的，须选择）")
    where: str = Field(default="", title="园区内的地点或者企业", max_length=200)
    pilot_case: CaseNumber = Field(default="", title="涉及的示范试点案件编号（不涉及的不填）")


class ConcernFacts(BaseModel):
    """What the register knows of the park and the project named; empty where it knows none."""

    model_config = ConfigDict(frozen=True)

    park_name: str = ""
    park_region: str = ""
    park_bodies: tuple[str, ...] = ()
    """Organisation ids."""
    zone_case: str = ""
    """The running case of the park, in which a 第七条情形 is recorded now."""
    zone_workflow: str = ""
    pilot_title: str = ""
    pilot_bureaus: tuple[Audience, ...] = ()


def _refused(text: str, remedy: str, basis: Basis = BASIS) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy)


def _check(case: EventCase, form: NamedConcern, now: datetime) -> Refusal | None:
    if not (form.park or form.pilot_case):
        return _refused("没有写明涉及的园区，也没有写明涉及的示范试点。", "请至少填写其中一项；都不涉及的，不必办理。")
    if form.park and not (form.item and form.where):
        text = "涉及园区的，须选择可能属于的第七条情形，并写明园区内的地点或者企业。"
        return _refused(text, "是否属于重大、严重，由有权机关认定，这里只提出线索。", ZONE_BASIS)
    if any((each.park, each.pilot_case) == (form.park, form.pilot_case) for each in case.concerns):
        return Refusal(kind=RefusalKind.ALREADY_DONE, text="该园区或者项目已经写明，不再重复。", basis=BASIS)
    return refuse_reference(form.pilot_case, "pilot", PILOT_BASIS)


def _refuse_unknown(case: EventCase, form: NamedConcern, now: datetime, facts: ConcernFacts) -> Refusal | None:
    if form.park and not facts.park_name:
        return _refused(f"没有编号为“{form.park}”的园区。", "请在园区页面核对编号。", ZONE_BASIS)
    if form.pilot_case and not facts.pilot_title:
        return _refused(f"没有编号为“{form.pilot_case}”的示范试点案件。", "请核对案件编号。", PILOT_BASIS)
    return None


def _named(case: EventCase, answer: Answer) -> Effects:
    form: NamedConcern = answer.form
    facts: ConcernFacts = answer.facts or ConcernFacts()
    who = case.name_of(answer.act.actor.organisation) or answer.act.actor.role.label
    about = [each for each in (facts.park_name, facts.pilot_title) if each]
    told: dict[str, Any] = {"who": who, "event": case.kind_label, "case": case.id, "day": _day(case)}
    notices: list[NoticeOrder] = []
    if form.park and form.item:
        officials = (SAMR, Audience(role=Role.PROVINCIAL_REGULATOR, region=facts.park_region or None))
        bodies = (Audience(role=Role.CREATING_BODY, organisation=each) for each in facts.park_bodies)
        words: dict[str, Any] = {"zone": facts.park_name, "item": form.item.label, "where": form.where}
        notices.append(notice("event_concerns_park", ZONE_BASIS, *officials, *bodies, **told, **words))
    if form.pilot_case:
        bureaus = (*facts.pilot_bureaus, *FIVE)
        notices.append(notice("event_concerns_pilot", PILOT_BASIS, *bureaus, **told, pilot=facts.pilot_title))
    return Effects(
        text=f"{who}写明{case.title}涉及{'、'.join(about) or '有关园区或者项目'}，已告知有关机关。"
        "事件只在本案卷记录一次。",
        notices=tuple(notices),
    )


def _day(case: EventCase) -> str:
    return in_words(case.occurred_on) if case.occurred_on else "日期待核实"


def name(case: EventCase, answer: Answer) -> None:
    """Put a reference into the case."""
    form, facts, actor = answer.form, answer.facts, answer.act.actor
    own = Audience(role=Role.PROVINCIAL_REGULATOR, region=facts.park_region)
    case.concerns = [
        *case.concerns,
        Concern(
            park=form.park,
            park_name=facts.park_name,
            item=form.item.value if form.item else "",
            where=form.where,
            pilot_case=form.pilot_case,
            named_on=local_date(answer.at),
            told=[*([own] if form.park else []), *facts.pilot_bureaus],
            zone_case=facts.zone_case,
            zone_workflow=facts.zone_workflow,
            recorder=actor if _may_record(actor, facts) else None,
        ),
    ]


def _may_record(actor: Actor, facts: ConcernFacts) -> bool:
    """第七条 is recorded by the regulator of the park's own province, in the park's running case."""
    regulator = actor.role is Role.PROVINCIAL_REGULATOR
    return bool(facts.zone_case) and regulator and covers(actor.jurisdiction, facts.park_region)


def _owed(case: EventCase) -> Sequence[Errand]:
    return [
        _errand(case, number, each)
        for number, each in enumerate(case.concerns, start=1)
        if each.recorder and not each.settled
    ]


def _errand(case: EventCase, number: int, concern: Concern) -> Errand:
    assert concern.recorder is not None
    data: dict[str, Any] = {
        "item": concern.item,
        "what": case.title,
        "where": concern.where,
        "occurred_on": (case.occurred_on or local_date(case.stage_since)).isoformat(),
        "evidence": [f"事件案卷{case.id}"],
    }
    telling = Telling(kind=BY_PROVINCE.kind.key, action=RECORD, actor=concern.recorder, data=data)
    request_id = f"{case.id}-concern-{number}"
    return Errand(request_id=request_id, case_id=concern.zone_case, workflow_id=concern.zone_workflow, tells=telling)


def _settle(case: EventCase, errand: Errand, outcome: ErrandOutcome) -> Effects | None:
    number = int(errand.request_id.rpartition("-")[2])
    concern = case.concerns[number - 1]
    settled = concern.model_copy(update={"settled": True})
    case.concerns = [settled if each is concern else each for each in case.concerns]
    if outcome.taken:
        return Effects(text=f"已在案件{errand.case_id}中记录为第七条情形（待认定），引用本案卷。")
    return Effects(text=f"未能在案件{errand.case_id}中记录第七条情形：{outcome.text}请在该案件中办理。")


ERRANDS = Errands(_owed, _settle)


def _matter(text: str, role: Role) -> Matter:
    naming = Action(
        NAME,
        "写明涉及的园区或者示范试点",
        _named,
        form=NamedConcern,
        check=_check,
        enquiry=Enquiry("event_concern", ConcernFacts, _refuse_unknown),
    )
    kind = TaskKind(
        f"{text}_event_concern", "涉及园区或者示范试点", role, BASIS, (naming,), standing=True, optional=True
    )

    def is_open(case: EventCase) -> bool:
        own = EVENT_KINDS[case.kind]
        return own.concerns and own.text == text and case.stage is EventStage.OPEN

    return Matter(kind, audiences=lambda case: dict.fromkeys(EVENT_KINDS[case.kind].actors(case)), is_open=is_open)


MATTERS = (_matter("district", Role.DISTRICT_UNIT), _matter("province", Role.GOVERNMENT_DEPARTMENT))
