"""The edges of the measures as recorded stories: exceptions, notices that change, events, revocation and its end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from contracts.queues import INTAKE
from db.models import Case, ListActRow
from domain.dates import CHINA, local_date
from domain.procedure.state import Proceeding
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from tests.support import forms, imports, lives, revocations
from tests.support.offices import Office
from tests.support.rounds import Round
from tests.support.web import on_world
from tests.support.world import PARK, World
from tests.support.zone_cases import POLICY, settle_in, start_creation, start_last_days, start_term, until_open


async def withdrawn(world: World) -> None:
    await world.start()
    await until_open(world, "creation_application")
    await lives.answer(world, "creation_application")
    await world.act("prov-js", "provincial_appraisal", "return", missing=["创建方案"])
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    await world.forward(minutes=1)


async def excepted(world: World) -> None:
    """The approval is delivered some days later; then 总局 excepts the park from the year."""
    await start_creation(world, Stage.APPROVAL, policy=POLICY.model_copy(update={"creation_start": "delivery"}))
    await until_open(world, "creation_consultation")
    await lives.answer(world, "creation_consultation", "creation_opinion", "creation_decision")
    await world.forward(days=3)
    await world.act("park-js-1", "creation_delivery", "confirm")
    await world.act("park-js-1", "early_acceptance_request", "ask", **forms.REASONS)
    await world.act(
        "samr", "creation_exception", "grant", document_number="国市监质〔2027〕8号", reasons="目标提前完成"
    )
    await lives.answer(world, "acceptance_application")


async def notice_changed(world: World) -> None:
    """Corrected, withdrawn and published again; a paper objection comes late; the draft is edited."""
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await lives.answer(world, "public_notice")
    await world.act("samr", "notice_correction", "correct", wrong="名称有误", corrected="更正名称")
    await world.act("samr", "notice_correction", "withdraw", **forms.REASONS)
    await lives.answer(world, "public_notice")
    last_day = await _closed(world)
    await world.act("mara", "recognition_signature", "sign")
    await world.act("samr", "recognition_draft", "revise", text="决定予以认定。", reasons="按会签意见修改。")
    await _paper(world, "收-1", last_day)
    await world.act("samr-2", "objection_reexamination", "reject", receipt_number="收-1", reasons="经核查。")
    await world.act("mara", "recognition_signature", "sign")
    await world.act("mara", "recognition_retraction", "retract", **forms.REASONS)
    await lives.answer(world, "recognition_decision", "recognition_signature", "announcement")
    await world.forward(minutes=1)
    await until_open(world, "paper_objection")
    await _paper(world, "收-2", last_day)
    await world.act("samr", "late_finding", "leave", receipt_number="收-2", reasons="不影响认定。")


async def renamed(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await lives.answer(world, "public_notice")
    await _closed(world)
    change = {"name": "示例新园区", "approval_number": "苏政复〔2027〕3号", "effective_on": await _today(world)}
    await _with_file(world, "park-js-1", "identity_change", "report", change)
    await world.act("samr", "identity_decision", "recognise_with_note")
    await lives.answer(world, "recognition_decision")


async def renewal_objected(world: World) -> None:
    """A paper objection brings a renewal that is signed back to its notice; another is entered when it is published."""
    renewal = Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=Proceeding())
    await start_last_days(world, 60, renewal=renewal)
    await until_open(world, "renewal_notice")
    await lives.answer(world, "renewal_notice")
    last_day = await _closed(world, "renewal_decision")
    await world.act("mara", "renewal_signature", "sign")
    await _paper(world, "收-1", last_day)
    await world.act("samr-2", "renewal_reexamination", "reject", receipt_number="收-1", reasons="经核查。")
    await until_open(world, "renewal_decision")
    await lives.answer(world, "renewal_decision", "renewal_signature", "renewal_announcement")
    await _paper(world, "收-2", last_day)
    await until_open(world, "renewal_late_finding")
    await world.act("samr", "renewal_late_finding", "leave", receipt_number="收-2", reasons="不影响继续认定。")


async def renewal_withdrawn(world: World) -> None:
    """Taken back, and filed again on paper."""
    await start_last_days(world, 60)
    await until_open(world, "renewal_application")
    await lives.answer(world, "renewal_application", "renewal_examination")
    await world.act("park-js-1", "renewal_withdrawal", "withdraw", **forms.REASONS)
    await until_open(world, "paper_renewal")
    on = await _today(world)
    await _with_file(world, "prov-js", "paper_renewal", "apply", {**forms.RENEWAL, "received_on": on})
    await lives.answer(world, "renewal_examination")


async def events_reported(world: World) -> None:
    await _zone(world, annual_report_route="via_province")
    happened = ((await world.clock.now()) - timedelta(hours=2)).astimezone(CHINA)
    when = {"occurred_on": happened.date().isoformat(), "occurred_time": happened.strftime("%H:%M")}
    await world.act("park-js-1", "material_event", "report", kind="other", what="储罐泄漏，已处置。", **when)
    await world.act("samr", "material_event_triage", "note", **forms.OPINION)
    await world.forward(days=400)
    await lives.answer(world, "annual_report")
    await world.act("prov-js", "annual_report_forwarding", "forward")
    await lives.answer(world, "annual_report_receipt")


async def revoked(world: World) -> None:
    """With a hearing; barred from the delivery on; free again after three years."""
    await _zone(world, revocation_hearing=True, bar_from="delivery")
    await revocations.open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await world.act("park-js-1", "revocation_statement", "state", statement="正在补做。")
    await world.act("samr", "revocation_hearing", "conclude", **forms.OPINION)
    await revocations.decide(world)
    await world.act("samr", "revocation_publication", "publish")
    await world.act("samr", "revocation_delivery", "deliver", delivered_on=await _today(world))
    await world.forward(days=1100)


async def held_and_withdrawn(world: World) -> None:
    """The term ends during a review; revoked in the end, and the revocation withdrawn as wrong."""
    case = await start_last_days(world, 5)
    await until_open(world, "revocation_opening")
    await revocations.open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await _past_the_end(world, case)
    await world.act("samr", "revocation_after_expiry", "continue", **forms.OPINION)
    await revocations.decide(world)
    await world.act("samr", "correction_opening", "open", **forms.REASONS)
    await world.act("mara", "correction_signature", "sign")
    await world.act("mara", "correction_retraction", "retract", **forms.REASONS)
    await revocations.sign(world, "correction")
    await world.forward(minutes=1)


async def renounced(world: World) -> None:
    await _zone(world)
    await world.act("park-js-1", "renunciation", "ask", **forms.REASONS)
    await world.act("samr", "renunciation_decision", "accept", **forms.OPINION)
    await world.forward(minutes=1)


async def instrument(world: World, folder: Path) -> str:
    """A round: drawn up, edited while it is signed, open, and closed on its day."""
    office = Office(world, on_world(world, folder))
    today = local_date(await world.clock.now())
    dates = {"opens_on": today.isoformat(), "closes_on": (today + timedelta(days=30)).isoformat()}
    case_id = await office.plan("2031年第1轮", **dates)
    await office.act("mara", case_id, "work_plan_signature", "sign")
    await office.sign(case_id, "work_plan", "samr-2", "mofcom", "mct", "cnipa")
    await world.forward(days=40)
    async with world.register.read() as session:
        return (await session.get_one(Case, case_id)).workflow_id


async def listed(world: World, folder: Path) -> str:
    """One act on a list of three parks."""
    three = Round(world, on_world(world, folder))
    await three.begin(Stage.NOMINATION)
    number = await three.listed()
    await three.done(number, "prov-js", "provincial_appraisal.nominate", **forms.APPRAISAL)
    async with world.register.read() as session:
        act = (await session.scalars(select(ListActRow))).one()
    return f"zone/list/{act.list_number}/{act.act}"


async def _zone(world: World, **policy: Any) -> None:
    year = await settle_in(world)
    case = await start_term(world, local_date(await world.clock.now()), policy=POLICY.model_copy(update=policy))
    assert case.term is not None
    assert case.term.starts_on.year <= year
    await until_open(world, "revocation_opening")


async def _paper(world: World, number: str, stamped_on: str) -> None:
    data = {"receipt_number": number, "stamped_on": stamped_on, "has_evidence": True}
    await _with_file(world, "samr", "paper_objection", "register", data)


async def _with_file(world: World, account: str, kind: str, action: str, data: dict[str, Any]) -> None:
    task = await world.task(kind, account)
    await world.send(account, task.id, action, data, attachments=("scan-1",))


async def _closed(world: World, then: str = "recognition_decision") -> str:
    """Past the end of the notice, when ``then`` is asked; answers its last day."""
    notice = (await world.state()).current.notice
    assert notice is not None
    assert notice.last_day.closes_at is not None
    await world.clock.advance_to(notice.last_day.closes_at + timedelta(minutes=1))
    await until_open(world, then)
    return notice.last_day.date.isoformat()


async def _past_the_end(world: World, case: ZoneCase) -> None:
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await world.clock.advance_to(case.term.last_day.closes_at + timedelta(minutes=1))
    await until_open(world, "revocation_after_expiry")


async def _today(world: World) -> str:
    return local_date(await world.clock.now()).isoformat()


STORIES = [
    withdrawn,
    excepted,
    notice_changed,
    renamed,
    renewal_objected,
    renewal_withdrawn,
    events_reported,
    revoked,
    held_and_withdrawn,
    renounced,
]


async def taken_over(world: World, folder: Path) -> str:
    """A sheet of one running case is proposed, confirmed and taken over."""
    today = local_date(await world.clock.now())
    confirmed = await imports.confirmed(
        on_world(world, folder), imports.sheet((PARK.name, "创建中", today - timedelta(60)))
    )
    await imports.until_settled(on_world(world, folder), confirmed["id"])
    return INTAKE
