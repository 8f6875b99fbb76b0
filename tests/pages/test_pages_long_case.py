"""The page of a case that has grown for years: the latest and the next at once, everything else one click away."""

from db.models import CaseEvent
from tests.support.elements import Element
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.timelines import add_long_life, add_reminders
from tests.support.web import NOW, Web


def folded(page: Page, words: str) -> Element:
    """What is one click away under these words."""
    [found] = [each for each in page.root.all("details") if each.all("summary")[0].text.startswith(words)]
    assert "open" not in found.attrs
    return found


def events(within: Element) -> list[str]:
    return [each.attrs["id"] for each in within.all("li") if each.attrs.get("id", "").startswith("event-")]


async def test_of_a_long_record_the_latest_ten_are_shown_and_the_earlier_ones_are_one_click_away(web: Web) -> None:
    case = await add_long_life(web)
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}")
    every = events(page.root)
    earlier = folded(page, f"更早的记录（{len(every) - 10}）")
    assert events(earlier) == every[10:]
    told = (await web.get(f"/cases/{case.id}/timeline", "samr")).json()["events"]
    assert every == [f"event-{each['id']}" for each in reversed(told)], "the newest first, none left out or twice"


async def test_of_what_is_planned_the_next_ten_are_shown_and_what_comes_later_is_one_click_away(web: Web) -> None:
    case = await add_long_life(web)
    await add_reminders(web, case, 60)
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}")
    planned = (await web.get(f"/cases/{case.id}/timeline", "samr")).json()["planned"]
    later = folded(page, f"以后的提醒和日期（{len(planned) - 10}）")
    assert len(later.all("li")) == len(planned) - 10 > 0


async def test_a_record_of_ten_lines_is_shown_whole_and_the_eleventh_folds_the_first(web: Web) -> None:
    case = await web.add_case()
    for number in range(11):
        async with web.register.write() as session:
            session.add(
                CaseEvent(
                    case_id=case.id,
                    workflow_id="zone/js-1/case-1",
                    step=number,
                    position=0,
                    at=NOW,
                    kind="creation_application.apply",
                    text=f"第{number}件事。",
                )
            )
        if number >= 9:
            page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}")
            assert len(events(page.root)) == number + 1
            assert ("更早的记录" in page.text) is (number == 10)
    assert "第0件事。" in folded(page, "更早的记录（1）").text
    assert "更早的文书" not in page.text
