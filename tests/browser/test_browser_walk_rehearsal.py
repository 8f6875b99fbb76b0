"""推演 from a real case: a story of years with its documents, and a case that knows nothing of it."""

import asyncio
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from pypdf import PdfReader

from api import rehearsals
from domain.roles import SAMR
from domain.zone.case import Stage
from tests.support.portal import Portal
from tests.support.web import Web
from tests.support.zone_cases import footprint


@pytest.mark.timeout(300)
@pytest.mark.long
async def test_a_case_is_played_forward_and_stays_as_it_is(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    web.clock.instant = web.sessions.instant = datetime(2027, 3, 1, 2, tzinfo=UTC)
    case = await web.add_case(stage=Stage.APPROVAL, asks=(("creation_consultation", SAMR),))
    before = await footprint(web.register)
    portal = Portal(address, browser)
    samr = await portal.person("samr")
    await samr.follows("案件")
    await samr.follows("示例一号园区")
    await samr.follows("推演", exact=False)
    await samr.page.get_by_label("推演到几年以后").select_option("1年")
    await samr.presses("开始推演")
    await samr.reads("这是推演，以下的事都没有发生")
    story = samr.page.get_by_role("heading", name="到那时还应办理")
    await expect(story).to_be_visible(timeout=250_000)
    await samr.looks(tmp_path / "story")
    paper = PdfReader(io.BytesIO(await samr.opens("关于征求示例一号园区创建申请意见的函")))
    text = re.sub(r"\s", "", "".join(each.extract_text() for each in paper.pages))
    assert "第十七条第二款规定，现就示例一号园区（江苏省）的创建申请征求你单位" in text
    await samr.goes_to(f"/cases/{case.id}")
    assert await samr.answer_to("进展到哪里") == Stage.APPROVAL.label
    assert await footprint(web.register) == before
    assert portal.strange == []
    await asyncio.gather(*rehearsals.WATCHES)
