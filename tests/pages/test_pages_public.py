"""What everybody sees: 公示栏, objections, the caught mails, and the pages of errors."""

import pytest

from api.app import create_app
from tests.support.page_rows import add_objection, visitor
from tests.support.pages import check
from tests.support.web import Web


async def test_a_public_visitor_sees_every_public_page(web: Web) -> None:
    browser = visitor(web)
    for path in ("/login", "/notices", "/calculator", "/objections", "/mail"):
        page = await browser.get(path)
        assert "示例数据" in page.text
        assert "退出" not in page.text


async def test_a_notice_shows_its_last_day_line_by_line_and_how_to_object(web: Web) -> None:
    case = await web.add_notice()
    browser = visitor(web)
    board = await browser.get("/notices")
    assert "公示至2025年10月15日（周三）24时" in board.text
    page = await browser.get(f"/notices/{case.id}-notice")
    assert "2025年10月15日（周三）24时止" in page.text
    assert "2025年10月11日" in page.text or "10月11日" in page.text, "the make-up workday is counted and named"
    await browser.get("/notices/nothing", 404)


async def test_an_ended_notice_takes_no_objection(web: Web) -> None:
    case = await web.add_notice()
    assert case.proceeding.notice is not None
    case.proceeding.notice.ended = True
    case.tasks.clear()
    await web.save(case)
    page = await visitor(web).get(f"/notices/{case.id}-notice")
    assert "不再受理异议" in page.text
    assert not [form for form in page.root.all("form") if form.attrs["action"].startswith("/notices")]


async def test_an_objection_keeps_grounds_and_evidence_when_the_engine_does_not_answer(web: Web) -> None:
    case = await web.add_notice()
    browser = visitor(web)
    path = f"/notices/{case.id}-notice"
    page = await browser.get(path)
    empty = await browser.send(page.form(path), 422)
    assert "请填写“异议内容和理由”" in empty.error_summary
    form = empty.form(path).put({"grounds": "指标\n数据不实", "contact": "电话"})
    silent = await browser.send(form, 503, files={"_files": ("证据.txt", "事实".encode())})
    assert "已填写的内容不会丢失" in silent.error_summary
    again = silent.form(path)
    assert again.values["grounds"] == ["指标\n数据不实"]
    assert len(again.values["_attachment"]) == 1
    assert again.values["_key"] == form.values["_key"]
    assert "证据.txt" in silent.text


async def test_a_file_that_is_not_accepted_is_named_at_its_input(web: Web) -> None:
    case = await web.add_notice()
    path = f"/notices/{case.id}-notice"
    browser = visitor(web)
    form = (await browser.get(path)).form(path).put({"grounds": "理由"})
    page = await browser.send(form, 422, files={"_files": ("病毒.exe", b"MZ\x00\x01")})
    assert "病毒.exe：文件类型不被接受" in page.error_summary
    assert page.form(path).values["grounds"] == ["理由"]


async def test_the_status_of_an_objection_is_found_by_its_receipt_number_alone(web: Web) -> None:
    case = await web.add_notice()
    await add_objection(web, case, "rejected")
    browser = visitor(web)
    page = await browser.get("/objections?receipt_number=GS-1")
    assert "异议不成立" in page.text
    assert "张三" not in page.html
    assert "指标数据不实" not in page.html
    assert "不存在" in (await browser.get("/objections?receipt_number=GS-2", 404)).error_summary
    assert "请填写回执编号" in (await browser.get("/objections?receipt_number=")).error_summary


async def test_the_caught_mails_can_be_read_as_text(web: Web) -> None:
    folder = web.services.settings.data_dir / "mail"
    folder.mkdir()
    mail = (
        "From: zhicheng@example.gov.cn\r\n"
        "To: =?utf-8?b?56S65L6L5p2t5bee5pWw5a2X5pyN5Yqh6ZuG6IGa5Yy6566h55CG5aeU5ZGY?=\r\n"
        " =?utf-8?b?5Lya?= <park@example.gov.cn>\r\n"
        "Date: Thu, 09 Oct 2025 09:00:00 +0800\r\n"
        "Subject: =?utf-8?b?5o+Q6YaS?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<b>请办理</b> https://example.gov.cn/x\r\n"
    )
    (folder / "1@example.eml").write_bytes(mail.encode())
    browser = visitor(web)
    listed = await browser.get("/mail")
    page = await browser.get(listed.links()["提醒"])
    assert "<b>请办理</b> https://example.gov.cn/x" in page.text
    assert "2025年10月9日（周四）09:00" in page.text
    assert "示例杭州数字服务集聚区管理委员会 <park@example.gov.cn>" in page.text, "a name folded in two is one name"
    for name in ("..%2Fregister.db", "nothing.eml", "1@example.txt"):
        await browser.get(f"/mail/{name}", 404)


async def test_a_mail_whose_headers_are_not_encoded_is_read_as_well(web: Web) -> None:
    folder = web.services.settings.data_dir / "mail"
    folder.mkdir()
    (folder / "1@example.eml").write_bytes(
        "From: 示例 <a@example.cn>\r\nTo: 园区 <b@example.cn>\r\n\r\n正文\r\n".encode()
    )
    (folder / "2@example.eml").write_bytes(b"From: \xff\xfe <a@example.cn>\r\n\r\n\xff\r\n")
    page = await visitor(web).get("/mail/1@example.eml")
    assert "园区 <b@example.cn>" in page.text
    await visitor(web).get("/mail")


async def test_an_unknown_address_has_a_page_with_a_way_on(web: Web) -> None:
    page = await visitor(web).get("/nowhere", 404)
    assert page.heading == "没有找到"
    assert page.links()["回到工作台"] == "/"
    assert "/nowhere" in page.text


async def test_an_error_of_ours_shows_a_reference_number_and_no_trace(web: Web) -> None:
    web.app.application = create_app()

    @web.app.application.get("/broken")
    async def broken() -> None:
        raise RuntimeError("内部细节")

    answer = await visitor(web).http.get("/broken")
    assert answer.status_code == 500
    assert "编号" in check("/broken", answer.text).all("main")[0].text
    assert "内部细节" not in answer.text


async def test_outside_the_sandbox_there_is_no_clock_to_move(web: Web) -> None:
    browser = await visitor(web).login("ops")
    desk = await browser.get("/")
    assert "沙盘" not in desk.text
    answer = await browser.http.post("/sandbox/clock", data={"to": "tomorrow"})
    assert answer.status_code == 404


@pytest.mark.parametrize("address", ["/parks/%00", "/notices/%00", "/cases/%00", "/experts/%00/leave", "/parks?q=%00"])
async def test_what_no_register_can_store_is_not_looked_up(web: Web, address: str) -> None:
    page = await (await visitor(web).login("prov-js")).get(address, 422)
    assert "未作任何变更" in page.text
