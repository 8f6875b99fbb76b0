"""What an act will cause, told before the click: documents, notices, dates, the next step and whose it is.

Nothing here knows what any act causes: the case's own workflow takes it on paper (``on_paper``), and what it would have
recorded is told.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from api import acting, present
from api.deps import Services
from api.editions import read_as
from api.errors import basis_views
from api.foreseeing.known import known_of
from api.foreseeing.on_paper import Outcome, taken_on_paper
from api.foreseeing.paper_run import PaperJam
from api.foreseeing.supposed import Supposition, suppositions
from api.foreseeing.views import (
    ForeseenAction,
    ForeseenBranch,
    ForeseenDocument,
    ForeseenNotice,
    ForeseenTask,
    ForeseenTaskView,
    ForeseenView,
)
from db.models import Case
from db.queries.recipients import organisation_names, organisations_in
from db.queries.releases import work_calendar
from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.kinds import TASK_KINDS
from domain.orders import NoticeOrder
from domain.programmes import case_of, edition_of, programme_of
from domain.rederivation import explained
from domain.roles import Actor, Audience, Role
from domain.task import Act, Action, Form, Task
from services.documents.kinds import KINDS
from services.notifications.wording import BROKEN, NoticeFacts, compose

_log = logging.getLogger(__name__)
_TRIED = "on-paper"
Seen = TypeVar("Seen", ForeseenDocument, ForeseenNotice)


async def foretold(services: Services, actor: Actor, task_id: str) -> ForeseenTaskView:
    """What each allowed answer would cause if it were given today. Raises as ``reading.one_task``."""
    row, case, kind, who = await acting.as_asked(services, actor, task_id)
    allowed = kind.actions if row.closed_at is None else ()
    return ForeseenTaskView(
        task_id=task_id, actions=[await _of_action(services, case, who, task_id, action) for action in allowed]
    )


async def foretold_action(services: Services, actor: Actor, task_id: str, action: Action) -> ForeseenAction:
    """What one of the answers would cause if it were given today. Raises as ``reading.one_task``."""
    row, case, kind, who = await acting.as_asked(services, actor, task_id)
    return await _of_action(services, case, who, task_id, action)


async def foretold_of(
    services: Services, actor: Actor, task_id: str, action: Action, form: Form, attachments: Sequence[str] = ()
) -> ForeseenView | None:
    """What the act would cause now with what is filled in; or why it would be turned away. None where nobody can say.

    Raises as ``reading.one_task``.
    """
    row, case, kind, who = await acting.as_asked(services, actor, task_id)
    if row.closed_at is not None:
        return None
    data, _ = action.apart(form)
    act = _act(task_id, action, who, data).model_copy(update={"attachments": tuple(attachments)})
    return await _foreseen(services, case, act, supposing=False)


async def _of_action(services: Services, case: Case, who: Actor, task_id: str, action: Action) -> ForeseenAction:
    today = local_date(await services.clock.now())
    branches = []
    for supposed in suppositions(action.form, today, known_of(case_of(case.state))):
        data = supposed.form.model_dump(mode="json")
        foreseen = await _foreseen(services, case, _act(task_id, action, who, data), supposing=True)
        if foreseen is not None:
            branches.append((supposed, foreseen))
    return ForeseenAction(
        name=action.name,
        label=action.label,
        depends=bool(action.form.model_fields),
        branches=_together(branches),
    )


def _together(found: list[tuple[Supposition, ForeseenView]]) -> list[ForeseenBranch]:
    """What follows alike is told once; where all is alike, without conditions."""
    branches: list[ForeseenBranch] = []
    for supposed, foreseen in found:
        words = "，".join(supposed.chosen)
        same = next((each for each in branches if each.foreseen == foreseen), None)
        if same:
            same.conditions.append(words)
        else:
            branches.append(ForeseenBranch(conditions=[words], foreseen=foreseen))
    if len(branches) == 1:
        branches[0].conditions = []
    return branches


def _act(task_id: str, action: Action, who: Actor, data: dict[str, Any]) -> Act:
    return Act(task_id=task_id, action=action.name, actor=who, request_id=_TRIED, data=data)


async def _foreseen(services: Services, case: Case, act: Act, *, supposing: bool) -> ForeseenView | None:
    now = await services.clock.now()
    try:
        outcome = await taken_on_paper(services.register, case, act, now, supposing=supposing)
    except PaperJam as jam:
        _log.info("nothing foreseen of %s in %s: %s", act.action, case.id, jam)
        return None
    if refusal := outcome.refusal:
        text = refusal.text.partition("被拒绝：")[2]
        view = ForeseenView(refusal=text, refusal_basis=basis_views(refusal.basis))
        return read_as(view, edition_of(case.state))
    async with services.register.read() as session:
        return await _view(session, case, outcome)


async def _view(session: AsyncSession, case: Case, outcome: Outcome) -> ForeseenView:
    names = await organisation_names(session)
    documents = [
        ForeseenDocument(
            title=KINDS[order.kind].label,
            issuers=[names.get(each, each) for each in order.issuers],
            recipients=await _people(session, order.recipients),
            basis=basis_views(order.basis),
        )
        for order in outcome.documents
    ]
    notices = [
        ForeseenNotice(subject=_subject(case, order, outcome), recipients=await _people(session, order.audience))
        for order in outcome.notices
    ]
    calendar = await work_calendar(session)
    dates = [explained(each, outcome.after.policy, calendar) for each in _new_dates(outcome)]
    view = ForeseenView(
        state_before=case.stage_label,
        state_after=outcome.after.label,
        documents=_once(documents),
        notices=_once(notices),
        dates=[present.milestone(each) for each in dates],
        next=_by_task([await _task(session, each) for each in outcome.after.awaited]),
    )
    return read_as(view, edition_of(outcome.after.model_dump(mode="json")))


def _new_dates(outcome: Outcome) -> list[Deadline]:
    """The dates that the act brings, or moves to another day."""
    programme = programme_of(outcome.before)
    known = {(each.key, each.words) for each in programme.milestones(outcome.before)}
    return [each for each in programme.milestones(outcome.after) if (each.key, each.words) not in known]


async def _task(session: AsyncSession, task: Task) -> ForeseenTask:
    kind = TASK_KINDS[task.kind]
    due = f"{in_words(task.due)}{'（暂定）' if task.due_provisional else ''}" if task.due else ""
    label = f"{kind.label}（{task.about_label}）" if task.about_label else kind.label
    return ForeseenTask(
        label=label, whose=await _people(session, (task.audience,)), due=due, basis=basis_views(kind.basis)
    )


def _by_task(found: Iterable[ForeseenTask]) -> list[ForeseenTask]:
    """What several are asked alike stands once, with all of them."""
    told: dict[tuple[str, str], ForeseenTask] = {}
    for each in found:
        same = told.setdefault((each.label, each.due), each.model_copy(update={"whose": []}))
        same.whose.extend(whose for whose in each.whose if whose not in same.whose)
    return list(told.values())


async def _people(session: AsyncSession, audience: Iterable[Audience]) -> list[str]:
    """The offices an audience stands for; the public and the experts by what they are."""
    found: list[str] = []
    for each in audience:
        nameless = each.role in {Role.PUBLIC, Role.EXPERT}
        found += [each.role.label] if nameless else await organisations_in(session, each) or [each.role.label]
    return list(dict.fromkeys(found))


def _subject(case: Case, order: NoticeOrder, outcome: Outcome) -> str:
    """The subject line as it will be sent, as far as it is known by now."""
    facts = NoticeFacts(
        park=outcome.after.subject_name,
        case_id=case.id,
        data=order.data,
        interpreted=outcome.after.policy.interpreted,
        deadlines=order.deadlines,
        basis=order.basis,
        planned_at=outcome.at,
        now=outcome.at,
        link="",
    )
    try:
        return compose(order.kind, facts).subject
    except BROKEN:
        return "关于本案件的通知"


def _once(found: list[Seen]) -> list[Seen]:
    """The same told to several stands once, with all of them."""
    told: dict[str, Seen] = {}
    for each in found:
        name = each.model_dump_json(exclude={"recipients"})
        same = told.setdefault(name, each.model_copy(update={"recipients": []}))
        same.recipients.extend(whose for whose in each.recipients if whose not in same.recipients)
    return list(told.values())
