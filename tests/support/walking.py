"""Asking every address as somebody: what is sent where, and how the answer is told in one word."""

from http import HTTPStatus
from typing import Any

import httpx2

from api.app import app, openapi
from tests.support.dated_cases import LONG
from tests.support.page_rows import CHECK_CODE
from tests.support.web import Web

Answers = dict[str, str]
_PLACES = {
    "account_id": "samr-2",
    "session_id": "none",
    "feed_id": "none",
    "filter_id": "none",
    "substitution_id": "none",
    "path": "proceeding.notice.last_day",
    "action": "extend",
    "name": "consult",
    "action_name": "consult",
    "key": "zone-notice",
    "organisation": "expert-1",
    "channel": "sms",
    "step": "1",
    "kind": "work_plan",
    "entry": "bodies",
}
"""Values of what a path asks for, where the story gave no example."""
_OTHERWISE = {
    "/deliverables/{key}": {"key": "deliverable"},
    "/lists/new/{kind}": {"kind": "=nominees"},
    "/lists/{number}/acts/{action}": {"action": "=forward"},
    "/delivery-tasks/{task_id}": {"task_id": "delivery_task_id"},
    "/experts/{organisation}/{entry}": {"entry": "=leave"},
    "/mail/{name}": {"name": "=none"},
}
"""Where the same word means something else: the example of another name, or ``=`` and the value."""
_QUERIES = {
    "/api/v1/back-plan": "?last_day=2028-10-15",
    "/api/v1/calendar-releases": "?dry_run=true",
    "/api/v1/statistics/expiries": "?month=2026-12",
    "/statistics/expiries": "?month=2026-12",
    "/objections": "?receipt_number={receipt_number}",
}

_SENT: dict[str, dict[str, Any]] = {
    "/api/v1/lists": {"kind": "nominees", "title": "又一名单", "entries": [{"case_id": "zone-zj-1-case-4", "rank": 1}]},
    "/api/v1/parks": {
        "name": "示例新材料产业园",
        "sector": "工业",
        "form": "产业园区",
        "region": "320500",
        "region_name": "江苏省苏州市",
        "boundary": "东至甲路，西至乙路",
        "industry": "新材料",
    },
    "/api/v1/parks/{park_id}/bodies": {"organisation": "park-zj-1", "document_number": "甲"},
    "/api/v1/calendar-releases": LONG.model_dump(mode="json"),
    "/api/v1/public/documents/verify": {"code": CHECK_CODE},
}
"""Where the least that has the form is refused as such before it is asked who sends it."""


def address(path: str, examples: dict[str, str]) -> str:
    """A path with the examples of the story in it."""
    known = _PLACES | examples
    for beginning, values in _OTHERWISE.items():
        if path.startswith(beginning):
            known |= {name: value[1:] if value[0] == "=" else known[value] for name, value in values.items()}
    return (path + _QUERIES.get(path, "")).format(**known)


def body(method: str, path: str) -> dict[str, Any]:
    """What is sent: by the description of the API the least that has its form, otherwise nothing."""
    if path in _SENT:
        return {"json": _SENT[path]}
    operation = openapi(app)["paths"].get(path, {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return {}
    return {"json": least(content["application/json"]["schema"])}


def least(schema: dict[str, Any]) -> Any:
    """The least value of a JSON schema, such as people would send."""
    if "$ref" in schema:
        return least(openapi(app)["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema or "oneOf" in schema:
        return least((schema.get("anyOf") or schema["oneOf"])[0])
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        required = schema.get("required", [])
        return {name: least(value) for name, value in schema.get("properties", {}).items() if name in required}
    if kind == "array":
        return [least(schema["items"]) for _ in range(schema.get("minItems", 0))]
    numbers = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    text = "2025-10-09" if schema.get("format") == "date" else "示例文字示例文字"[: schema.get("maxLength", 8)]
    return {"integer": numbers, "number": numbers, "boolean": False}.get(kind or "", text)


async def walk(web: Web, addresses: list[str], account: str | None, examples: dict[str, str]) -> Answers:
    """One word of each address: first what is read, then what is sent, at the end what ends the log-in."""
    found = {}
    for each in sorted(addresses, key=lambda one: (one.startswith("POST"), "/logout" in one, "/sessions" in one)):
        method, _, path = each.partition(" ")
        sent = body(method, path) if method == "POST" else {}
        answer = await web.call(method, address(path, examples), account, **sent)
        found[each] = word(answer)
        assert answer.status_code != 500, f"{account} {each}: {answer.text}"
        if path == "/logout" and account:
            web.forget(account)
    return found


def word(answer: httpx2.Response) -> str:
    """可: let in, whatever then became of it. 填: what was sent has not the form, which came first. 禁, 无: refused, or
    not there for them. 登: sent to log in."""
    status = HTTPStatus(answer.status_code)
    to_log_in = status is HTTPStatus.SEE_OTHER and answer.headers["location"].startswith("/login?")
    if status is HTTPStatus.UNAUTHORIZED or to_log_in:
        return "登"
    words = {HTTPStatus.FORBIDDEN: "禁", HTTPStatus.NOT_FOUND: "无", HTTPStatus.UNPROCESSABLE_ENTITY: "填"}
    return words.get(status, "可")
