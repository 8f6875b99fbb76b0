"""Facts of 第七条 as view models. Reads nothing: whatever a view needs is handed in."""

from collections.abc import Mapping, Sequence

from api.park_views import ParkFactView
from api.views import FactView
from domain.case import CaseState
from domain.zone.art07_between_cases import in_one_line
from domain.zone.art07_negative_list import ITEMS
from domain.zone.case import ZoneCase
from domain.zone.parts import NegativeFact


def in_case(case: CaseState) -> Sequence[FactView]:
    """What stands against the park in its case; nothing in a case that is not a park's."""
    return [_numbered(each) for each in case.negative_facts] if isinstance(case, ZoneCase) else []


def _numbered(fact: NegativeFact) -> FactView:
    return FactView(
        number=fact.number,
        item=fact.item,
        words=in_one_line(fact),
        determination=fact.determination.value,
        determination_label=fact.determination.label,
        authority=fact.authority,
        legal_basis=fact.legal_basis,
        origin=fact.origin.words if fact.origin else "",
    )


def of_park(found: NegativeFact, holders: Mapping[str, str]) -> ParkFactView:
    """``holders``: key of a fact → the running case that holds it."""
    origin = found.origin
    assert origin is not None
    return ParkFactView(
        key=origin.key,
        park=origin.park_id,
        item=found.item,
        item_label=ITEMS[found.item],
        words=in_one_line(found),
        occurred_on=found.occurred_on,
        removed_on=found.removed_on,
        determination=found.determination.value,
        determination_label=found.determination.label,
        determined_on=found.determined_on,
        authority=found.authority,
        legal_basis=found.legal_basis,
        origin=origin.words,
        held_by=holders.get(origin.key),
    )
