"""期限计算器 and 复审倒排: every rule from its address, its sentence beside it, and an address that answers again."""

from urllib.parse import urlsplit

import pytest

from domain.citation import TITLES
from domain.date_rules import DATE_RULES
from services.regulations import article_text
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.web import Web

ANCHOR = "anchor.year=2025&anchor.month=9&anchor.day=28"


def shared(page: Page) -> str:
    """Path and query of the address that is to give the page's result again."""
    parts = urlsplit(page.links()["本结果的网址"])
    return f"{parts.path}?{parts.query}"


async def test_the_rules_stand_by_text_each_with_its_sentence(web: Web) -> None:
    page = await visitor(web).get("/calculator")
    headings = [each.text for each in page.root.all("h2")]
    assert headings == [*(f"《{title}》" for title in TITLES.values()), "复审倒排"]
    offered = [each.attrs["href"] for each in page.root.all("a") if "rule=" in each.attrs.get("href", "")]
    assert offered == [f"/calculator?rule={key}" for key in DATE_RULES]
    for rule in DATE_RULES.values():
        assert f"{rule.basis[0].place}：" in page.text
        assert "".join(article_text(rule.basis[0]).split()) in "".join(page.text.split())


@pytest.mark.parametrize("key", DATE_RULES)
async def test_the_calculator_derives_every_rule_from_its_address(web: Web, key: str) -> None:
    browser, rule = visitor(web), DATE_RULES[key]
    asked = await browser.get(f"/calculator?rule={key}")
    assert "推算过程" not in asked.text
    page = await browser.get(f"/calculator?rule={key}&{ANCHOR}")
    assert rule.label in page.heading
    assert {"法规规定", "系统策略"} & {each.text for each in page.root.all("strong")}
    assert page.form("/calculator").values["anchor.month"] == ["9"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (f"rule=zone-notice&{ANCHOR}", f"rule=zone-notice&{ANCHOR}"),
        (f"rule=zone-notice&{ANCHOR}&working_days=７", f"rule=zone-notice&{ANCHOR}&working_days=7"),
        (f"rule=province-campaign&{ANCHOR}&campaign=3&k=", f"rule=province-campaign&{ANCHOR}&campaign=3"),
    ],
)
async def test_the_address_of_a_result_gives_the_same_result_again(web: Web, query: str, kept: str) -> None:
    browser = visitor(web)
    page = await browser.get(f"/calculator?{query}")
    assert shared(page) == f"/calculator?{kept}"
    again = await browser.get(shared(page))
    assert again.by_id("main-content").text.split("推算过程")[1] == page.by_id("main-content").text.split("推算过程")[1]


async def test_a_number_that_stands_for_something_is_chosen_by_name(web: Web) -> None:
    page = await visitor(web).get("/calculator?rule=province-campaign")
    labels = [each.text for each in page.form("/calculator").form.all("label")]
    assert "国际消费者权益保护日" in labels
    answered = await visitor(web).get(f"/calculator?rule=province-campaign&{ANCHOR}&campaign=6")
    assert "国际消费者权益保护日活动开始" in answered.text
    assert "2026年3月15日（周日）" in answered.text
    await visitor(web).get(f"/calculator?rule=province-campaign&{ANCHOR}&campaign=8", 422)


async def test_the_calculator_counts_the_worked_example_and_names_what_is_wrong(web: Web) -> None:
    browser = visitor(web)
    assert "2025年10月11日（周六）" in (await browser.get(f"/calculator?rule=zone-notice&{ANCHOR}&working_days=5")).text
    wrong = await browser.get(
        "/calculator?rule=zone-notice&anchor.year=2025&anchor.month=2&anchor.day=30&working_days=0", 422
    )
    assert "真实存在的日期" in wrong.error_summary
    least = DATE_RULES["zone-notice"].parameters["working_days"].minimum
    assert f"不能小于{least}" in wrong.error_summary
    strange = await browser.get(f"/calculator?rule=zone-notice&{ANCHOR}&days=7", 422)
    assert "没有的参数" in strange.error_summary
    assert "推算过程" not in strange.text
    await browser.get("/calculator?rule=nothing", 404)


@pytest.mark.parametrize(("month", "may_move"), [("9", True), ("11", False)])
async def test_a_day_of_an_unpublished_year_shows_its_span_only_where_it_can_move(
    web: Web, month: str, may_move: bool
) -> None:
    day = f"anchor.year=2027&anchor.month={month}&anchor.day=28"
    page = await visitor(web).get(f"/calculator?rule=zone-notice&{day}&working_days=5")
    result = page.by_id("main-content").text.split("推算过程")[0]
    assert "暂定" in result
    assert ("最早" in result, "最晚" in result) == (may_move, may_move)


@pytest.mark.article("zone:28.2")
async def test_a_renewal_is_planned_back_and_shown_as_advice(web: Web) -> None:
    browser = visitor(web)
    form = (await browser.get("/calculator")).form("/calculator/back-plan")
    assert form.method == "get"
    page = await browser.get("/calculator/back-plan?last_day.year=2028&last_day.month=10&last_day.day=15")
    assert "是建议，不是法定期限" in page.text
    assert "复审申请期自2028年4月15日（周六）起" in page.text
    assert "2028年10月13日（周五） 继续认定并公布" in page.text
    assert "节假日安排公布后，最晚可到" in page.text
    assert "来不及" not in page.text
    assert (await browser.get(shared(page))).text == page.text


async def test_a_plan_without_a_day_or_with_a_wrong_one_is_not_made(web: Web) -> None:
    browser = visitor(web)
    empty = await browser.get("/calculator/back-plan")
    assert "建议最迟" not in empty.text
    assert not empty.error_summary
    wrong = await browser.get("/calculator/back-plan?last_day.year=2027&last_day.month=2&last_day.day=29", 422)
    assert "真实存在的日期" in wrong.error_summary
    strange = await browser.get("/calculator/back-plan?last_day=2028-10-15", 422)
    assert "没有的参数" in strange.error_summary
