"""第二十七条第二句 in one story: a revocation drafted, edited while it is signed, decided, and withdrawn as wrong."""

from datetime import date

import pytest

from domain.dates import local_date, plus_years
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from tests.support import forms
from tests.support.became import became
from tests.support.revocations import open_review, sign
from tests.support.world import World
from tests.support.zone_cases import documents, kinds, paper, settle_in, start_term, until_open

SECOND = {"text": "经审查，决定撤销示例一号园区的示范区认定。", "reasons": "按会签意见补充事实。"}
WITHDRAWAL = {"text": "原撤销决定认定事实有误，予以撤回。", "reasons": "写明理由。"}


@pytest.mark.article("zone:23", "zone:27#2", "zone:27#3")
async def test_a_revocation_is_redrafted_signed_anew_and_when_it_was_wrong_withdrawn_by_those_who_took_it(
    world: World,
) -> None:
    year = await settle_in(world)
    before = await start_term(world, date(year, 3, 2))
    await until_open(world, "revocation_opening")
    await open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="经审查属实。")

    # Two have signed the first draft when it is edited: both signatures are void, and stay in the record.
    await world.act("mara", "revocation_signature", "sign", draft=1)
    await world.act("samr-2", "revocation_decision", "sign")
    await world.act("samr", "revocation_draft", "revise", **SECOND)
    case = await world.state()
    assert case.revocation is not None
    assert (case.stage, case.revocation.proceeding.signatures) == (Stage.IN_TERM, {})
    void = [(each.organisation, each.draft_number) for each in case.revocation.proceeding.void_signatures]
    assert void == [("mara", 1), ("samr", 1)]
    again = await world.task("revocation_signature", "mara")
    refusal = await world.refused_task("mara", again.id, "sign", {"draft": 1})
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:27#2",))
    assert refusal.text == "文稿已改为第2稿，不能再签署第1稿。"
    assert refusal.remedy == "请阅看当前文稿后签署。"

    # The second draft is signed by all: decided, with the bar, and the paper says what was signed.
    await sign(world, "revocation")
    case, today = await world.state(), local_date(await world.clock.now())
    assert case.stage is Stage.REVOKED
    assert case.revocation is not None
    assert case.revocation.bar is not None
    assert case.revocation.bar.date == plus_years(today, 3)
    [decision] = await paper(world, "revocation_decision")
    assert decision["data"]["draft"] == SECOND["text"]
    await world.act("samr", "revocation_publication", "publish")

    # It was wrong. Who asks for the withdrawal does not sign it, and its own draft may be edited like any other.
    await world.forward(days=30)
    await world.act("samr", "correction_opening", "open", **forms.REASONS)
    refusal = await world.refused_task("samr", (await world.task("correction_decision")).id, "sign", {})
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:23", "zone:27#2"))
    await world.act("mct", "correction_signature", "sign")
    await world.act("samr", "correction_draft", "revise", **WITHDRAWAL)
    case = await world.state()
    assert case.correction is not None
    assert (case.stage, case.correction.proceeding.signatures) == (Stage.REVOKED, {})
    await sign(world, "correction")

    # The bar is lifted, and the old term runs on to its own last day.
    case = await until_open(world, "revocation_opening")
    assert (case.stage, case.revocation, case.correction) == (Stage.IN_TERM, None, None)
    assert case.term is not None
    assert before.term is not None
    assert case.term.last_day == before.term.last_day
    [withdrawal] = await paper(world, "decision_withdrawal")
    assert await became(world.register) == [
        (kind, "withdrawn", "decision_withdrawal") for kind in ("revocation_decision", "revocation_announcement")
    ]
    assert withdrawal["data"]["draft"] == WITHDRAWAL["text"]
    assert "revocation.withdrawn" in await kinds(world)
    assert {"revocation_record", "revocation_decision", "revocation_announcement"} <= set(await documents(world))
