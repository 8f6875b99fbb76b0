"""A visitor of the portal: fetches pages, checks every one of them, and fills in their forms as a browser would."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx2

from api.deps import Services
from api.identity import cookie_name
from tests.support.elements import Element, parse
from tests.support.web import session_of

_TYPED = frozenset({"text", "password", "file", "radio", "checkbox", "number", "date", "email", "search"})
STATUS_WORDS = re.compile(
    r"(?<![\w-])(planned|sent|delivered|failed|read|running|ended|withdrawn|ordered|stored|pending|accepted|rejected|upheld|"
    r"open|closed|overdue|provisional|true|false|none|null|nan|error|done|refused|inbox|approved|in_term|creation)\b",
    re.IGNORECASE,
)


@dataclass
class Page:
    """A fetched page."""

    path: str
    status: int
    html: str
    root: Element

    @property
    def text(self) -> str:
        """What people see: without head and hidden things."""
        (body,) = self.root.all("body")
        return body.text

    @property
    def heading(self) -> str:
        return self.root.all("h1")[0].text

    def links(self) -> dict[str, str]:
        return {each.text: each.attrs.get("href", "") for each in self.root.all("a")}

    def by_id(self, id_: str) -> Element:
        (found,) = [each for each in self.root.all() if each.attrs.get("id") == id_]
        return found

    def form(self, action: str) -> "Filling":
        """The form with this action, holding what a browser would send of it untouched."""
        (found,) = self.forms(action)
        return found

    def forms(self, action: str) -> "list[Filling]":
        """Every form with this action, in the order of the page."""
        return [Filling(each) for each in self.root.all("form") if each.attrs["action"] == action]

    def row(self, words: str) -> str:
        """The one row of a table or of a list of facts that begins with these words, without spaces."""
        facts = [each for each in self.root.all("div") if "govuk-summary-list__row" in each.attrs.get("class", "")]
        rows = [each.text.replace(" ", "") for each in (*self.root.all("tr"), *facts)]
        (found,) = [each for each in rows if each.startswith(words)]
        return found

    @property
    def error_summary(self) -> str:
        found = [each for each in self.root.all("div") if each.attrs.get("id") == "error-summary"]
        return found[0].text if found else ""


class Filling:
    """One form being filled in."""

    def __init__(self, form: Element) -> None:
        self.form = form
        self.action = form.attrs["action"]
        self.method = form.attrs["method"]
        self.values: dict[str, list[str]] = {}
        for each in form.all("input", "textarea", "select"):
            for value in _sent(each):
                self.values.setdefault(each.attrs["name"], []).append(value)

    @property
    def names(self) -> set[str]:
        return {
            each.attrs["name"]
            for each in self.form.all("input", "textarea", "select", "button")
            if "name" in each.attrs
        }

    def put(self, values: dict[str, Any]) -> "Filling":
        """Type values by name. Fails for an input the form does not have, or a choice it does not offer."""
        for name, given in values.items():
            texts = [given] if isinstance(given, str) else list(given)
            assert name in self.names, f"no input {name} in {sorted(self.names)}"
            offered = [
                each.attrs["value"]
                for each in self.form.all("input")
                if each.attrs["name"] == name and each.attrs["type"] in ("radio", "checkbox")
            ]
            assert not offered or set(texts) <= set(offered), f"{name}: {texts} not among {offered}"
            self.values[name] = texts
        return self

    def press(self, label: str) -> "Filling":
        """Send with this button."""
        (button,) = [each for each in self.form.all("button") if each.text == label]
        if "name" in button.attrs:
            self.values[button.attrs["name"]] = [button.attrs["value"]]
        return self


def _sent(element: Element) -> list[str]:
    """What a browser sends of an untouched input."""
    if element.tag == "textarea":
        return [element.raw.removeprefix("\n")]
    if element.tag == "select":
        options = element.all("option")
        chosen = [each for each in options if "selected" in each.attrs] or options[:1]
        return [each.attrs.get("value", each.text) for each in chosen]
    kind = element.attrs.get("type", "text")
    if kind in ("radio", "checkbox"):
        return [element.attrs["value"]] if "checked" in element.attrs else []
    return [] if kind in ("file", "submit") else [element.attrs.get("value", "")]


def check(path: str, html: str, content_type: str = "text/html; charset=utf-8") -> Element:
    """Everything that holds of every page."""
    assert content_type.startswith("text/html"), f"{path}: {content_type}"
    root = parse(html)
    (whole,) = root.all("html")
    assert whole.attrs.get("lang") == "zh-CN", path
    assert len(root.all("h1")) == 1, f"{path}: {[each.text for each in root.all('h1')]}"
    assert root.all("h1")[0].text, path
    (title,) = [each for each in root.all("title") if not each.within("svg")]
    assert title.text.endswith(" - 质程"), path
    assert len(title.text) > len(" - 质程"), path
    _ids(path, root)
    _labels(path, root)
    _strictness(path, root)
    (main,) = root.all("main")
    body = " ".join(each.text for each in root.all("main", "header", "footer"))
    assert not (found := STATUS_WORDS.findall(body)), f"{path} shows {found}"
    assert "{{" not in body, path
    assert main.attrs["id"] == "main-content", path
    return root


def _ids(path: str, root: Element) -> None:
    ids = Counter(each.attrs["id"] for each in root.all() if "id" in each.attrs)
    assert not (twice := [each for each, count in ids.items() if count > 1]), f"{path}: ids twice {twice}"
    for each in root.all():
        pointed = each.attrs.get("aria-describedby", "").split()
        if each.tag == "a" and each.attrs.get("href", "").startswith("#"):
            pointed.append(each.attrs["href"][1:])
        assert all(one in ids for one in pointed), f"{path}: <{each.tag}> points at nothing: {pointed}"


def _labels(path: str, root: Element) -> None:
    labels = Counter(each.attrs["for"] for each in root.all("label") if each.text)
    for each in root.all("input", "textarea", "select"):
        if each.tag == "input" and each.attrs.get("type") not in _TYPED:
            continue
        assert labels[each.attrs.get("id", "")] == 1, f"{path}: unlabelled {each.attrs}"
    for each in root.all("fieldset"):
        first = next(child for child in each.children if isinstance(child, Element))
        assert first.tag == "legend", f"{path}: a group without a legend"
        assert first.text, f"{path}: an empty legend"
    for each in root.all("a", "button", "summary"):
        assert each.text, f"{path}: <{each.tag}> without words {each.attrs}"


def _strictness(path: str, root: Element) -> None:
    """Nothing that the content security policy forbids, nothing from elsewhere, every form explicit."""
    for each in root.all():
        assert each.tag != "style", f"{path}: <style>"
        if each.tag == "script":
            assert each.attrs["src"].startswith("/static/"), f"{path}: {each.attrs}"
            assert not each.raw, f"{path}: a script within the page"
        assert not [name for name in each.attrs if name == "style" or name.startswith("on")], f"{path}: {each.attrs}"
        for name in ("src", "srcset"):
            assert each.attrs.get(name, "/").startswith("/"), f"{path}: {each.attrs}"
        if each.tag == "link":
            assert each.attrs["href"].startswith("/static/"), f"{path}: {each.attrs}"
    for each in root.all("form"):
        assert each.attrs.get("method") in ("get", "post"), f"{path}: {each.attrs}"
        assert each.attrs.get("action", "").startswith("/"), f"{path}: {each.attrs}"
        assert each.all("button"), f"{path}: a form without a button"


class PageClient:
    """A browser without scripts: keeps its cookies, follows no redirect by itself."""

    def __init__(self, app: Any) -> None:
        self._app = app
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://testserver")

    async def login(self, account: str) -> "PageClient":
        """As somebody who has just logged in; see ``session_of``."""
        services: Services = self._app.services
        token = await session_of(services, account, "cookie", self.http.headers["user-agent"])
        self.http.cookies.set(cookie_name(services), token)
        return self

    async def get(self, path: str, status: int = 200) -> Page:
        """A page, checked. Fails for another status."""
        return self._page(await self.http.get(path), status)

    async def redirect(self, path: str) -> str:
        """Where a page sends its visitor."""
        return _location(await self.http.get(path))

    async def send(self, filling: Filling, status: int, files: dict[str, tuple[str, bytes]] | None = None) -> Page:
        """Send a form that answers with a page."""
        return self._page(await self._send(filling, files), status)

    async def submit(self, filling: Filling, files: dict[str, tuple[str, bytes]] | None = None) -> Page:
        """Send a form that answers with a redirect, and follow it."""
        return await self.get(_location(await self._send(filling, files)))

    async def _send(self, filling: Filling, files: dict[str, tuple[str, bytes]] | None) -> httpx2.Response:
        assert filling.method == "post"
        given = [(name, file) for name, file in (files or {}).items()]
        return await self.http.post(
            filling.action, data=filling.values, files=given or None, headers={"Sec-Fetch-Site": "same-origin"}
        )

    def _page(self, answer: httpx2.Response, status: int) -> Page:
        path = answer.request.url.raw_path.decode()
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.text[:3000]}"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        root = check(path, answer.text, answer.headers["content-type"])
        return Page(path, answer.status_code, answer.text, root)


def _location(answer: httpx2.Response) -> str:
    assert answer.status_code == 303, f"{answer.request.url}: {answer.status_code} {answer.text[:3000]}"
    return str(answer.headers["location"])
