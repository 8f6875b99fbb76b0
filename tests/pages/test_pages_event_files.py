"""事件案卷 on the portal: the pages every case has show those of both texts."""

import pytest
import pytest_asyncio

from api.pages.forms.answers import read_back
from api.pages.forms.check import check
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import typed
from domain.case import next_task
from domain.event_kinds import EVENT_KINDS
from domain.event_tasks import TASK_KINDS
from domain.procedure.event_state import EventCase
from domain.task import NoData
from services.documents.samples.events import FILLED
from tests.pages.test_pages_forms import shown
from tests.support.event_files import add_offices_of_events, an_event
from tests.support.page_rows import visitor
from tests.support.web import NOW, Web

FORMS = {
    (answer.document, answer.form)
    for kind in EVENT_KINDS.values()
    for step in kind.steps
    for answer in step.answers
    if answer.document
}


@pytest_asyncio.fixture
async def events(web: Web) -> Web:
    await add_offices_of_events(web.register)
    return web


async def added(web: Web, key: str) -> EventCase:
    """A file of this kind in which everything it may ever ask is asked of whoever handles it."""
    by = {"province_supervision": "npc-wh", "province_award": "gov-wh", "province_assessment": "gov-wh"}.get(key, "")
    case = an_event(key, by, NOW, step=1)
    for task in EVENT_KINDS[key].tasks.values():
        case.tasks.append(next_task(case, task, case.handler.audience, NOW))
    case.tasks.append(next_task(case, EVENT_KINDS[key].supplement.kind, case.handler.audience, NOW))
    await web.save(case)
    return case


@pytest.mark.parametrize("key", EVENT_KINDS)
async def test_the_case_its_tasks_and_their_forms_are_shown_to_whoever_handles_it(events: Web, key: str) -> None:
    case = await added(events, key)
    browser = await visitor(events).login(case.handler.organisation)
    page = await browser.get(f"/cases/{case.id}")
    assert case.title in page.heading
    assert case.label in page.text
    for task in case.tasks:
        kind = TASK_KINDS[task.kind]
        shown_task = await browser.get(f"/tasks/{task.id}")
        assert shown_task.heading == kind.label
        for action in kind.actions:
            form = await browser.get(f"/tasks/{task.id}/{action.name}")
            assert form.heading == action.label
            assert "依据：" in form.text
    listed = await browser.get(f"/cases?programme={case.programme}&stage={case.programme}.open")
    assert case.title in listed.text


@pytest.mark.parametrize(("paper", "form"), sorted(FORMS, key=lambda each: each[0]), ids=lambda each: str(each))
def test_a_form_of_a_step_sent_untouched_gives_the_same_answers_and_reads_in_chinese(
    paper: str, form: type[NoData]
) -> None:
    meant = form.model_validate(FILLED[paper])
    questions = questions_of(form)
    sent = shown(questions, typed(questions, meant.model_dump(mode="json")), {})
    checked = check(form, sent.values)
    assert checked.errors == ()
    assert checked.form == meant
    answers = read_back(questions, meant.model_dump(mode="json"))
    assert all(title and not title.isascii() for title, _ in answers)
