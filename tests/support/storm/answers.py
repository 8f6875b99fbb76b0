"""What is sent: filled-in forms for every action there is, valid ones with variations, and spoiled ones.

A form is filled in field by field, by the name of the field, so that a new action needs nothing new here as long as
its fields are known; a field that nobody knows is an error that says so.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

from domain.dates import local_date
from domain.procedure.state import Notice, Objection
from domain.task import Action, Task
from domain.zone.case import ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support import forms
from tests.support.storm.scene import Scene

Value = Callable[["Sheet"], Any]
WHOLE: dict[str, dict[str, Any]] = {
    "creation_application.apply": forms.APPLICATION,
    "paper_application.apply": forms.APPLICATION,
    "acceptance_application.apply": forms.ACCEPTANCE,
    "provincial_appraisal.nominate": forms.APPRAISAL,
    "panel_formation.form_panel": forms.PANEL,
    "evaluation_report.report": forms.EVALUATION,
    "panel_replacement.replace": forms.REPLACEMENT,
    "annual_report.submit": forms.REPORT,
    "paper_annual_report.submit": forms.REPORT,
    "renewal_application.apply": forms.RENEWAL,
    "paper_renewal.apply": forms.RENEWAL,
}
"""Forms too rich to be made up."""
BACKWARD = frozenset({"decline", "refuse", "return", "fail", "close", "withdraw", "uphold", "ask", "open", "renounce"})
"""Actions that do not carry a case further."""


class Sheet:
    """One form being filled in: ``case`` as it stands, ``dice`` for whatever may vary."""

    def __init__(self, scene: Scene, case: ZoneCase, dice: Random) -> None:
        self.scene, self.case, self.dice = scene, case, dice
        self.today = local_date(scene.now)

    def day(self, *ago: int) -> str:
        return (self.today - timedelta(days=self.dice.choice(ago))).isoformat()

    def receipt(self) -> str:
        """Mostly of an objection there is; sometimes of none."""
        known = [one.receipt_number for one in objections(self.case)]
        return self.dice.choice([*known, *known, "GS-不存在"])


def objections(case: ZoneCase) -> list[Objection]:
    return [one for notice in notices(case) for one in notice.objections]


def notices(case: ZoneCase) -> Iterator[Notice]:
    """Every notice the state still holds."""
    renewals = [each.proceeding for each in (case.renewal, case.fallen_renewal, *case.past_renewals) if each]
    for proceeding in (case.proceeding, *renewals):
        yield from (each for each in (*proceeding.former_notices, proceeding.notice) if each)


def _text(sheet: Sheet) -> str:
    return sheet.dice.choice(["材料齐全，同意。", "情况属实。", "理由如下：不充分。", "字" * 900])


FIELDS: dict[str, Value] = {
    **dict.fromkeys(("opinion", "reasons", "findings", "facts", "statement", "grounds", "what", "relation"), _text),
    **dict.fromkeys(("source", "text", "wrong", "corrected", "where"), _text),
    "approval_number": lambda sheet: f"批复〔{sheet.today.year}〕{sheet.dice.randint(1, 99)}号",
    "authority": lambda sheet: "江苏省应急管理厅",
    "began_on": lambda sheet: sheet.day(0, 1, 3),
    "channel": lambda sheet: "市场监管总局网站",
    "check_list": lambda sheet: forms.CHECK_LIST,
    "consent_number": lambda sheet: "苏质强领〔2024〕3号",
    "conclusion": lambda sheet: sheet.dice.choice(["passed", "passed", "not_passed"]),
    "creating_body": lambda sheet: sheet.dice.choice(["", "示例新区管理委员会"]),
    "decision": lambda sheet: "某部〔2024〕1号",
    "delivered_on": lambda sheet: sheet.day(0, 0, 1, -1),
    "departments": lambda sheet: sheet.dice.choice([[], [], ["mara", "cnipa"]]),
    "determined_on": lambda sheet: sheet.day(0, 1, -1),
    "document_number": lambda sheet: "国市监质〔2024〕9号",
    "draft": lambda sheet: sheet.dice.choice([1, 1, 2]),
    "effective_on": lambda sheet: sheet.day(0, 10, -1),
    "ended_on": lambda sheet: sheet.day(0, 1, -1),
    "evidence": lambda sheet: ["证据.pdf"],
    "goals": lambda sheet: forms.RENEWAL["goals"],
    "ground": lambda sheet: sheet.dice.choice(["article_7", "promotion", "leading"]),
    "has_evidence": lambda sheet: sheet.dice.choice([True, False]),
    "improvements": lambda sheet: ["补充自查数据"],
    "indicators": lambda sheet: forms.RENEWAL["indicators"],
    "item": lambda sheet: sheet.dice.choice(["N1", "N2", "N8", "N10"]),
    "kind": lambda sheet: sheet.dice.choice(["article_7", "other", "merger_or_split"]),
    "missing": lambda sheet: ["创建计划"],
    "name": lambda sheet: f"示例{sheet.dice.randint(1, 9)}号新园区",
    "number": lambda sheet: sheet.dice.choice([1, 1, 2, 3]),
    "occurred_on": lambda sheet: sheet.day(0, 3, 900, -1),
    "occurred_time": lambda sheet: sheet.dice.choice(["00:00", "08:30", "23:59"]),
    "organisation": lambda sheet: sheet.dice.choice(["", "", "无此单位"]),
    "outcome": lambda sheet: sheet.dice.choice(["confirmed", "denied"]),
    "pilot_case": lambda sheet: sheet.dice.choice(["", "", "pilot-1-case-1", "zone-js-1-case-1"]),
    "postmarked_on": lambda sheet: sheet.day(0, 2, 9),
    "published_on": lambda sheet: sheet.day(0, 0, 0, 1, 30, -1),
    "published_time": lambda sheet: sheet.dice.choice(["", "", "09:30"]),
    "rank": lambda sheet: sheet.dice.choice([1, 2, 7]),
    "receipt_number": lambda sheet: sheet.receipt(),
    "received_on": lambda sheet: sheet.day(0, 1, -1),
    "removed_on": lambda sheet: sheet.day(0, 1, 2000),
    "scan": lambda sheet: ["扫描件.pdf"],
    "stance": lambda sheet: sheet.dice.choice(["agrees", "agrees", "disagrees", "comments", "silent"]),
    "stamped_on": lambda sheet: sheet.day(0, 0, 3, 20, -1),
    "standard": lambda sheet: sheet.dice.choice(["by_law", "by_department"]),
    "stated_basis": lambda sheet: "《生产安全事故报告和调查处理条例》第三条",
    "url": lambda sheet: "https://www.samr.gov.cn/notices/1",
    "year": lambda sheet: sheet.today.year - sheet.dice.choice([1, 1, 1, 2]),
    "working_days": lambda sheet: sheet.dice.choice([5, 5, 5, 6, 8, 4]),
}


def filled_in(sheet: Sheet, task: Task, action: Action) -> dict[str, Any]:
    """Data of the right form for an action; now and then it breaks a rule, never the form."""
    data = dict(WHOLE.get(f"{task.kind}.{action.name}", {}))
    for name, field in action.form.model_fields.items():
        if name not in data and (field.is_required() or sheet.dice.random() < 0.5):
            data[name] = FIELDS[name](sheet)
    if action.name in {"object", "register"}:
        data["receipt_number"] = sheet.scene.next_receipt()
    if task.kind.endswith("_notice") and action.name == "publish":
        data.setdefault("url", "https://www.samr.gov.cn/notices/1")
    return _fitting(sheet, task, data)


def _fitting(sheet: Sheet, task: Task, data: dict[str, Any]) -> dict[str, Any]:
    """What several fields together must say, most of the time."""
    if task.kind.startswith("material_event") and "kind" in data:
        data.pop("item", None)
        if data["kind"] == "article_7":
            data["item"] = "N1"
        if sheet.dice.random() < 0.8:
            data.pop("number", None)
    if task.kind == "evaluation_report" and sheet.dice.random() < 0.2:
        data |= {"conclusion": "not_passed", "improvements": ["补充数据"]}
    if task.kind == "evaluation_report":
        data["indicator_version"] = sheet.case.proceeding.indicator_version or data["indicator_version"]
    if task.kind.endswith(("_decision", "_signature")) and "draft" in data and sheet.dice.random() < 0.8:
        data.pop("draft")
    return data


def onward(sheet: Sheet, task: Task) -> tuple[Action, dict[str, Any]]:
    """The answer that carries the case further, as a careful official would give it."""
    actions = TASK_KINDS[task.kind].actions
    action = next((each for each in actions if each.name not in BACKWARD), actions[0])
    plain = Sheet(sheet.scene, sheet.case, _Steady())
    data = filled_in(plain, task, action)
    pending = [one.receipt_number for one in objections(sheet.case) if one.is_open]
    if "receipt_number" in action.form.model_fields and pending and action.name != "object":
        data["receipt_number"] = pending[0]
    return action, data


class _Steady(Random):
    """Always the first choice, and nothing that is optional."""

    def random(self) -> float:
        return 0.9

    def choice(self, seq: Any) -> Any:
        return seq[0]

    def randint(self, a: int, b: int) -> int:
        return a


def spoiled(dice: Random, action: Action, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """An action's name and data of which one thing is not of its form."""
    required = [name for name, field in action.form.model_fields.items() if field.is_required()]
    ways: list[tuple[str, dict[str, Any]]] = [
        (action.name, data | {"score": 100}),
        (f"{action.name}-不存在", data),
    ]
    if required:
        name = dice.choice(required)
        ways += [
            (action.name, {key: value for key, value in data.items() if key != name}),
            (action.name, data | {name: None}),
            (action.name, data | {name: {"深": [1, {"层": "x" * 50}]}}),
        ]
    return dice.choice(ways)
