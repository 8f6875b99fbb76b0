"""Everything the plan names that is to come of the five bureaus' own work, by its key, in the order of the plan."""

from collections.abc import Iterable, Mapping
from itertools import chain

from domain.pilot import (
    sec3_1_joint_work,
    sec3_2_exchanges,
    sec3_3_talents,
    sec3_4_showcases,
    sec3_5_benchmarks,
    sec6_1_rules,
)
from domain.pilot.deliverable import Deliverable, Named

_SECTIONS = (
    sec3_1_joint_work,
    sec3_2_exchanges,
    sec3_3_talents,
    sec3_4_showcases,
    sec3_5_benchmarks,
    sec6_1_rules,
)


def _each_once(named: Iterable[Named]) -> Mapping[str, Deliverable]:
    """What several places name is one deliverable."""
    places: dict[str, list[Named]] = {}
    for each in named:
        places.setdefault(each.key, []).append(each)
    return {key: Deliverable(tuple(found)) for key, found in places.items()}


DELIVERABLES = _each_once(chain.from_iterable(each.NAMED for each in _SECTIONS))
BASIS = tuple(each.PLACE for each in _SECTIONS)
