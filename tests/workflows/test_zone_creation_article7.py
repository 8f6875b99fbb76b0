"""第七条 in a running case: what officials record is looked at anew at every gate."""

from datetime import timedelta
from typing import Any

import pytest

from domain.dates import local_date
from domain.refusal import RefusalKind
from domain.zone.case import Renewal, RenewalStage, Stage
from tests.support import forms, stories
from tests.support.world import World
from tests.support.zone_cases import (
    documents,
    events,
    kinds,
    start_creation,
    start_last_days,
    start_term,
    until_open,
)


async def record(world: World, days_ago: int = 100, account: str = "samr", **more: Any) -> None:
    """An official records an event of so many days ago."""
    today = local_date(await world.clock.now())
    kind = "negative_fact" if account == "samr" else "negative_fact_province"
    report = {
        "item": "N1",
        "what": "批量召回",
        "where": "北区甲公司",
        "occurred_on": (today - timedelta(days=days_ago)).isoformat(),
        "evidence": ["file-1"],
    }
    await world.act(account, kind, "record", **report | more)


async def determine(world: World, outcome: str, number: int = 1) -> None:
    today = local_date(await world.clock.now())
    await world.act(
        "samr",
        "negative_fact",
        "determine",
        number=number,
        outcome=outcome,
        authority="江苏省市场监督管理局",
        determined_on=today.isoformat(),
        standard="by_law",
        source="《中华人民共和国产品质量法》第四十九条",
    )


@pytest.mark.article("zone:7#2")
async def test_a_pending_fact_holds_a_confirmed_one_blocks_and_a_denied_one_lets_the_province_go_on(
    world: World,
) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal", "negative_fact", "negative_fact_province")
    await record(world, account="prov-js")
    held = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert held.basis[0] == "zone:7"
    assert "尚待有关机关认定" in held.text
    await determine(world, "confirmed")
    blocked = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert "不符合第七条" in blocked.text
    await determine(world, "denied")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    case = await world.state()
    [fact] = case.negative_facts
    assert (fact.number, fact.item, fact.determination) == (1, "N1", "denied")
    assert fact.legal_basis.startswith("依法确定：")
    assert {"article_7_check", "feasibility_opinion"} <= set(await documents(world))
    nominated = [event for event in await events(world) if event.kind == "provincial_appraisal.nominate"]
    assert "未发现第七条所列情形" in nominated[0].text


@pytest.mark.article("zone:7")
async def test_samr_may_not_approve_what_is_blocked_and_may_refuse_it(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation", "negative_fact")
    await world.act("samr", "creation_consultation", "consult")
    await stories.reply(world, "creation_opinion")
    await record(world)
    await determine(world, "confirmed")
    refusal = await world.refused("samr-2", "creation_decision", "approve")
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:7",))
    await world.act("samr-2", "creation_decision", "refuse", **forms.REASONS)
    assert (await world.state()).stage is Stage.NOT_APPROVED


@pytest.mark.article("zone:7")
async def test_in_creation_the_application_for_acceptance_goes_on_but_the_panel_is_not_formed(world: World) -> None:
    """第二十一条 满足本办法第七条至第十四条有关条件的: checked again when the panel is to be formed."""
    await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application", "negative_fact")
    await record(world)
    await determine(world, "confirmed")
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    await stories.pass_the_chain(world, "acceptance")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    refusal = await world.refused("samr", "panel_formation", "form_panel", **forms.PANEL)
    assert refusal.basis == ("zone:7",)
    assert "退回验收申请材料" in refusal.remedy
    await world.act("samr", "panel_formation", "return", **forms.RETURN)
    assert (await world.state()).stage is Stage.CREATION


@pytest.mark.article("zone:7")
@pytest.mark.scenario("B11")
async def test_a_listing_that_was_taken_off_within_the_three_years_still_blocks(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal", "negative_fact")
    today = local_date(await world.clock.now())
    await record(world, days_ago=1600, item="N8")
    await determine(world, "confirmed")
    within = (today - timedelta(days=900)).isoformat()
    await world.act("samr", "negative_fact", "delist", number=1, removed_on=within)
    refusal = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert refusal.basis == ("zone:7",)
    before = (today - timedelta(days=1200)).isoformat()
    await world.act("samr", "negative_fact", "delist", number=1, removed_on=before)
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)


@pytest.mark.article("zone:7")
async def test_another_province_and_the_park_itself_record_nothing(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "negative_fact_province", "negative_fact")
    for stranger in ("prov-zj", "park-js-1", "ops"):
        for kind in ("negative_fact", "negative_fact_province"):
            refusal = await world.refused(stranger, kind, "determine", number=1)
            assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:7", "zone:7#2"))


@pytest.mark.article("zone:7")
async def test_in_the_term_a_confirmed_fact_suggests_a_review_to_samr_and_decides_nothing(world: World) -> None:
    today = local_date(await world.clock.now())
    await start_term(world, today)
    await until_open(world, "negative_fact")
    await record(world, days_ago=10)
    await determine(world, "confirmed")
    case = await world.state()
    assert case.stage is Stage.IN_TERM
    assert case.revocation is None
    assert (await kinds(world))[-2:] == ["negative_fact.record", "negative_fact.determine"]


@pytest.mark.article("zone:7", "zone:23")
async def test_no_body_signs_the_recognition_of_what_is_blocked_on_the_day_it_signs(world: World) -> None:
    await start_creation(world, Stage.RECOGNITION)
    await until_open(world, "recognition_decision", "recognition_signature", "negative_fact")
    await record(world)
    held = await world.refused("samr-2", "recognition_decision", "sign")
    assert (held.kind, held.basis) == (RefusalKind.RULE, ("zone:7", "zone:7#2"))
    await determine(world, "confirmed")
    for account, kind in (("samr-2", "recognition_decision"), ("mara", "recognition_signature")):
        blocked = await world.refused(account, kind, "sign")
        assert (blocked.kind, blocked.basis) == (RefusalKind.RULE, ("zone:7",))
        assert "认定决定暂缓作出" in blocked.remedy
    await determine(world, "denied")
    await world.act("samr-2", "recognition_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    assert (await world.state()).stage is Stage.ANNOUNCEMENT


@pytest.mark.article("zone:7", "zone:28.3#1")
async def test_a_blocked_zone_does_not_pass_the_comprehensive_evaluation_and_may_fail_it(world: World) -> None:
    """复审 is a gate of 第七条 as well (reading R-28-3)."""
    await start_last_days(world, 100, renewal=Renewal(stage=RenewalStage.EVALUATION))
    await until_open(world, "comprehensive_evaluation", "negative_fact")
    await record(world)
    passed = {"findings": "总体良好。", "conclusion": "passed"}
    held = await world.refused("samr", "comprehensive_evaluation", "evaluate", **passed)
    assert held.basis == ("zone:7", "zone:7#2")
    await determine(world, "confirmed")
    blocked = await world.refused("samr", "comprehensive_evaluation", "evaluate", **passed)
    assert (blocked.kind, blocked.basis) == (RefusalKind.RULE, ("zone:7",))
    await world.act("samr", "comprehensive_evaluation", "evaluate", **passed | {"conclusion": "not_passed"})
    case = await world.state()
    assert (case.stage, case.renewal, case.renewals_failed) == (Stage.IN_TERM, None, 1)


@pytest.mark.article("zone:7", "zone:28.3#2")
async def test_no_body_signs_the_renewal_of_what_is_blocked_on_the_day_it_signs(world: World) -> None:
    await start_last_days(world, 100, renewal=Renewal(stage=RenewalStage.DECISION))
    await until_open(world, "renewal_decision", "renewal_signature", "negative_fact")
    await record(world)
    held = await world.refused("samr-2", "renewal_decision", "sign")
    assert (held.kind, held.basis) == (RefusalKind.RULE, ("zone:7", "zone:7#2"))
    await determine(world, "confirmed")
    for account, kind in (("samr-2", "renewal_decision"), ("mara", "renewal_signature")):
        blocked = await world.refused(account, kind, "sign")
        assert (blocked.kind, blocked.basis) == (RefusalKind.RULE, ("zone:7",))
    await determine(world, "denied")
    await world.act("samr-2", "renewal_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "renewal_signature", "sign")
    renewal = (await world.state()).renewal
    assert renewal is not None
    assert renewal.stage is RenewalStage.ANNOUNCEMENT
