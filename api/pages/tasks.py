"""办理: a task with its material, the choice of an answer, the answer's form, a last look, and the act."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import acting, ledger_sheets, parks, pilots, reading
from api.deps import Services, Web, request_id
from api.errors import not_found
from api.foreseeing.foretelling import foretold, foretold_action, foretold_of
from api.identity import Identity, SignedIn
from api.notice_views import ObjectionView
from api.pages import drafts, renumbering
from api.pages.bodies import picking
from api.pages.clauses import choosing
from api.pages.cooperation import cooperation
from api.pages.desk import why
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.filled_before import filled_before
from api.pages.forms.check import FieldError
from api.pages.forms.shape import Question, chosen_among, questions_of
from api.pages.rendering import page
from api.pages.shelf import Shelf, waiting_below
from api.views import TaskView
from db.models import Case
from domain import task as domain
from domain.kinds import TASK_KINDS
from domain.pilot.sec2_1_cooperation import Mechanism
from domain.procedure.reexamination import RESUME, Ruling
from domain.zone.art03_identity_change import IdentityForm

router = APIRouter()
_NOT_CHOSEN = FieldError("action", "action", "请选择如何办理")


@router.get("/tasks/{task_id}")
async def task_page(request: Request, services: Web, me: SignedIn, task_id: str) -> Response:
    return await _task(request, services, me, await reading.one_task(services, me.actor, task_id))


@router.post("/tasks/{task_id}")
async def choose(
    request: Request, services: Web, me: SignedIn, task_id: str, action: Annotated[str, Form()] = ""
) -> Response:
    """Go on to the form of the chosen answer."""
    task = await reading.one_task(services, me.actor, task_id)
    if action in {each.name for each in task.actions}:
        return RedirectResponse(f"/tasks/{task_id}/{action}", 303)
    return await _task(request, services, me, task, (_NOT_CHOSEN,))


async def _task(
    request: Request, services: Services, me: Identity, task: TaskView, errors: tuple[FieldError, ...] = ()
) -> Response:
    case = await reading.one_case(services, me.actor, task.case_id)
    rules = any(issubclass(each.form, Ruling) for each in TASK_KINDS[task.kind].actions)
    return await page(
        request,
        services,
        me,
        "task",
        task.label,
        status=422 if errors else 200,
        task=task,
        case=case,
        errors=errors,
        due=why(task, [case]),
        has_sheet=task.kind in ledger_sheets.KINDS,
        drafts=await _drafts(services, me, task),
        foretold=(await foretold(services, me.actor, task.id)).actions,
        documents=await reading.case_documents(services, me.actor, task.case_id),
        events=(await reading.timeline(services, me.actor, task.case_id)).events[-10:],
        objections=await _objections(services, me, task) if rules else (),
        waiting=await reading.open_objections(services, me.actor, task.case_id) if rules else (),
    )


async def _drafts(services: Services, me: Identity, task: TaskView) -> list[dict[str, object]]:
    """Answers the visitor has begun: their labels, their places, when they were kept."""
    labels = {f"/tasks/{task.id}/{each.name}": each.label for each in task.actions}
    kept = await waiting_below(services, me.account.id, f"/tasks/{task.id}/")
    return [{"label": labels[place], "href": place, "saved_at": at} for place, at in kept if place in labels]


async def _objections(services: Services, me: Identity, task: TaskView) -> list[ObjectionView]:
    """What is to be re-examined, for 总局 and whoever acts in its stead."""
    who = await reading.capacity_in(services, me.actor, task.id)
    return await reading.case_objections(services, who, task.case_id)


@router.get("/tasks/{task_id}/{action_name}")
async def action_page(request: Request, services: Web, me: SignedIn, task_id: str, action_name: str) -> Response:
    task, action = await _asked(services, me, task_id, action_name)
    if not task.actions:
        return RedirectResponse(f"/tasks/{task_id}", 303)
    row, case, _ = await acting.find(services, task.id)
    questions = await _questions(services, me, case, action)
    before = filled_before(case.state, action.asked, row.organisation_id)
    return await _answering(request, services, me, task, action, questions).blank(before=before)


@router.post("/tasks/{task_id}/{action_name}")
async def act(request: Request, services: Web, me: SignedIn, task_id: str, action_name: str) -> Response:
    task, action = await _asked(services, me, task_id, action_name)
    draft = await drafts.received(request, services, me.account.id)
    _, case, _ = await acting.find(services, task.id)
    questions = await _questions(services, me, case, action)
    return await _answering(request, services, me, task, action, questions).received(draft)


async def _asked(services: Services, me: Identity, task_id: str, action_name: str) -> tuple[TaskView, domain.Action]:
    task = await reading.one_task(services, me.actor, task_id)
    action = TASK_KINDS[task.kind].action(action_name)
    if action is None:
        raise not_found("该事项的这一办理动作")
    return task, action


async def _questions(services: Services, me: Identity, case: Case, action: domain.Action) -> tuple[Question, ...]:
    """What the answer asks; the bureaus that cooperate, governments and departments, and the body that takes over are
    chosen among those the register knows, and the objection ruled upon among those that wait. One that was withdrawn
    does not wait."""
    questions = questions_of(action.asked)
    if issubclass(action.asked, Mechanism):
        return cooperation(questions, await pilots.may_take_part(services, me.actor, case.id))
    if issubclass(action.asked, Ruling) and action.name != RESUME:
        waiting = await reading.open_objections(services, me.actor, case.id)
        numbers = tuple((each.receipt_number, f"{each.receipt_number}（{each.status.label}）") for each in waiting)
        return chosen_among(numbers, "receipt_number", questions) if numbers else questions
    questions = choosing(case.state, action, questions)
    questions = await picking(services, case.state, action.asked, questions)
    if not issubclass(action.asked, IdentityForm):
        return questions
    bodies = tuple((body.id, body.name) for body in await parks.creating_bodies(services))
    return chosen_among((("", "不更换单位"), *bodies), "organisation", questions)


def _answering(
    request: Request,
    services: Services,
    me: Identity,
    task: TaskView,
    action: domain.Action,
    questions: tuple[Question, ...],
) -> Entering[domain.Form]:
    """The form of an answer; one that cannot be taken back is read once more before it is sent, any
    other where that is asked for."""

    async def show(filled: Filled) -> Response:
        told = await foretold_action(services, me.actor, task.id, action)
        shown = {"task": task, "action": action, "foretold": told, **filled.content}
        return await page(request, services, me, "action", f"办理：{action.label}", **shown)

    async def last_look(form: domain.Form, filled: Filled) -> Response:
        title = f"请核对后确认：{action.label}"
        seen = await foretold_of(services, me.actor, task.id, action, form, filled.draft.files.ids)
        moved = await renumbering.previewed(services, task.id, form)
        shown = {"task": task, "action": action, "seen": seen, "moved": moved, **filled.content}
        return await page(request, services, me, "confirm", title, **shown)

    async def send(form: domain.Form, draft: Draft) -> Response:
        receipt = await acting.perform(
            services,
            me.actor,
            task.id,
            action.name,
            form.model_dump(mode="json"),
            request_id=request_id(me.account.id, draft.key),
            comment=draft.comment,
            attachments=draft.files.ids,
        )
        return RedirectResponse(f"/cases/{receipt.case_id}/receipts/{receipt.step}", 303)

    shelf = Shelf(services, me.account.id, f"/tasks/{task.id}/{action.name}")
    return Entering(action.asked, questions, show, send, last_look, insists=action.irreversible, shelf=shelf)
