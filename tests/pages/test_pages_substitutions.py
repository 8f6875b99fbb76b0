"""代理 on the portal: an order is entered with its document, and what the substitute does is told as 代 everywhere."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from api import files
from db.models import AuditEntry, Objection
from domain.dates import local_date
from tests.support import forms
from tests.support.accounts import ORGANISATIONS
from tests.support.page_rows import add_objection, add_task, visitor
from tests.support.pages import Filling, Page, PageClient
from tests.support.substitutions import ORDER, entered
from tests.support.web import Caller, Web, on_world
from tests.support.world import World

pytestmark = pytest.mark.article("zone:5")

FORM = "/substitutions"
FILE = {"_files": ("代理文件.pdf", b"%PDF-1.7 order")}


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> dict[str, str]:
    names = [f"{field}.{part}" for field in ("first_day", "last_day") for part in ("year", "month", "day")]
    return dict(zip(names, map(str, (*first, *last)), strict=True))


def filled(page: Page, **answers: str) -> Filling:
    facts = {"substitute": "samr-2", "order": ORDER} | days((2025, 10, 9), (2025, 10, 31)) | answers
    return page.form(FORM).put(facts)


async def test_an_order_is_entered_on_the_page_and_revoked_there(web: Web) -> None:
    samr = await visitor(web).login("samr")
    desk = await samr.get("/")
    page = await samr.get(desk.links()["代理"])
    assert "没有登记代理" in page.text
    assert "法规没有规定代理，以下属系统策略" in page.text
    assert "可行性论证" not in page.text, "a matter of the province is not offered to 总局"
    missing = await samr.send(page.form(FORM), 422)
    assert "请填写“代理人的用户名”" in missing.error_summary
    assert "请上传代理文件" in missing.error_summary
    unknown = await samr.send(filled(page, substitute="nobody"), 422, FILE)
    assert "“代理人的用户名”：没有这一用户名" in unknown.error_summary
    late = await samr.send(filled(unknown, **{"first_day.day": "8"}), 409)
    assert "代理不得追溯" in late.error_summary
    assert late.form(FORM).values["order"] == [ORDER], "nothing typed is lost, and the file is kept"
    entered = await samr.submit(filled(late))
    assert f"依据：{ORDER}（代理文件.pdf）" in entered.text
    assert "2025年10月9日（周四）至2025年10月31日（周五）（含首尾两日）" in entered.text
    (revoke,) = [each.attrs["action"] for each in entered.root.all("form") if "revoke" in each.attrs["action"]]
    empty = await samr.send(entered.form(revoke), 422)
    assert "请填写“撤销的理由”" in empty.error_summary
    revoked = await samr.submit(empty.form(revoke).put({"reason": "人员返岗"}))
    assert "已撤销" in revoked.text
    assert "理由：人员返岗" in revoked.text


async def test_who_decides_nothing_is_offered_no_form(web: Web) -> None:
    for account in ("ops", "supervisor", "expert-1"):
        page = await (await visitor(web).login(account)).get(FORM)
        assert FORM not in [each.attrs["action"] for each in page.root.all("form")]


async def test_who_rules_on_an_objection_for_another_reads_the_evidence_and_nobody_else_does(web: Web) -> None:
    case = await web.add_notice()
    task = await add_task(web, case, "objection_reexamination")
    evidence = await files.store(web.services, files.Upload("举证.pdf", "application/pdf", b"%PDF-1.7 x"), "public")
    await add_objection(web, case, "received")
    async with web.register.write() as session:
        (await session.get_one(Objection, "GS-1")).attachments = [evidence.id]
    name = ORGANISATIONS["mara"][0]
    only = {"kinds": ["objection_reexamination"], "substitute_office": name}
    assert (await entered(web, "samr", "mara", **only)).status_code == 201
    another = {"kinds": ["announcement"], "substitute_office": ORGANISATIONS["mct"][0]}
    assert (await entered(web, "samr", "mct", **another)).status_code == 201
    page = await (await visitor(web).login("mara")).get(f"/tasks/{task.id}")
    assert "指标数据不实" in page.text
    assert "张三" not in page.text
    found = {who: (await web.get(f"/files/{evidence.id}", who)).status_code for who in ("mara", "mct", "samr")}
    assert found == {"mara": 200, "mct": 404, "samr": 200}


@pytest.mark.served
async def test_what_a_substitute_did_is_told_as_such_in_record_audit_log_and_document(
    world: World, tmp_path: Path
) -> None:
    portal = on_world(world, tmp_path)
    await world.start()
    await world.act("park-js-1", "creation_application", "apply", **forms.APPLICATION)
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    today = local_date(await world.clock.now())
    # Not prov-js, which nominated: nobody consents to what they examined themselves (R-5-4).
    group = await PageClient(portal.app).login("lsg-js")
    form = (await group.get(FORM)).form(FORM)
    span = days(_parts(today), _parts(today + timedelta(days=5)))
    await group.submit(form.put({"substitute": "prov-zj", "substitute_office": "prov-zj", "order": ORDER} | span), FILE)
    province = await PageClient(portal.app).login("prov-zj")
    assert "代lsg-js" in (await province.get("/")).text, "the small world knows its people by their accounts"
    task = (await world.task("nomination_consent")).id
    page = await province.get(f"/tasks/{task}")
    assert f"代lsg-js（依据{ORDER}）" in page.text

    answer = await portal.post(f"/tasks/{task}/actions/consent", "prov-zj", json={"data": forms.OPINION})
    assert answer.status_code == 200, answer.text
    events = (await portal.get(f"/cases/{world.case_id}/timeline", "samr")).json()["events"]
    (told,) = [each["substitute"] for each in events if each["substitute"]]
    assert told == {"name": "prov-zj", "substitute_for": "lsg-js", "order": ORDER}
    assert f"prov-zj代lsg-js（依据{ORDER}）" in (await group.get(f"/cases/{world.case_id}")).text
    acts = select(AuditEntry).where(AuditEntry.action.startswith("nomination_consent"))
    async with world.register.read() as session:
        rows = (await session.scalars(acts)).all()
    told_of = [(row.actor_id, row.actor_role, row.capacity) for row in rows]
    assert told_of == [("prov-zj", "provincial_leading_group", f"代lsg-js（依据{ORDER}）")]

    documents = (await portal.get(f"/cases/{world.case_id}/documents", "samr")).json()["items"]
    texts = {each["kind"]: await _text(portal, each["id"]) for each in documents}
    assert "（代）lsg-js" in texts["leading_group_consent"]
    assert f"（prov-zj代lsg-js签发，依据{ORDER}）" in texts["leading_group_consent"]
    assert "（代）" not in texts["creation_application"]


async def _text(portal: Caller, document: str) -> str:
    answer = await portal.get(f"/documents/{document}", "samr")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join(each.extract_text() for each in pages).replace("\n", "")


def _parts(day: object) -> tuple[int, int, int]:
    year, month, number = str(day).split("-")
    return int(year), int(month), int(number)
