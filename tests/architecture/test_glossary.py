"""One term, one identifier: docs/glossary.yaml, the texts, the labels and the code agree."""

import ast
import importlib
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
import yaml

from domain.citation import Citation
from services.regulations import article_text
from tests.support import source_tree

ENTRIES = yaml.safe_load((source_tree.ROOT / "docs" / "glossary.yaml").read_text(encoding="utf-8"))
BY_IDENTIFIER = {entry["identifier"]: entry for entry in ENTRIES}
BANNED = sorted({word for entry in ENTRIES for word in entry.get("not", [])})

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _snake(word: str) -> str:
    """Bounded by underscores, so that a whole word is found within a longer name: ``_renewal_application_``."""
    return f"_{_CAMEL.sub('_', word).lower()}_"


def _names(path: Path) -> Iterator[str]:
    """What a file defines: modules, classes, functions, arguments, variables, keys and fields."""
    yield path.stem
    for node in ast.walk(source_tree.tree(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Constant(value=str(text)) if re.fullmatch(r"[A-Za-z_]+", text):
                yield text


@cache
def _defined(*folders: str) -> frozenset[str]:
    return frozenset(_snake(name) for path in source_tree.files(*folders) for name in _names(path))


def _shown_enums() -> list[type[StrEnum]]:
    """The enumerations of domain/ whose members carry a label for people."""
    modules = (source_tree.name(path).removesuffix(".py").replace("/", ".") for path in source_tree.files("domain"))
    values = [value for module in modules for value in vars(importlib.import_module(module)).values()]
    found = {each for each in values if isinstance(each, type) and issubclass(each, StrEnum) and hasattr(each, "label")}
    return sorted(found, key=lambda each: each.__name__)


def test_no_term_and_no_identifier_stands_twice() -> None:
    terms = [entry["term"] for entry in ENTRIES]
    assert len(set(terms)) == len(terms)
    assert len(BY_IDENTIFIER) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["identifier"])
def test_an_identifier_occurs_in_the_code(entry: dict[str, str]) -> None:
    assert any(f"_{entry['identifier']}" in name for name in _defined("domain", "workflows", "contracts", "db"))


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "basis" in entry], ids=lambda each: each["identifier"])
def test_a_term_stands_where_the_glossary_says_the_text_uses_it(entry: dict[str, str]) -> None:
    assert entry["term"] in article_text(Citation(entry["basis"]))


def test_labels_shown_to_people_say_the_term_of_their_identifier() -> None:
    wrong = [
        (member, member.label)  # type: ignore[attr-defined]
        for enum in _shown_enums()
        for member in enum
        if (entry := BY_IDENTIFIER.get(member.value))
        and not any(words in member.label for words in (entry["term"], entry.get("label", entry["term"])))  # type: ignore[attr-defined]
    ]
    assert wrong == []


def test_labels_of_enumerations_are_chinese() -> None:
    labels = [member.label for enum in _shown_enums() for member in enum]  # type: ignore[attr-defined]
    assert labels
    assert [label for label in labels if re.search(r"[A-Za-z]", label)] == []


@pytest.mark.parametrize("word", BANNED)
def test_no_other_word_stands_for_a_term(word: str) -> None:
    assert [name for name in _defined("domain", "workflows", "contracts") if f"_{word}_" in name] == []


def test_the_audit_log_is_the_only_audit() -> None:
    """审核 is an examination."""
    named = {name for name in _defined("domain", "workflows", "contracts", "activities", "db") if "_audit" in name}
    assert named <= {"_audit_", "_audit_entry_", "_audit_entries_", "_audit_origin_", "_audit_origins_"}
