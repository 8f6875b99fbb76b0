"""Whatever a rule orders can be put into words: every kind of notice and document has its text."""

import ast
from collections.abc import Iterator
from pathlib import Path

from domain.zone.case import HELD, Stage
from services.documents.kinds import KINDS as DOCUMENT_KINDS
from services.notifications.wording import KINDS as NOTICE_KINDS
from tests.support import source_tree

NOTICES = {"notice", "NoticeOrder"}
DOCUMENTS = {"document", "DocumentOrder", "decision_document"}
WORDINGS = source_tree.ROOT / "services" / "documents" / "wordings"


def _ordered(*makers: str) -> set[str]:
    """The kinds that the rules hand to these makers of orders, or set as the wording of a reminder."""
    return {kind for path in source_tree.files("domain") for kind in _kinds_in(path, set(makers))}


def _kinds_in(path: Path, makers: set[str]) -> Iterator[str]:
    for function in ast.walk(source_tree.tree(path)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and source_tree.dotted(node.func).rpartition(".")[2] in makers:
                    yield from _texts(_kind_of(node), function)


def _kind_of(call: ast.Call) -> ast.expr:
    return next((each.value for each in call.keywords if each.arg == "kind"), call.args[0] if call.args else call)


def _texts(value: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The text itself, or every text a local variable of that name may have."""
    if isinstance(value, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and source_tree.dotted(node.targets[0]) == value.id:
                yield from _texts(node.value, function)
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body, function)
        yield from _texts(value.orelse, function)
    elif isinstance(value, ast.Constant):
        yield str(value.value)


def _reminders() -> set[str]:
    found: set[str] = set()
    for path in source_tree.files("domain"):
        for node in ast.walk(source_tree.tree(path)):
            if isinstance(node, ast.Call):
                found |= {text for each in node.keywords if each.arg == "wording" for text in _either(each.value)}
            elif isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                found |= {text for k, v in pairs if getattr(k, "value", "") == "wording" for text in _either(v)}
    return found


def _either(value: ast.expr) -> Iterator[str]:
    """The text itself, or the two that a condition decides between."""
    if isinstance(value, ast.IfExp):
        yield from (*_either(value.body), *_either(value.orelse))
    else:
        yield value.value  # type: ignore[attr-defined]


def test_every_notice_a_rule_orders_has_its_words() -> None:
    ordered = _ordered(*NOTICES)
    assert {"creation_application_received", "evaluation_failed", "recognised", "consultation_asked"} <= ordered
    assert ordered <= NOTICE_KINDS


def test_the_end_of_a_term_has_its_words_whatever_is_still_open() -> None:
    """The notice is named after the stage it tells of."""
    assert {stage.value for stage in {Stage.EXPIRED, *HELD}} <= NOTICE_KINDS


def test_every_reminder_of_a_duty_has_its_words() -> None:
    reminders = _reminders()
    assert {"annual_report_before", "annual_report_escalated", "renewal_heads_up"} <= reminders
    assert reminders <= NOTICE_KINDS


def test_every_document_a_rule_orders_has_its_series_and_its_words() -> None:
    ordered = _ordered(*DOCUMENTS)
    assert {"creation_approval", "recognition", "expiry_notice", "consultation_letter"} <= ordered
    assert ordered <= set(DOCUMENT_KINDS)
    assert {f"{kind}.md.j2" for kind in ordered} <= {path.name for path in WORDINGS.iterdir()}


def test_every_series_of_documents_has_a_code_of_its_own() -> None:
    codes = [each.code for each in DOCUMENT_KINDS.values()]
    assert len(codes) == len(set(codes))
