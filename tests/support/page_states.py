"""Every page of the portal and every state of it: where it is, who looks, and what was sent before.

One line a state. ``tests/pages/test_pages_valid.py`` reads all of them, ``tests/browser/test_browser_access.py`` looks
at them, and a route that answers with a page and stands in no line fails the former.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.pages.forms.shape import Kind, Question, questions_of
from domain.district.kinds import TASK_KINDS as DISTRICT_KINDS
from domain.event_tasks import TASK_KINDS as EVENT_TASK_KINDS
from domain.kinds import TASK_KINDS
from domain.province.kinds import TASK_KINDS as PROVINCE_KINDS
from domain.roles import Role
from domain.task import Action, TaskKind
from tests.support.page_rows import ACCOUNTS, ELSEWHERE
from tests.support.page_state import State
from tests.support.page_states_of_others import OF_OTHER_TEXTS

NOBODY = None
NO_PAGES = {
    "/calendar/{token}.ics": "a calendar",
    "/case-imports/check/{sheet_id}/marked.xlsx": "a sheet",
    "/case-imports/template.xlsx": "a sheet",
    "/healthz": "JSON",
    "/ledger-sheets/{task_id}/check/{sheet_id}/marked.xlsx": "a sheet",
    "/ledger-sheets/{task_id}/template.xlsx": "a sheet",
    "/live": "a stream of events",
    "/login/oidc": "leads to the identity provider",
    "/login/oidc/callback": "leads into the portal",
    "/metrics": "numbers for Prometheus",
    "/openapi.json": "JSON",
    "/readyz": "JSON",
    "/rehearsals/{rehearsal_id}/documents/{name}": "a PDF",
    "/rules/template.xlsx": "a sheet",
}
"""Routes outside ``/api`` that answer with no page, and with what instead."""


_WHO = ACCOUNTS | ELSEWHERE
_OBJECTION = {"grounds": "指标数据不实"}
_CHANGE = {"task_id": "change", "action_name": "propose"}
_STRANGER = {"members.0.organisation": "city-unknown"}
STATES: tuple[State, ...] = (
    # -- everybody
    State("login", NOBODY, "/login"),
    State("login-refused", NOBODY, "/login", status=422, sent={"username": "samr", "password": "错误的密码"}),
    State("notices", NOBODY, "/notices"),
    State("notice", NOBODY, "/notices/{notice_id}"),
    State("notice-errors", NOBODY, "/notices/{notice_id}", status=422, sent={}),
    State("notice-receipt", NOBODY, "/notices/{notice_id}", "taken", 201, sent=_OBJECTION),
    State("notice-without-engine", NOBODY, "/notices/{notice_id}", status=503, sent=_OBJECTION),
    State("objections", NOBODY, "/objections"),
    State("objection", NOBODY, "/objections?receipt_number={receipt_number}"),
    State("objection-unknown", NOBODY, "/objections?receipt_number=GS-0", status=404),
    State("pilot-list", NOBODY, "/public/pilot-projects"),
    State("verify", NOBODY, "/verify"),
    State("verified", NOBODY, "/verify/{code}"),
    State("verify-errors", NOBODY, "/verify", status=422, sent={}),
    State("calculator", NOBODY, "/calculator"),
    State(
        "calculator-derived",
        NOBODY,
        "/calculator?rule=zone-notice&anchor.year=2025&anchor.month=9&anchor.day=28&working_days=5",
    ),
    State(
        "calculator-errors",
        NOBODY,
        "/calculator?rule=zone-notice&anchor.year=2025&anchor.month=2&anchor.day=30",
        status=422,
    ),
    State("back-plan", NOBODY, "/calculator/back-plan"),
    State(
        "back-plan-told",
        NOBODY,
        "/calculator/back-plan?last_day.year=2028&last_day.month=10&last_day.day=15",
    ),
    State("mails", NOBODY, "/mail"),
    State("mail", NOBODY, "/mail/{name}"),
    State("not-found", NOBODY, "/nowhere", status=404),
    State("not-found-inside", "samr", "/nowhere", status=404),
    State("forbidden", "park-js-1", "/audit", status=403),
    # -- the desk and one's own affairs
    State("desk", "samr", "/"),
    State("desk-of-a-park", "park-js-1", "/"),
    State("desk-of-a-bureau", "city-jia", "/"),
    State("desk-empty", "samr", "/", "nothing"),
    State("desk-of-a-park-before", "park-js-1", "/", "nothing"),
    State("desk-long", "samr", "/", "long-list"),
    State("desk-of-operations", "ops", "/", "life"),
    State("desk-in-the-sandbox", "samr", "/", "sandbox"),
    State("inbox", "park-js-1", "/inbox"),
    State("inbox-empty", "samr", "/inbox", "nothing"),
    State("sessions", "samr", "/sessions"),
    State("sessions-of-operations", "ops", "/sessions"),
    State("password", "samr", "/password"),
    State("password-errors", "samr", "/password", status=422, sent={}),
    State("notification-settings", "samr", "/notification-settings"),
    State("calendar", "samr", "/calendar"),
    State("substitutions", "samr", "/substitutions"),
    State("substitutions-errors", "samr", "/substitutions", status=422, sent={}),
    State("delivery-task", "samr", "/delivery-tasks/{task_id}", own={"task_id": "undelivered-1"}),
    # -- cases
    State("cases", "samr", "/cases"),
    State("cases-long", "samr", "/cases?q=slyh", "long-list"),
    State("cases-none", "samr", "/cases?q=没有这样的案件"),
    State("case", "samr", "/cases/{case_id}"),
    State("case-of-a-park", "park-js-1", "/cases/{case_id}"),
    State("case-long-life", "samr", "/cases/{case_id}", "life"),
    State("case-of-a-pilot", "city-jia", "/cases/{pilot}"),
    State("case-of-a-pilot-national", "samr", "/cases/{pilot}"),
    State("timeline", "samr", "/cases/{case_id}/timeline", "life"),
    State("receipt", "park-js-1", "/cases/{case_id}/receipts/{step}"),
    State("contacts", "prov-js", "/cases/{case_id}/contacts", own={"case_id": "pilot-p1"}),
    State("date-extended", "samr", "/cases/{case_id}/dates/{path}/{action}", own={"action": "extend"}),
    State(
        "date-extended-errors",
        "samr",
        "/cases/{case_id}/dates/{path}/{action}",
        status=422,
        own={"action": "extend"},
        sent={},
    ),
    State("delivery-record", "samr", "/cases/{case_id}/delivery-record"),
    State("ledger-line", "prov-js", "/cases/{case_id}/ledger/{line}"),
    State("ledger-entry", "prov-js", "/cases/{case_id}/ledger/{line}/new"),
    State("rehearsal-wish", "park-js-1", "/cases/{case_id}/rehearsal"),
    State("rehearsal-of-an-application", "park-js-1", "/parks/{park_id}/rehearsal", "nothing", own={"park_id": "js-1"}),
    State("rehearsal-of-a-project", "city-jia", "/pilot-projects/new/rehearsal"),
    State("rehearsal-running", "park-js-1", "/rehearsals/{rehearsal_id}", own={"rehearsal_id": "running"}),
    State("rehearsal-done", "park-js-1", "/rehearsals/{rehearsal_id}"),
    State("case-imports", "samr", "/case-imports"),
    State("case-import", "samr", "/case-imports/{import_id}"),
    State("case-import-check", "samr", "/case-imports/check/{sheet_id}"),
    # -- a district plan
    State("wall", "yc-office", "/plans/{plan_id}", "plan"),
    State("wall-filtered", "yc-office", "/plans/{plan_id}?measure=8&status=unfiled", "plan"),
    State("wall-none", "yc-office", "/plans/{plan_id}?unit=yc-tax&overdue=red", "plan"),
    State("wall-of-a-unit", "yc-market", "/plans/{plan_id}", "plan"),
    State("wall-large", "ops", "/plans/{plan_id}", "large-plan"),
    State("desk-of-an-office", "yc-office", "/", "plan"),
    State("case-of-a-plan", "yc-office", "/cases/{case_id}", "plan"),
    State("ledger-sheet", "yc-science", "/ledger-sheets/{task_id}", "plan"),
    State("ledger-sheet-errors", "yc-science", "/ledger-sheets/{task_id}", "plan", status=422, sent={}),
    State("ledger-sheet-check", "yc-science", "/ledger-sheets/{task_id}/check/{sheet_id}", "plan"),
    State(
        "ledger-sheet-faulty",
        "yc-science",
        "/ledger-sheets/{task_id}/check/{sheet_id}",
        "plan",
        own={"sheet_id": "faulty_sheet"},
    ),
    *OF_OTHER_TEXTS,
    # -- a task from the desk to the last look
    State("task", "samr", "/tasks/{task_id}"),
    State("task-errors", "samr", "/tasks/{task_id}", status=422, sent={}),
    State("task-form", "samr", "/tasks/{task_id}/{action_name}"),
    State("task-look", "samr", "/tasks/{task_id}/{action_name}", sent={}, pressed="先看后果"),
    State("task-without-engine", "samr", "/tasks/{task_id}/{action_name}", status=503, sent={}),
    # -- lists, papers of the whole programme, parks, the five bureaus
    State("lists", "prov-zj", "/lists"),
    State("lists-empty", "samr", "/lists", "nothing"),
    State("list-new", "prov-zj", "/lists/new/{kind}", own={"kind": "nominees"}),
    State("list", "prov-zj", "/lists/{number}"),
    State("list-act", "prov-zj", "/lists/{number}/acts/{action}"),
    State("list-act-errors", "prov-zj", "/lists/{number}/acts/{action}", status=422, sent={}),
    State("instruments", "samr", "/instruments"),
    State("instrument-new", "samr", "/instruments/new/{kind}"),
    State("instrument-errors", "samr", "/instruments/new/{kind}", status=422, sent={}),
    State("parks", "samr", "/parks"),
    State("parks-none", "samr", "/parks?q=none&province=110000"),
    State("park-new", "park-js-1", "/parks/new"),
    State("park-errors", "park-js-1", "/parks/new", status=422, sent={}),
    State("park", "park-js-1", "/parks/{park_id}"),
    State("park-entry", "samr", "/parks/{park_id}/{entry}", own={"entry": "bodies"}),
    State("experts", "prov-js", "/experts"),
    State("expert-new", "prov-js", "/experts/new"),
    State("expert-errors", "prov-js", "/experts/new", status=422, sent={}),
    State("expert-leaves", "prov-js", "/experts/{organisation}/{entry}"),
    State("deliverables", "prov-js", "/deliverables"),
    State("deliverable", "prov-js", "/deliverables/{key}"),
    State("deliverable-new", "prov-js", "/deliverables/{key}/new"),
    State("pilot-opening", "city-jia", "/pilot-projects/new"),
    State("form-bureaus", "city-jia", "/tasks/{task_id}/{action_name}", own=_CHANGE),
    State("form-bureaus-errors", "city-jia", "/tasks/{task_id}/{action_name}", status=422, own=_CHANGE, sent=_STRANGER),
    # -- rules, numbers, watching
    State("rules", "ops", "/rules"),
    State("policy", "samr", "/rules/policies/{programme}"),
    State("policy-change", "ops", "/rules/policies/{programme}/change"),
    State("policy-version", "samr", "/rules/policies/{programme}/versions/{version}"),
    State("statistics", "samr", "/statistics", "life"),
    State("statistics-empty", "samr", "/statistics", "nothing"),
    State("statistics-tasks", "samr", "/statistics/tasks?standing=late", "life"),
    State("statistics-expiries", "samr", "/statistics/expiries?month=2027-11", "life"),
    State("operations", "ops", "/operations", "life"),
    State("audit", "supervisor", "/audit"),
    State("audit-questionable", "supervisor", "/audit/questionable"),
    State("audit-verification", "supervisor", "/audit/verification"),
)


def forms() -> tuple[State, ...]:
    """The forms of tasks in which every kind of control stands, and the tasks they answer."""
    found: list[State] = []
    shown: set[Kind] = set()
    for kind, action in _ASKED:
        controls = set(_kinds(questions_of(action.asked)))
        if controls <= shown or kind.key in {each.own["task_id"][5:] for each in found}:
            continue
        shown |= controls
        task = State(f"task-{kind.key}", _WHO[kind.role], "/tasks/{task_id}", _scene_of(kind), own=_task_of(kind))
        blank = _form(kind, action, f"form-{kind.key}")
        found += [task, blank, replace(blank, name=f"{blank.name}-errors", status=422, sent={})]
    return tuple(found)


def every_form() -> tuple[State, ...]:
    """The blank form of every answer to every task."""
    return tuple(_form(kind, action, f"form-{kind.key}-{action.name}") for kind, action in _ASKED)


def _form(kind: TaskKind, action: Action, name: str) -> State:
    own = {**_task_of(kind), "action_name": action.name}
    return State(name, _WHO[kind.role], "/tasks/{task_id}/{action_name}", _scene_of(kind), own=own)


def _scene_of(kind: TaskKind) -> str:
    return "other-tasks" if kind.key in {*DISTRICT_KINDS, *PROVINCE_KINDS, *EVENT_TASK_KINDS} else "tasks"


def _task_of(kind: TaskKind) -> dict[str, str]:
    return {"task_id": f"task:{kind.key}"}


_ASKED = [
    (kind, action)
    for key in ("objection_reexamination", *TASK_KINDS)
    for kind in [TASK_KINDS[key]]
    if kind.role is not Role.PUBLIC and not kind.by_errand
    for action in kind.actions
]


def _kinds(questions: Iterable[Question]) -> Iterator[Kind]:
    for each in questions:
        yield each.kind
        yield from _kinds(each.questions)
