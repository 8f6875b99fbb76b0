"""Playing the demonstration accounts against the public API, and telling what came of it."""

import re
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from domain.dates import CHINA
from onebox.people import PASSWORD

Json = dict[str, Any]


class Player:
    """Signs in as whoever has to act, acts, moves the clock, and prints every new line of the record."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx2.AsyncClient(base_url=f"{base_url}/api/v1", trust_env=False, timeout=60)
        self._tokens: dict[str, str] = {}
        self._told: dict[str, int] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def call(self, account: str | None, method: str, path: str, **options: Any) -> Json:
        """The JSON answer. Raises ``RuntimeError`` with the problem's text for anything but success."""
        headers = {"Authorization": f"Bearer {await self._token(account)}"} if account else {}
        answer = await self._http.request(method, path, headers=headers, **options)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        found: Json = answer.json()
        return found

    async def refused(self, account: str, path: str, body: Json) -> Json:
        """The problem an act meets. Raises ``RuntimeError`` when it is taken."""
        answer = await self._http.post(
            path, json=body, headers={"Authorization": f"Bearer {await self._token(account)}"}
        )
        if answer.status_code < 400:
            raise RuntimeError(f"{path} was taken")
        problem: Json = answer.json()
        return problem

    async def task(self, account: str, kind: str, case_id: str = "") -> str:
        """The id of the account's open task of a kind (of this case, where one is given), or of what it may do in the
        case though nobody waits for it.

        Raises ``RuntimeError`` where there is none.
        """
        asked = (await self.call(account, "GET", "/tasks", params={"limit": 200}))["items"]
        found = {task["kind"]: task["id"] for task in reversed(asked) if case_id in {"", task["case_id"]}}
        if case_id and kind not in found:
            case = await self.call(account, "GET", f"/cases/{case_id}")
            found |= {matter["kind"]: matter["task_id"] for matter in case["matters"]}
        if kind in found:
            return str(found[kind])
        raise RuntimeError(f"{account} has no task {kind}")

    async def act(
        self, account: str, kind: str, action: str, data: Json | None = None, case_id: str = "", file: str = ""
    ) -> None:
        """``file``: name of an invented file that goes with it."""
        task = await self.task(account, kind, case_id)
        attachments = [await self._upload(account, file)] if file else []
        body: Json = {"data": data or {}, "attachments": attachments}
        await self.call(account, "POST", f"/tasks/{task}/actions/{action}", json=body)

    async def _upload(self, account: str, name: str) -> str:
        file = (name, "示例佐证材料".encode(), "text/plain")
        return str((await self.call(account, "POST", "/files", files={"file": file}))["id"])

    async def now(self) -> datetime:
        clock = await self.call("ops", "GET", "/sandbox/clock")
        return datetime.fromisoformat(clock["now"])

    async def move(self, **wanted: str) -> None:
        await self.call("ops", "POST", "/sandbox/clock", json=wanted)

    async def tell(self, case_id: str) -> None:
        """Print what is new in the case's record, each line with its date, its actor and its basis."""
        timeline = await self.call("supervisor", "GET", f"/cases/{case_id}/timeline")
        for event in timeline["events"][self._told.get(case_id, 0) :]:
            local = datetime.fromisoformat(event["at"]).astimezone(CHINA)
            who = event["organisation"] or "系统记载"
            basis = "、".join(each["place"] for each in event["basis"])
            print(f"{local:%Y-%m-%d %H:%M}　{who}：{event['text']}" + (f"（{basis}）" if basis else ""), flush=True)
        self._told[case_id] = len(timeline["events"])

    async def save_documents(self, case_id: str, folder: Path) -> int:
        """Download every document of the case in each of its formats; answers how many documents."""
        path = f"/cases/{case_id}/documents"
        for document in (await self.call("supervisor", "GET", path))["items"]:
            if not document["files"]:
                await self._download(f"/documents/{document['id']}")  # answers once it is printed
        documents = (await self.call("supervisor", "GET", path))["items"]
        for number, document in enumerate(documents, start=1):
            title = re.sub(r"[/\s]", "", document["title"])[:60]
            for file in document["files"]:
                data = await self._download(f"/documents/{document['id']}?format={file['format']}")
                (folder / f"{number:02d}-{document['on']}-{title}.{file['format']}").write_bytes(data)
        return len(documents)

    async def _download(self, path: str) -> bytes:
        authorization = {"Authorization": f"Bearer {await self._token('supervisor')}"}
        answer = await self._http.get(path, headers=authorization)
        answer.raise_for_status()
        return answer.content

    async def _token(self, account: str) -> str:
        if account not in self._tokens:
            answer = await self._http.post("/token", data={"username": account, "password": PASSWORD})
            answer.raise_for_status()
            self._tokens[account] = answer.json()["access_token"]
        return self._tokens[account]
