"""四（三） A unit's ledger on the real workflow: filed, worked on, supervised by its own days, closed out, disputed."""

from datetime import date

import pytest

from domain.district.ledger_case import LedgerStage
from domain.district.parts import ItemStatus, Unit, UnitKind
from domain.refusal import RefusalKind
from tests.support.district_cases import CASE_ID, DistrictWorld, row
from tests.support.world import World

ESTABLISHED = "district:s4(3)#2"
OFFICE = "district:s4(3)#3"


@pytest.fixture
def district(world: World) -> DistrictWorld:
    return DistrictWorld(world.env, world.register, world.mail)


async def filed(district: DistrictWorld, *rows: dict[str, str]) -> None:
    await district.act("yc-science", "ledger_filing", "file", rows=list(rows))


@pytest.mark.article(ESTABLISHED)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_ledger_is_asked_for_until_every_item_has_measures_and_times(district: DistrictWorld) -> None:
    await district.begin_ledger("yc-science", ["7", "8"])
    refusal = await district.refused(
        "yc-science", "ledger_filing", "file", rows=[row("7", "2025-09-30") | {"measures": ""}]
    )
    assert "没有填写工作举措" in refusal.text
    await filed(district, row("7", "2025-09-30"))
    ledger = await district.ledger()
    assert (ledger.stage, [each.key for each in ledger.unfiled]) == (LedgerStage.ESTABLISHING, ["8"])
    assert [each.kind for each in ledger.awaited] == ["ledger_filing"]
    await filed(district, row("8"))
    ledger = await district.ledger()
    assert (ledger.stage, ledger.awaited) == (LedgerStage.RUNNING, [])
    assert [ledger.status(each) for each in ledger.items] == [ItemStatus.FILED, ItemStatus.FILED]
    assert await district.told("district_ledger_filed") == {"yc-office"}


@pytest.mark.article(ESTABLISHED, OFFICE)
@pytest.mark.served
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_day_of_its_own_is_reminded_of_marked_and_moved(district: DistrictWorld) -> None:
    await district.begin_ledger("yc-science", ["7"])
    await filed(district, row("7", "2025-04-10"))
    await district.to(2025, 4, 10, 9, 1)

    async def blue() -> bool:
        return await district.told("district_ledger_blue") == {"yc-science"}

    await district.until(blue)
    await district.to(2025, 4, 10, 23, 59)
    assert not (await district.ledger()).items[0].steps[0].overdue
    await district.to(2025, 4, 11, 9, 1)

    async def yellow() -> bool:
        return await district.told("district_ledger_yellow") == {"yc-science", "yc-office"}

    await district.until(yellow)
    ledger = await district.ledger()
    assert ledger.status(ledger.items[0]) is ItemStatus.OVERDUE_SUPERVISION
    await district.to(2025, 4, 17, 9, 1)

    async def red() -> bool:
        return await district.told("district_ledger_red") == {"yc-science", "yc-office"}

    await district.until(red)
    later = {"item": "7", "step": 1, "day": "2025-06-30", "reasons": "设备到货推迟。"}
    await district.act("yc-science", "ledger_day_move", "move", **later)
    ledger = await district.ledger()
    step = ledger.items[0].steps[0]
    assert (step.due.date, [each.was for each in step.moved]) == (date(2025, 6, 30), [date(2025, 4, 10)])
    assert ledger.status(ledger.items[0]) is ItemStatus.FILED


@pytest.mark.article(OFFICE)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_lead_unit_countersigns_or_returns_a_closeout_and_the_office_may_reopen(
    district: DistrictWorld,
) -> None:
    await district.begin_ledger("yc-science", ["7"])
    await filed(district, row("7", "2025-03-20"))
    closeout = {"item": "7", "outcome": "done", "summary": "均已完成。"}
    refusal = await district.refused_own("yc-science", "ledger_closeout", "propose", **closeout)
    assert "尚有未完成的时间节点" in refusal.text
    done = {"items": ["7"], "on": "2025-03-03", "text": "完成。", "step": 1}
    await district.act("yc-science", "ledger_progress", "enter", **done)
    refusal = await district.refused_own("yc-science", "ledger_closeout", "propose", **closeout)
    assert (refusal.text, refusal.basis) == ("申请销号应当附佐证材料（系统策略）。", (OFFICE,))
    await district.act_with_file("yc-science", "ledger_closeout", "propose", **closeout)
    refusal = await district.refused("yc-industry", "ledger_closeout_check", "countersign")
    assert refusal.kind is RefusalKind.WRONG_ACTOR
    await district.act("yc-market", "ledger_closeout_check", "return", reasons="佐证不全。")
    await district.act_with_file("yc-science", "ledger_closeout", "propose", **closeout)
    await district.act("yc-market", "ledger_closeout_check", "countersign")
    ledger = await district.ledger()
    assert ledger.status(ledger.items[0]) is ItemStatus.DONE
    await district.act("yc-office", "ledger_reopening", "reopen", item="7", reasons="抽查未完成。")
    ledger = await district.ledger()
    assert (ledger.status(ledger.items[0]), ledger.items[0].reopened) == (ItemStatus.IN_PROGRESS, 1)


@pytest.mark.article(OFFICE)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_the_office_checks_what_the_lead_itself_closes_and_decides_where_the_lead_is_a_party(
    district: DistrictWorld,
) -> None:
    await district.begin_ledger("yc-market", ["5"])
    await district.act("yc-market", "ledger_filing", "file", rows=[row("5")])
    await district.act_with_file(
        "yc-market", "ledger_closeout", "propose", item="5", outcome="continuous", summary="长期坚持。"
    )
    await district.act("yc-office", "ledger_closeout_office_check", "countersign")
    ledger = await district.ledger()
    assert ledger.status(ledger.items[0]) is ItemStatus.CONTINUOUS
    await district.begin_ledger_beside("yc-science", ["8"])
    argued = {"item": "8", "other": "区工商信局", "question": "由谁发放创新券。"}
    await district.act("yc-science", "ledger_dispute", "raise", **argued)
    await district.act("yc-market", "ledger_dispute_decision", "decide", decision="由区科技局发放。")
    await district.act("yc-science", "ledger_dispute", "raise", **argued | {"other": "区市场监管局"})
    await district.act("yc-office", "ledger_dispute_office_decision", "decide", decision="各自负责。")
    assert (await district.ledger()).items[0].dispute is None
    assert len(await district.documents("district_dispute_decision")) == 2


@pytest.mark.article(OFFICE)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_body_that_answers_upward_is_asked_and_may_decline(district: DistrictWorld) -> None:
    await district.begin_ledger("yc-tax", ["8"])
    [opened] = await district.documents("district_ledger_notice")
    assert opened["asks"]
    await district.act("yc-office", "ledger_supervision", "issue", item="8", requirement="商请建账。")
    [order] = await district.documents("district_supervision_order")
    assert order["asks"]
    declined = {"item": "8", "reasons": "不属本级权限。", "superior": "示例市税务局"}
    await district.act("yc-tax", "ledger_declining", "decline", **declined)
    ledger = await district.ledger()
    assert (ledger.stage, ledger.status(ledger.items[0])) == (LedgerStage.RUNNING, ItemStatus.DECLINED)
    assert await district.told("district_declined") == {"yc-office"}
    await district.begin_ledger_beside("yc-science", ["8"])
    kinds = {task.kind for task in (await district.ledger()).tasks}
    assert "ledger_declining" not in kinds


@pytest.mark.article(ESTABLISHED)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_the_office_enters_for_a_unit_without_an_account_and_that_is_seen(district: DistrictWorld) -> None:
    street = Unit(id="u1", name="示例街道办事处", address="示例路1号", kinds=[UnitKind.TOWN])
    await district.begin_ledger("yc-town", ["s2"], unit=street, id=f"{CASE_ID}-ledger-yc-town")
    await district.act("yc-office", "ledger_filing_on_behalf", "file", rows=[row("s2")])
    texts = await district.texts()
    assert any("示例街道办事处（区质量强区工作领导小组办公室代录）建立工作台账" in each for each in texts)
    progress = {"items": ["s2"], "on": "2025-03-03", "text": "设立专项资金。"}
    await district.act("yc-office", "ledger_progress_on_behalf", "enter", **progress)
    assert {task.audience.organisation for task in (await district.ledger()).tasks} == {"yc-office"}
