"""The table of states in docs/architecture.md: every stage a case may stand in has its row, and nothing else has."""

import re
from enum import StrEnum

import pytest

from domain.zone.case import RenewalStage, Stage
from domain.zone.instrument import InstrumentStage
from tests.support import source_tree

_PAGE = (source_tree.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_SECTION = _PAGE.partition("## The states of a zone's case\n")[2].partition("\n## ")[0]
_HERE = [row.split(" | ")[1] for row in _SECTION.splitlines() if row.startswith("| ")][1:]
NAMED = {name for cell in _HERE for name in re.findall(r"`([\w.]+)`", cell)}
KINDS: dict[str, type[StrEnum]] = {"": Stage, "RenewalStage.": RenewalStage, "InstrumentStage.": InstrumentStage}


@pytest.mark.parametrize("prefix", KINDS)
def test_every_stage_stands_in_the_table_of_states(prefix: str) -> None:
    assert sorted(f"{prefix}{each.name}" for each in KINDS[prefix] if f"{prefix}{each.name}" not in NAMED) == []


def test_the_table_of_states_names_no_stage_that_is_not_there() -> None:
    assert sorted(NAMED - {f"{prefix}{each.name}" for prefix, kind in KINDS.items() for each in kind}) == []
