"""The audit log: who may read it, what stands in it, and what leaves the platform."""

import json
from typing import Any

import pytest
import structlog

from api.audit_log import NO_EXPORT
from db.models import Objection
from domain.procedure.consultation import department
from domain.zone.case import Stage
from tests.support.accounts import PASSWORD
from tests.support.dated_cases import LONG
from tests.support.page_rows import add_objection
from tests.support.web import ON_BOTH_DATABASES, Web
from verifier.audit import verify

READERS = ("samr", "supervisor", "ops")
OTHERS = ("park-js-1", "prov-js", "lsg-js", "mara", "expert-1")
NOTE = {"file": ("说明.txt", "说明".encode(), "text/plain")}


async def kept(web: Web, **wanted: str) -> list[dict[str, Any]]:
    """The log in order, but for its own reading and the sessions of those who read it."""
    found = (await web.get("/audit?limit=200", "supervisor", params=wanted)).json()["items"]
    return [each for each in reversed(found) if each["actor"] != "supervisor"]


async def last(web: Web) -> dict[str, Any]:
    return (await kept(web))[-1]


async def uploaded(web: Web, account: str | None = "park-js-1") -> str:
    path = "/files" if account else "/public/files"
    return str((await web.post(path, account, files=NOTE)).json()["id"])


@pytest.mark.parametrize(
    ("path", "readers", "words"),
    [
        ("/audit", READERS, "审计记录由监督人员、技术运维和市场监管总局查看。"),
        ("/audit/export", ("supervisor", "ops"), NO_EXPORT),
    ],
)
async def test_the_log_is_for_supervision_operations_and_samr_and_the_whole_of_it_for_the_former(
    web: Web, path: str, readers: tuple[str, ...], words: str
) -> None:
    for account in readers:
        assert (await web.get(path, account)).status_code == 200
    for account in {*READERS, *OTHERS} - {*readers}:
        answer = await web.get(path, account)
        assert (answer.status_code, [each["key"] for each in answer.json()["basis"]]) == (403, ["zone:5"])
        entry = await last(web)
        assert (entry["actor"], entry["outcome"], entry["target"]) == (account, "refused", f"/api/v1{path}")
        assert entry["detail"] == words
        assert [each["key"] for each in entry["basis"]] == ["zone:5"]
    assert (await web.get(path)).status_code == 401


@ON_BOTH_DATABASES
async def test_an_export_is_streamed_whole_holds_its_own_reading_and_is_intact(web: Web) -> None:
    for _ in range(3):
        await web.get("/cases/none/audit", "samr")
        await uploaded(web)
    answer = await web.get("/audit/export", "ops")
    lines = answer.content.splitlines(keepends=True)
    report = verify(lines)
    assert report.findings == ()
    assert json.loads(lines[0]) == {"format": "zhicheng-audit-1", "count": report.count, "head": report.head}
    own = json.loads(lines[-1])
    assert (own["actor_id"], own["action"], own["outcome"]) == ("ops", "audit.export", "read")
    assert own["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["content-disposition"] == f'attachment; filename="audit-{report.count}.jsonl"'
    later = await web.get("/audit/export", "ops")
    assert verify(later.content.splitlines(keepends=True), report.head).findings == ()


async def test_a_longer_log_than_one_read_is_exported_without_gap(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.audit_export._CHUNK", 2)
    for _ in range(5):
        await uploaded(web)
    assert verify((await web.get("/audit/export", "ops")).content.splitlines(keepends=True)).findings == ()


@ON_BOTH_DATABASES
async def test_pages_of_the_log_join_the_newest_first_and_name_the_head(web: Web) -> None:
    for _ in range(4):
        await uploaded(web)
    first = (await web.get("/audit?limit=2", "samr")).json()
    assert first["head"] == {"sequence": first["items"][0]["sequence"], "hash": first["items"][0]["hash"]}
    found, page = list(first["items"]), first
    while page["next"]:
        page = (await web.get(f"/audit?limit=2&after={page['next']}", "samr")).json()
        found += page["items"]
    assert [each["sequence"] for each in found] == list(range(first["head"]["sequence"], 0, -1))
    assert all(here["previous_hash"] == before["hash"] for here, before in zip(found, found[1:], strict=False))


async def test_the_log_is_narrowed_by_case_actor_and_outcome(web: Web) -> None:
    case = await web.add_case()
    await uploaded(web)
    await web.get(f"/cases/{case.id}/audit", "samr")
    await web.get(f"/cases/{case.id}/audit", "prov-js")
    by_case = [(each["actor"], each["outcome"]) for each in await kept(web, case=case.id)]
    assert by_case == [("samr", "read"), ("prov-js", "refused")]
    assert {each["actor"] for each in await kept(web, actor="prov-js")} == {"prov-js"}
    assert [each["actor"] for each in await kept(web, outcome="refused")] == ["prov-js"]
    assert (await web.get("/audit?outcome=lost", "samr")).status_code == 422


async def test_signing_in_and_out_stands_in_the_log_and_so_does_failing_to(web: Web) -> None:
    await web.token("samr")
    await web.client.post("/api/v1/token", data={"username": "samr", "password": "wrong"})
    await web.client.post("/api/v1/token", data={"username": "my secret", "password": PASSWORD})
    await web.client.post("/api/v1/token", data={"username": "nul\x00", "password": PASSWORD})
    await web.client.post("/login", data={"username": "ops", "password": PASSWORD})
    await web.client.post("/logout")
    rows = [
        (each["actor"], each["action"], each["target"], each["outcome"], each["detail"]) for each in await kept(web)
    ]
    wrong = "登录未成功：用户名或者密码不正确，或者账号不得在此使用。"
    assert rows == [
        ("samr", "session.open", "samr", "done", "取得接口令牌"),
        ("public", "session.open", "samr", "refused", wrong),
        ("public", "session.open", "unknown", "refused", wrong),
        ("public", "session.open", "unknown", "refused", wrong),
        ("ops", "session.open", "ops", "done", "登录网页"),
        ("ops", "session.end", "ops", "done", "退出登录"),
    ]


async def test_an_upload_stands_in_the_log_with_the_hash_of_its_content(web: Web) -> None:
    for account in ("park-js-1", None):
        file = await uploaded(web, account)
        entry = await last(web)
        assert (entry["actor"], entry["action"], entry["target"]) == (account or "public", "file.upload", file)
        assert entry["detail"].startswith("上传说明.txt（SHA-256 ")
        assert entry["capacity"] == ("本职" if account else "")
        assert entry["request_id"]


@pytest.mark.article("zone:22#2")
async def test_whoever_opens_the_evidence_of_an_objection_stands_in_the_log(web: Web) -> None:
    case = await web.add_notice()
    evidence = await uploaded(web, None)
    await add_objection(web, case, "received")
    async with web.register.write() as session:
        (await session.get_one(Objection, "GS-1")).attachments = [evidence]
    assert (await web.get(f"/files/{evidence}", "samr")).status_code == 200
    entry = await last(web)
    assert (entry["actor"], entry["action"], entry["outcome"]) == ("samr", "evidence.read", "read")
    assert (entry["case_id"], entry["target"]) == (case.id, evidence)
    assert entry["detail"] == "查看异议GS-1的举证材料说明.txt"
    assert (await web.get(f"/files/{evidence}", "prov-js")).status_code == 404


@pytest.mark.article("zone:22#2")
async def test_whoever_reads_objections_stands_in_the_log(web: Web) -> None:
    case = await web.add_notice()
    await web.get(f"/cases/{case.id}/objections", "samr")
    assert (await last(web))["action"] == "session.open", "there was nothing to read"
    await add_objection(web, case, "received")
    await web.get(f"/cases/{case.id}/objections", "samr")
    entry = await last(web)
    assert (entry["action"], entry["outcome"], entry["case_id"]) == ("objection.read", "read", case.id)
    assert entry["detail"] == "查看异议GS-1的内容"


async def test_an_own_file_that_belongs_to_no_case_is_read_under_its_own_name(web: Web) -> None:
    file = await uploaded(web)
    await web.get(f"/files/{file}", "park-js-1")
    entry = await last(web)
    assert (entry["action"], entry["target"], entry["case_id"]) == ("file.read", file, None)
    assert entry["detail"] == "查看文件说明.txt"


async def test_reading_the_log_of_a_case_or_the_whole_stands_in_the_log(web: Web) -> None:
    case = await web.add_case()
    await web.get(f"/cases/{case.id}/audit", "samr")
    await web.get("/audit?outcome=read", "ops")
    rows = [(each["actor"], each["case_id"], each["detail"]) for each in await kept(web, outcome="read")]
    assert rows == [("samr", case.id, "查看本案件的审计记录"), ("ops", None, "查看审计记录（已查看）")]


BODIES: dict[str, Any] = {
    "/cases": {"programme": "zone", "subject": "js-1"},
    "/calendar-releases": LONG.model_dump(mode="json"),
    "/policies/zone/versions": {"changes": {"annual_report_due_month": 4}, "reason": "统一"},
}


@pytest.mark.parametrize("path", BODIES)
async def test_every_refused_act_stands_in_the_log_with_its_basis_once(web: Web, path: str) -> None:
    answer = await web.post(path, "expert-1", json=BODIES[path])
    assert answer.status_code == 403
    entries = [each for each in await kept(web, outcome="refused") if each["actor"] == "expert-1"]
    assert [(each["detail"], each["basis"]) for each in entries] == [(answer.json()["detail"], answer.json()["basis"])]
    assert entries[0]["basis"]


async def test_a_refused_look_at_a_task_stands_in_the_log_under_its_case(web: Web) -> None:
    case = await web.add_case(stage=Stage.APPROVAL, asks=(("creation_opinion", department("mara")),))
    answer = await web.get(f"/tasks/{case.awaited[0].id}", "mct")
    assert answer.status_code == 404, "a department that was not asked is not told that there is a task"
    assert answer.json()["basis"] == []
    entry = await last(web)
    assert (entry["actor"], entry["case_id"], entry["action_label"]) == ("mct", case.id, "访问")
    assert [each["key"] for each in entry["basis"]] == ["zone:17.2"]
    assert entry["request_id"] == answer.headers["x-request-id"]


async def test_a_refused_page_stands_in_the_log_too(web: Web) -> None:
    await web.client.post("/login", data={"username": "park-js-1", "password": PASSWORD})
    assert (await web.client.get("/audit")).status_code == 403
    entry = await last(web)
    assert (entry["actor"], entry["outcome"], entry["target"]) == ("park-js-1", "refused", "/audit")


async def test_what_is_malformed_or_unknown_is_no_refused_act(web: Web) -> None:
    await web.post("/cases", "park-js-1", json={"programme": "none"})
    await web.get("/cases/none", "park-js-1")
    assert await kept(web, outcome="refused") == []


async def test_each_request_has_an_id_of_its_own(web: Web) -> None:
    ids = [(await web.get(path)).headers["x-request-id"] for path in ("/me", "/me", "/nowhere")]
    assert len(set(ids)) == 3


async def test_the_first_entry_of_a_day_puts_the_head_of_the_days_before_into_the_log_of_the_process(web: Web) -> None:
    await uploaded(web)
    with structlog.testing.capture_logs() as quiet:
        await uploaded(web)
    newest = (await kept(web))[-1]
    head = (await web.get("/audit?limit=1", "ops")).json()["head"]
    web.clock.forward(days=1)
    with structlog.testing.capture_logs() as logs:
        await uploaded(web)
        await uploaded(web)
    (anchor,) = [each for each in logs if each["event"] == "audit_head"]
    assert anchor["sequence"] > head["sequence"] >= newest["sequence"]
    assert [each for each in quiet if each["event"] == "audit_head"] == []
    whole = (await web.get("/audit/export", "ops")).content.splitlines(keepends=True)
    assert verify(whole, anchor["hash"]).findings == ()
