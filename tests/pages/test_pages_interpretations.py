"""第二十九条 on the portal: an interpretation is named in a proposal, approved, and listed with its document."""

import pytest

from tests.support.dated_cases import SOON
from tests.support.interpretations import NUMBER, RECORD, SOURCE
from tests.support.page_rows import visitor
from tests.support.web import Web

pytestmark = pytest.mark.article("zone:29")

ZONE = "/rules/policies/zone"
FILLED = {
    "number": NUMBER,
    "title": RECORD["title"],
    "published_on.year": "2025",
    "published_on.month": "10",
    "published_on.day": "8",
    "parameters": ["consultation_working_days", "bar_scope"],
    "reason": "依据解释",
}
FILE = {"_files": ("解释.pdf", b"%PDF-1.7 interpretation")}


@pytest.fixture
def later(web: Web) -> Web:
    web.clock.instant = SOON
    return web


async def test_an_interpretation_is_proposed_with_its_document_approved_and_listed(later: Web) -> None:
    ops = await visitor(later).login("ops")
    assert "还没有登记解释" in (await ops.get("/rules")).text
    page = await ops.get(f"{ZONE}/change")
    preview = await ops.send(page.form(f"{ZONE}/change").put(FILLED).press("查看影响"), 200, FILE)
    assert f"《{RECORD['title']}》（{NUMBER}，2025年10月8日（周三）发布）" in preview.row("依据的解释").replace(" ", "")
    assert "征求意见反馈的工作日；" in preview.row("所解释的参数")
    back = await ops.send(preview.form(f"{ZONE}/change").press("返回修改"), 200)
    assert back.form(f"{ZONE}/change").values["parameters"] == FILLED["parameters"]
    again = await ops.send(back.form(f"{ZONE}/change").press("查看影响"), 200)
    done = await ops.submit(again.form(f"{ZONE}/change").press("提交，待第二人批准"))
    assert "解释.pdf" in done.links()
    samr = await visitor(later).login("samr")
    version = await samr.get(f"{ZONE}/versions/2026-2")
    await samr.submit(version.form(f"{ZONE}/versions/2026-2").press("批准施行"))
    park = await visitor(later).login("park-js-1")
    policy = await park.get(ZONE)
    assert SOURCE in policy.row("征求意见反馈的工作日")
    assert policy.links()[f"《{RECORD['title']}》"] == f"{ZONE}/versions/2026-2"
    rules = await park.get("/rules")
    assert "2026-2" in rules.row(NUMBER)
    document = rules.links()["解释.pdf"]
    assert (await park.http.get(document)).content == b"%PDF-1.7 interpretation"
    explained = await park.get("/calculator?rule=zone-consultation&anchor.year=2025&anchor.month=10&anchor.day=15")
    assert SOURCE in explained.text


async def test_what_is_wrong_with_an_interpretation_stands_at_its_input_and_nothing_typed_is_lost(later: Web) -> None:
    ops = await visitor(later).login("ops")
    form = (await ops.get(f"{ZONE}/change")).form(f"{ZONE}/change")
    wrong = await ops.send(form.put({"number": NUMBER, "reason": "试"}).press("查看影响"), 422, FILE)
    assert "请填写“解释的标题”" in wrong.error_summary
    assert "“解释的发布日期”" in wrong.error_summary
    assert "“所解释的参数（取值可以不变）”" in wrong.error_summary
    late = wrong.form(f"{ZONE}/change").put(FILLED | {"published_on.year": "2099"})
    refused = await ops.send(late.press("查看影响"), 422)
    assert "不得晚于今天" in refused.error_summary
    kept = refused.form(f"{ZONE}/change")
    assert kept.values["title"] == [RECORD["title"]]
    await ops.send(kept.put({"published_on.year": "2025"}).press("查看影响"), 200)


async def test_a_document_without_its_interpretation_is_asked_about_and_only_one_is_taken(later: Web) -> None:
    ops = await visitor(later).login("ops")
    form = (await ops.get(f"{ZONE}/change")).form(f"{ZONE}/change").put({"notice_close": "17:00", "reason": "试"})
    alone = await ops.send(form.press("查看影响"), 422, FILE)
    assert "附有解释文件的，请填写解释" in alone.error_summary
    both = await ops.send(alone.form(f"{ZONE}/change").put(FILLED).press("查看影响"), 422, FILE)
    assert "解释文件只附一份" in both.error_summary


async def test_where_nobody_interprets_the_text_no_interpretation_is_asked_for(later: Web) -> None:
    ops = await visitor(later).login("ops")
    form = (await ops.get("/rules/policies/pilot/change")).form("/rules/policies/pilot/change")
    assert {"number", "title", "_files"}.isdisjoint(form.names)
