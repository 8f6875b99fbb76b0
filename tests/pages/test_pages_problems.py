"""What does not work says what, why, what to do next, and by which number operations finds it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from starlette.responses import Response
from temporalio.service import RPCError, RPCStatusCode

from api.errors import WebError
from api.pages import casebook
from db.models import AuditEntry
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.web import Web

NEXT = "接下来可以"


def number(page: Page) -> str:
    """The request's, as the page shows it."""
    found = re.search(r"请求编号 ([\w-]{12})", page.text)
    assert found, page.text
    return found[1]


@contextmanager
def case_page_that(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Iterator[None]:
    async def fail(*_: object) -> Response:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(casebook.reading, "one_case", fail)
        yield


async def test_an_unknown_address_says_where_to_look(web: Web) -> None:
    anonymous = await visitor(web).get("/nowhere", 404)
    assert "网址可能有误" in anonymous.text
    assert NEXT in anonymous.text
    assert "案件" not in anonymous.links()
    page = await (await visitor(web).login("samr")).get("/nowhere", 404)
    (main,) = page.root.all("main")
    assert {"/cases", "/parks", "/", "/notices"} <= {each.attrs["href"] for each in main.all("a")}


async def test_a_page_of_others_says_why_and_is_found_in_the_audit_by_its_number(web: Web) -> None:
    page = await (await visitor(web).login("park-js-1")).get("/audit", 403)
    assert "审计记录由监督人员、技术运维和市场监管总局查看。" in page.text
    assert "第五条" in page.text
    assert "由本单位登记代理" in page.text
    async with web.register.read() as session:
        entry = await session.get_one(AuditEntry, 2)
    assert (entry.outcome, entry.request_id) == ("refused", number(page))
    supervision = await visitor(web).login("supervisor")
    found = await supervision.get(f"/audit?request_id={number(page)}")
    assert "park-js-1" in found.text
    assert len(found.root.all("tr")) == 2


async def test_an_error_of_ours_has_a_number_that_stands_in_the_log_too(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await visitor(web).login("samr")
    with structlog.testing.capture_logs() as logs, case_page_that(monkeypatch, RuntimeError("broken")):
        page = await browser.get("/cases/any", 500)
    (line,) = [each for each in logs if each["event"] == "unexpected"]
    assert f"请将编号 {line['reference']} 告知技术运维人员" in page.text
    assert line["request_id"] == number(page)
    assert "broken" not in page.html
    assert "重复提交同一表单只会办理一次" in page.text


async def test_without_the_engine_people_read_that_nothing_they_typed_is_lost(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await visitor(web).login("samr")
    with case_page_that(monkeypatch, RPCError("down", RPCStatusCode.UNAVAILABLE, b"")):
        page = await browser.get("/cases/any", 503)
    assert "流程引擎暂时没有应答，已填写的内容不会丢失" in page.text
    assert NEXT in page.text
    number(page)


async def test_who_asks_too_often_is_told_to_wait(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    error = WebError("not_found")
    error.problem.status, error.problem.title, error.problem.detail = 429, "次数过多", ""
    browser = await visitor(web).login("samr")
    with case_page_that(monkeypatch, error):
        page = await browser.get("/cases/any", 429)
    assert "短时间内的次数过多，未作任何变更。请稍等几分钟。" in page.text
    assert NEXT in page.text


EMPTY = {
    "/audit?case=none": "查看全部记录",
    "/inbox": "由您办理的事项在",
    "/instruments": "由市场监管总局起草、五部门会签以后，列在这里",
    "/lists": "单个的在案件页中办理",
    "/notices": "公示期内任何单位或者个人都可以提出异议",
    "/parks?q=none&province=110000": "查看全部园区",
    "/public/pilot-projects": "联合发布以后，项目列在这里",
    "/statistics": "查看全部",
    "/substitutions": "由被代理单位的其他人员在本页登记",
}


@pytest.mark.parametrize("path", EMPTY)
async def test_an_empty_list_says_what_to_do_next(web: Web, path: str) -> None:
    page = await (await visitor(web).login("samr")).get(path)
    assert EMPTY[path] in page.text, page.text
