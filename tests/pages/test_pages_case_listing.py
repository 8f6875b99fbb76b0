"""案件列表 on the portal: found by name, pinyin and number, filtered, counted, kept under a name, taken along."""

from datetime import timedelta

from sqlalchemy import select

from db.models import AuditEntry, DutyRow, SavedFilter, TaskRow
from db.queries.cases import programmes_of
from domain import event_concerns
from domain.dates import local_date
from domain.kinds import TASK_KINDS
from domain.programmes import PROGRAMMES, family
from domain.province.event_case import PROVINCE
from domain.roles import SAMR, Actor, Role
from domain.zone.case import Stage
from tests.support.accounts import add_accounts
from tests.support.page_rows import add_many_cases, visitor
from tests.support.pages import Page
from tests.support.plan_walls import add_district_people
from tests.support.province_cases import OFFICES
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


def rows(page: Page) -> list[str]:
    return [each.text.split()[0] for each in page.root.all("tr")[1:]]


@ON_BOTH_DATABASES
async def test_a_case_is_found_by_name_pinyin_initials_and_number(web: Web) -> None:
    await web.add_case("js-1")
    await web.add_case("zj-1")
    browser = await visitor(web).login("samr")
    for words in ("二号园区", "sleh", "SLEH", "erhaoyuan", "er hao", "zone-zj-1-case-1", "%20二号%20"):
        page = await browser.get(f"/cases?q={words}")
        assert rows(page) == ["示例二号园区"], words
        assert "共1件" in page.text
    for words in ("slsh", "%25", "_", "sle hx"):
        assert "没有符合条件的案件" in (await browser.get(f"/cases?q={words}")).text


async def due(web: Web, kind: str, case_id: str, days: int) -> None:
    async with web.register.write() as session:
        of = TaskRow if kind == "task" else DutyRow
        for row in await session.scalars(select(of).where(of.case_id == case_id)):
            row.due = local_date(NOW) + timedelta(days=days)


@ON_BOTH_DATABASES
async def test_what_is_overdue_and_what_is_due_soon_is_told_apart_to_the_day(web: Web) -> None:
    case = await web.add_case("js-1", asks=(("material_review", SAMR),))
    browser = await visitor(web).login("samr")
    for days, tag, listed in (
        (-1, "已逾期", {"overdue"}),
        (0, "7天内到期", {"7", "30", "90"}),
        (7, "7天内到期", {"7", "30", "90"}),
        (8, "", {"30", "90"}),
        (90, "", {"90"}),
        (91, "", set()),
    ):
        await due(web, "task", case.id, days)
        found = {span for span in ("overdue", "7", "30", "90") if rows(await browser.get(f"/cases?due={span}"))}
        assert found == listed, days
        cells = (await browser.get("/cases")).root.all("table")[0].text
        assert ("已逾期" in cells, "7天内到期" in cells) == (tag == "已逾期", tag == "7天内到期"), days


async def test_a_closed_task_is_due_no_longer(web: Web) -> None:
    case = await web.add_case("js-1", asks=(("material_review", SAMR),))
    await due(web, "task", case.id, -1)
    browser = await visitor(web).login("samr")
    assert rows(await browser.get("/cases?due=overdue")) == ["示例一号园区"]
    case.tasks.clear()
    await web.save(case)
    assert rows(await browser.get("/cases?due=overdue")) == []


async def test_who_is_outside_a_case_sees_neither_row_nor_count_nor_export(web: Web) -> None:
    case = await web.add_case("js-1", asks=(("material_review", SAMR),))
    await due(web, "task", case.id, -1)
    for account in ("prov-zj", "park-zj-1", "mara", "expert-1"):
        browser = await visitor(web).login(account)
        for query in (
            "",
            "?q=一号",
            "?q=slyh",
            "?q=zone-js-1",
            "?due=overdue",
            "?stage=application",
            "?province=320000",
        ):
            page = await browser.get(f"/cases{query}")
            assert "共0件" in page.text, (account, query)
            assert "示例一号园区" not in page.html, (account, query)
        for path in ("/cases.csv?q=slyh", "/cases.csv?overdue=true"):
            assert len((await web.get(path, account)).text.splitlines()) == 1
        assert (await web.get("/cases?overdue=true", account)).json()["count"] == {"number": 0, "exact": True}


async def test_a_list_is_counted_as_far_as_a_thousand(web: Web) -> None:
    ids = await add_many_cases(web, 1001)
    browser = await visitor(web).login("samr")
    assert "超过1000件" in (await browser.get("/cases")).text
    last = await browser.get(f"/cases?q={ids[-1]}")
    assert "共1件" in last.text
    assert (await web.get("/cases?limit=1", "samr")).json()["count"] == {"number": 1000, "exact": False}


async def test_paging_keeps_the_filter_and_leads_back_to_the_first_page(web: Web) -> None:
    await add_many_cases(web, 45)
    browser = await visitor(web).login("samr")
    page = await browser.get("/cases?q=一号&province=320000&stage=public_notice")
    seen = rows(page)
    while onwards := page.links().get("下一页"):
        page = await browser.get(onwards)
        seen += rows(page)
        assert "共45件" in page.text
    assert len(seen) == 45
    assert rows(await browser.get(page.links()["第一页"])) == seen[:20]


async def test_a_filter_is_kept_under_a_name_replaced_by_the_same_and_removed(web: Web) -> None:
    await web.add_case("js-1", stage=Stage.CREATION)
    await web.add_case("zj-1")
    browser = await visitor(web).login("samr")
    page = await browser.get("/cases?stage=zone.creation&province=320000&q=slyh&due=")
    form = next(each for each in page.root.all("form") if each.attrs["action"].startswith("/cases/filters?"))
    kept = await browser.submit(page.form(form.attrs["action"]).put({"name": "江苏创建中"}))
    assert rows(kept) == ["示例一号园区"]
    assert "“slyh”，全国质量品牌提升示范区，创建中，江苏省" in kept.text
    again = await browser.get((await browser.get("/cases")).links()["江苏创建中"])
    assert rows(again) == ["示例一号园区"]
    other = await browser.get("/cases?due=overdue")
    await browser.submit(other.form("/cases/filters?due=overdue").put({"name": "江苏创建中"}))
    assert (await browser.get("/cases")).links()["江苏创建中"] == "/cases?due=overdue"
    async with web.register.read() as session:
        (row,) = await session.scalars(select(SavedFilter))
    gone = await browser.get("/cases")
    assert "江苏创建中" not in (await browser.submit(gone.form(f"/cases/filters/{row.id}/remove"))).text
    async with web.register.read() as session:
        done = [each.action for each in await session.scalars(select(AuditEntry).order_by(AuditEntry.sequence))]
    assert [each for each in done if each.startswith("filter")] == ["filter.save", "filter.save", "filter.remove"]


async def test_a_filter_without_a_name_is_sent_back_with_what_was_chosen(web: Web) -> None:
    await web.add_case("js-1")
    browser = await visitor(web).login("samr")
    page = await browser.get("/cases?due=30")
    for name in ("", "  ", "很" * 51):
        wrong = await browser.send(page.form("/cases/filters?due=30").put({"name": name}), 422)
        assert "请填写名称（不超过50个字）" in wrong.error_summary
        assert wrong.form("/cases").values["due"] == ["30"]


async def test_a_filter_is_its_owners_alone(web: Web) -> None:
    form = {"name": "逾期", "query": {"overdue": True}}
    kept = (await web.post("/case-filters", "samr", json=form)).json()
    assert kept["words"] == "已逾期"
    assert (await web.get("/case-filters", "samr-2")).json()["items"] == []
    assert (await web.post(f"/case-filters/{kept['id']}/remove", "samr-2")).status_code == 404
    assert (await web.post(f"/case-filters/{kept['id']}/remove", "samr")).status_code == 200
    assert (await web.get("/case-filters", "samr")).json()["items"] == []


async def test_twenty_filters_are_kept_and_the_next_is_refused(web: Web) -> None:
    for number in range(20):
        assert (await web.post("/case-filters", "samr", json={"name": str(number), "query": {}})).status_code == 201
    more = await web.post("/case-filters", "samr", json={"name": "再一个", "query": {}})
    assert (more.status_code, more.json()["errors"][0]["message"]) == (422, "最多保存20个")
    assert (await web.post("/case-filters", "samr", json={"name": "7", "query": {"q": "x"}})).status_code == 201


async def test_a_reader_is_offered_the_programmes_of_the_texts_they_have_to_do_with(web: Web) -> None:
    await add_district_people(web.register)
    async with web.register.write() as session:
        await add_accounts(session, OFFICES, NOW)
    zone = ["zone", "zone-instrument"]
    district, province = [*family("district")], [*family("province")]
    for account, keys in {
        "samr": ["zone", "pilot", "zone-instrument"],
        "prov-js": ["zone", "pilot", "zone-instrument"],
        "park-js-1": zone,
        "mara": zone,
        "yc-market": district,
        "yc-office": district,
        "gov-wh": province,
        "dep-wh-market": province,
        "npc-hb": province,
        "ops": list(PROGRAMMES),
        "supervisor": list(PROGRAMMES),
    }.items():
        browser = await visitor(web).login(account)
        offered = choices(await browser.get("/cases"), "programme")
        assert offered == ["", *keys], account
        if account != "park-js-1":
            assert choices(await browser.get("/statistics"), "programme") == offered, account


async def test_a_programme_chosen_by_an_old_address_stays_chosen(web: Web) -> None:
    browser = await visitor(web).login("samr")
    for path in ("/cases", "/statistics"):
        assert "district" in choices(await browser.get(f"{path}?programme=district"), "programme"), path


def test_every_task_of_a_text_is_asked_of_a_role_that_is_offered_its_programmes() -> None:
    cites_another = {each.kind.key for each in event_concerns.MATTERS}
    for kind in TASK_KINDS.values():
        actor = Actor(id="x", role=kind.role, organisation="x", jurisdiction=PROVINCE)
        if kind.role is not Role.PUBLIC and kind.key not in cites_another:
            assert set(family(kind.basis[0].instrument)) <= set(programmes_of(actor)), kind.key


def choices(page: Page, name: str) -> list[str]:
    select_ = next(each for each in page.root.all("select") if each.attrs.get("name") == name)
    return [each.attrs["value"] for each in select_.all("option")]
