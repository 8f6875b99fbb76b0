"""Every action the web enters in the audit log has Chinese words."""

import ast
import re

from api import audit_words
from domain.date_change_kinds import KINDS
from domain.kinds import TASK_KINDS
from domain.list_kinds import LIST_KINDS
from tests.support import source_tree

_ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
_WRITERS = {"record", "record_reading", "add", "_audited", "_done", "_refused"}


def test_every_action_that_is_written_has_its_words() -> None:
    calls = [
        node
        for path in source_tree.files("api")
        for node in ast.walk(source_tree.tree(path))
        if isinstance(node, ast.Call) and source_tree.dotted(node.func).rpartition(".")[2] in _WRITERS
    ]
    texts = [each.value for call in calls for each in call.args if isinstance(each, ast.Constant)]
    keys = {text for text in texts if isinstance(text, str) and _ACTION.fullmatch(text)}
    assert {"case.open", "calendar.import", "file.upload", "audit.read"} <= keys
    assert keys - audit_words.ACTIONS.keys() == set()


def test_the_answers_to_tasks_and_the_changes_of_dates_have_their_own() -> None:
    keys = [f"{kind.key}.{action.name}" for kind in TASK_KINDS.values() for action in kind.actions]
    keys += [f"date.{name}" for name in KINDS]
    of_lists = [key for key in keys if any(list_.act(key.partition(".")[0]) for list_ in LIST_KINDS.values())]
    assert of_lists
    keys += [f"list.{key}" for key in of_lists]
    for key in (*keys, *audit_words.ACTIONS, "written.by_another_version"):
        assert re.fullmatch(r"[^A-Za-z]+", audit_words.action(key)), key
    assert "其他" not in map(audit_words.action, keys)
    assert audit_words.action("list.pilot_publication_signature.sign") == "会签联合发布项目清单文件：会签同意（名单）"
