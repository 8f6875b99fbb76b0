"""日历与政策: releases with their import, policies with their proposal and its decision."""

import pytest

from services.calendar_sheet import read, template
from tests.support.dated_cases import LONG, SHEET, SOON, in_notice, in_term
from tests.support.page_rows import visitor
from tests.support.web import Web

ZONE = "/rules/policies/zone"
RELEASE = ("安排.json", LONG.model_dump_json().encode())


@pytest.fixture
async def dated(web: Web) -> Web:
    web.clock.instant = SOON
    await web.save(in_notice())
    return web


async def test_everyone_signed_in_reads_the_rules_and_only_operations_imports(dated: Web) -> None:
    for account, named in (("ops", True), ("samr", True), ("supervisor", True), ("park-js-1", False)):
        browser = await visitor(dated).login(account)
        page = await browser.get("/rules")
        assert "国办发明电〔2024〕12号" in page.text
        assert ("日历与政策" in page.links()) is named
        assert ("查看影响" in page.text) is (account == "ops")
        assert "法规规定" in (await browser.get(ZONE)).text
    assert (await visitor(dated).redirect("/rules")).startswith("/login")


@pytest.mark.article("zone:22#1")
async def test_a_release_is_looked_at_confirmed_and_then_stands_in_the_list(dated: Web) -> None:
    browser = await visitor(dated).login("ops")
    page = await browser.get("/rules")
    preview = await browser.send(page.form("/rules/releases"), 200, files={"file": RELEASE})
    assert "涉及案件1件：改期1项" in preview.text
    assert "示例一号园区管理委员会、江苏省市场监督管理局、市场监管总局" in preview.text
    assert LONG.document_number not in (await browser.get("/rules")).text
    done = await browser.submit(preview.form("/rules/releases").press("确认导入"))
    assert "2027年的节假日安排已导入" in done.text
    assert LONG.document_number in done.text
    again = await browser.send(done.form("/rules/releases"), 200, files={"file": RELEASE})
    assert "再次导入没有任何变更" in again.text


async def test_a_file_with_mistakes_comes_back_with_every_one(dated: Web) -> None:
    browser = await visitor(dated).login("ops")
    page = await browser.get("/rules")
    assert "请选择文件" in (await browser.send(page.form("/rules/releases"), 422)).error_summary
    sheet = SHEET.replace(b"2027-01-09", b"2027-01-08").replace(b"2027-01-03", b"2027-02-30")
    wrong = await browser.send(page.form("/rules/releases"), 422, files={"file": ("安排.csv", sheet)})
    assert "第5行C列：应为日期" in wrong.error_summary
    taken = LONG.model_copy(update={"days_off": LONG.days_off[:8]})
    await browser.submit(
        (await browser.send(page.form("/rules/releases"), 200, files={"file": RELEASE})).form("/rules/releases")
    )
    refused = await browser.send(
        page.form("/rules/releases"), 409, files={"file": ("安排.json", taken.model_dump_json().encode())}
    )
    assert "内容与本件不同" in refused.error_summary


async def test_the_sheet_to_fill_in_can_be_fetched(dated: Web) -> None:
    answer = await (await visitor(dated).login("ops")).http.get("/rules/template.xlsx")
    assert (answer.status_code, read(answer.content)) == (200, read(template()))


async def test_nobody_else_imports_through_the_page(dated: Web) -> None:
    ops = await visitor(dated).login("ops")
    form = (await ops.get("/rules")).form("/rules/releases")
    await (await visitor(dated).login("samr")).send(form, 403, files={"file": RELEASE})


@pytest.mark.article("zone:29")
async def test_a_policy_is_proposed_looked_at_and_approved_by_a_second_person(dated: Web) -> None:
    await dated.save(in_term())
    ops = await visitor(dated).login("ops")
    page = await ops.get(f"{ZONE}/change")
    form = page.form(f"{ZONE}/change").put({"annual_report_due_month": "3", "reason": "统一到第一季度末"})
    assert "term_years" not in form.names, "what the text fixes cannot be changed"
    preview = await ops.send(form.press("查看影响"), 200)
    assert "年度工作报告报送日期（次年）由1改为3" in preview.text
    assert "2027年3月31日" in preview.text
    back = await ops.send(preview.form(f"{ZONE}/change").press("返回修改"), 200)
    assert back.form(f"{ZONE}/change").values["annual_report_due_month"] == ["3"]
    done = await ops.submit(preview.form(f"{ZONE}/change").press("提交，待第二人批准"))
    assert "待批准" in done.text
    assert "批准施行" not in done.text
    samr = await visitor(dated).login("samr")
    assert "待批准 2026-2" in (await samr.get("/rules")).text
    version = await samr.get(f"{ZONE}/versions/2026-2")
    assert "2027年3月31日" in version.text
    approved = await samr.submit(version.form(f"{ZONE}/versions/2026-2").put({"comment": "同意"}).press("批准施行"))
    assert "批准（市场监管总局" in approved.text
    assert "现行版本2026-2" in (await samr.get(ZONE)).text
    late = await samr.send(version.form(f"{ZONE}/versions/2026-2").press("不予同意"), 409)
    assert "已经批准" in late.error_summary


async def test_a_proposal_may_be_taken_back_by_whoever_made_it(dated: Web) -> None:
    ops = await visitor(dated).login("ops")
    form = (await ops.get(f"{ZONE}/change")).form(f"{ZONE}/change")
    form.put({"report_ladder_before": "60、30，7", "notice_count_publication_day": "true", "reason": "提前提醒"})
    preview = await ops.send(form.press("查看影响"), 200)
    assert "由30、7、1改为60、30、7" in preview.text
    assert "由否改为是" in preview.text
    assert "没有案件的期限因此变动" in preview.text
    done = await ops.submit(preview.form(f"{ZONE}/change").press("提交，待第二人批准"))
    gone = await ops.submit(done.form(f"{ZONE}/versions/2026-2").press("撤回提议"))
    assert "不予同意" in gone.text


async def test_what_is_wrong_with_a_proposal_stands_at_its_input(dated: Web) -> None:
    ops = await visitor(dated).login("ops")
    form = (await ops.get(f"{ZONE}/change")).form(f"{ZONE}/change")
    empty = await ops.send(form.press("查看影响"), 422)
    assert "请填写“变更理由”" in empty.error_summary
    form.put({"consultation_working_days": "很多", "report_ladder_after": "一", "reason": "试"})
    wrong = await ops.send(form.press("查看影响"), 422)
    assert "“征求意见反馈的工作日”应为整数" in wrong.error_summary
    assert "“年度工作报告逾期后提醒天数”应为整数" in wrong.error_summary
    assert wrong.form(f"{ZONE}/change").values["consultation_working_days"] == ["很多"]
    form.put({"consultation_working_days": "0", "report_ladder_after": "1、7、30"})
    assert "不应小于1" in (await ops.send(form.press("查看影响"), 422)).error_summary
    form.put({"consultation_working_days": "10"})
    assert "没有改变任何参数" in (await ops.send(form.press("查看影响"), 422)).error_summary


@pytest.mark.article("district:s2.1", "district:s4(3)#3")
async def test_a_target_day_of_the_district_plan_is_proposed_on_its_page(dated: Web) -> None:
    browser = await visitor(dated).login("ops")
    read = (await browser.get("/rules/policies/district")).text
    assert "由一人提出、区质量强区工作领导小组办公室的另一人批准" in read
    assert "第二十九条" not in read
    form = (await browser.get("/rules/policies/district/change")).form("/rules/policies/district/change")
    looked = await browser.send(form.put({"target_day": "2026-12-31", "reason": "推进到位"}), 200)
    assert "2026-12-31" in looked.text
    province = (await browser.get("/rules/policies/province/change")).form("/rules/policies/province/change")
    assert "campaign_summary_days" in province.names
    assert not {"effective_date", "campaigns", "event_limits"} & province.names, "dates of the text, and tables"
