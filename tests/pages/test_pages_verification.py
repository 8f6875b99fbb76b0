"""真伪核验 for people: where the QR code leads, and the form for a file, a code or a digest."""

import pytest

from services.documents.digests import digests
from tests.support.issued import CODE, PDF, issued, relate
from tests.support.page_rows import visitor
from tests.support.web import Web


async def test_the_address_behind_the_qr_code_shows_what_is_registered(web: Web) -> None:
    await issued(web)
    page = await visitor(web).get(f"/verify/{CODE}")
    assert "已登记：市场监管总局示公示〔2025〕1号《市场监管总局关于示例一号园区的公示》，有效。" in page.text
    assert page.row("成文日期").startswith("成文日期2025年10月9日")
    assert "没有登记更正、代替、撤回或者撤销本件的文书" in page.text
    assert "SM3：" in page.text
    assert "逐项核对" in page.text
    assert "文书状态是平台提供的（系统策略），法规没有规定" in page.text


async def test_a_withdrawn_document_shows_number_and_day_of_its_withdrawal(web: Web) -> None:
    notice = await issued(web)
    later = await issued(web, 2, kind="notice_withdrawal", title="关于撤回公示的公告", number="示公止〔2025〕1号")
    await relate(web, notice, later, "withdrawn")
    page = await visitor(web).get(f"/verify/{CODE}")
    assert "已撤回：2025年10月9日（周四）示公止〔2025〕1号《关于撤回公示的公告》。本件已被撤回，不再有效。" in page.text
    case = await (await visitor(web).login("samr")).get("/cases/zone-js-1-case-1")
    assert "已撤回：2025年10月9日（周四）示公止〔2025〕1号" in case.text
    assert case.links()["核验：市场监管总局关于示例一号园区的公示"] == f"/verify/{CODE}"


async def test_a_file_is_verified_by_its_bytes(web: Web) -> None:
    await issued(web)
    browser = visitor(web)
    form = (await browser.get("/verify")).form("/verify")
    found = await browser.send(form, 200, files={"file": ("公示.pdf", PDF)})
    assert "手中的文件与登记的文书逐字节相同。" in found.text
    other = await browser.send(form, 200, files={"file": ("公示.pdf", PDF + b"!")})
    assert "它不是平台制发的文书，或者已被改动" in other.text
    assert "怎么办" in other.text
    assert "所上传文件的散列值" in other.text


async def test_a_code_typed_or_copied_with_its_address_leads_to_the_address_of_the_document(web: Web) -> None:
    await issued(web)
    browser = visitor(web)
    for typed in (CODE, f"  {CODE} ", f"https://zhicheng.example.gov.cn/verify/{CODE}"):
        page = await browser.submit((await browser.get("/verify")).form("/verify").put({"code": typed}))
        assert (page.path, "已登记：" in page.text) == (f"/verify/{CODE}", True)


async def test_a_digest_is_taken_as_it_was_copied(web: Web) -> None:
    await issued(web)
    browser = visitor(web)
    for digest in (digests(PDF).sha256.upper(), digests(PDF).sm3[:32] + " " + digests(PDF).sm3[32:]):
        page = await browser.send((await browser.get("/verify")).form("/verify").put({"digest": digest}), 200)
        assert "散列值与登记的相同。" in page.text


async def test_an_unknown_code_says_so_and_what_to_do_and_keeps_it(web: Web) -> None:
    page = await visitor(web).get("/verify/unknown", 404)
    assert "没有登记核验码与此相同的文书。" in page.text
    assert "请以电话等其他途径向文件所载的发文机关核实" in page.text
    assert page.form("/verify").values["code"] == ["unknown"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [({}, "请上传文书文件，或者填写核验码、散列值"), ({"code": "a", "digest": "b"}, "请只选一种方式核验")],
)
async def test_nothing_and_several_things_at_once_are_asked_again(web: Web, typed: dict[str, str], words: str) -> None:
    browser = visitor(web)
    page = await browser.send((await browser.get("/verify")).form("/verify").put(typed), 422)
    assert words in page.error_summary
    assert page.form("/verify").values.get("code", [""]) == [typed.get("code", "")]


async def test_an_empty_file_is_named_at_its_input(web: Web) -> None:
    browser = visitor(web)
    form = (await browser.get("/verify")).form("/verify")
    page = await browser.send(form, 422, files={"file": ("空.pdf", b"")})
    assert "文件是空的，没有核验。" in page.error_summary


async def test_everybody_finds_the_verification_in_the_navigation(web: Web) -> None:
    assert (await visitor(web).get("/notices")).links()["真伪核验"] == "/verify"
