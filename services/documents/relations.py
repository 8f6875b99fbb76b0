"""What a later document does to earlier ones of the same case: which kind corrects, replaces or withdraws which.

A document is never changed and never deleted; the register keeps beside it which later one it is to be read with. What
a withdrawn document did is undone: a revocation that was withdrawn revokes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Relation(StrEnum):
    """What a later document does to an earlier one."""

    CHANGED = "changed"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    ENDED = "ended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def meaning(self) -> str:
        """What follows for whoever holds the earlier document."""
        return _WORDS[self][1]


_WORDS = {
    Relation.CHANGED: ("此后有变更", "本件请与变更的文书一并阅读；变更生效后，以变更后的内容为准。"),
    Relation.CORRECTED: ("此后有更正", "本件请与更正的文书一并阅读，以更正后的内容为准。"),
    Relation.REPLACED: ("已被代替", "本件已被后来的文书代替，请使用后来的文书。"),
    Relation.ENDED: ("所载事项已经终止", "本件作出时有效，所载事项后来已经终止。"),
    Relation.REVOKED: ("所载认定已被撤销", "本件所载的认定已被撤销，不再有效。"),
    Relation.WITHDRAWN: ("已撤回", "本件已被撤回，不再有效。"),
}
_GRAVITY = list(Relation)
"""From the lightest to the gravest."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as far as it matters here; ``data`` is what its wording speaks of."""

    id: str
    kind: str
    issuers: Sequence[str]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """``later`` did this to ``earlier`` (ids)."""

    earlier: str
    later: str
    relation: Relation


Match = Callable[[Paper, Paper], bool]
"""Whether a later document means an earlier one of a kind it may mean."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A document of the kind ``later`` does ``relation`` to those of the ``earlier`` kinds that still stand.

    ``newest``: only to the newest of the first kind, and to what of the other kinds came after that one.
    """

    later: str
    relation: Relation
    earlier: tuple[str, ...]
    means: Match = lambda earlier, later: True
    newest: bool = False


def _alike(*names: str) -> Match:
    """Both have the same values under these names."""
    return lambda earlier, later: all(earlier.data.get(name) == later.data.get(name) for name in names)


def _by_the_same(earlier: Paper, later: Paper) -> bool:
    return list(earlier.issuers) == list(later.issuers)


def _decides(decision: str) -> Match:
    return lambda earlier, later: later.data.get("decision") == decision


def _amends(earlier: Paper, later: Paper) -> bool:
    return bool(later.data.get("amends")) and _by_the_same(earlier, later)


def _completes(earlier: Paper, later: Paper) -> bool:
    return not later.data.get("amends") and _by_the_same(earlier, later)


def _corrects_the_report(earlier: Paper, later: Paper) -> bool:
    return "correction" in later.data and _OF_ONE_PERIOD(earlier, later)


def _is_handed_in_again(earlier: Paper, later: Paper) -> bool:
    return "correction" not in later.data and _OF_ONE_PERIOD(earlier, later)


_NOTICES = ("public_notice", "notice_amendment", "notice_correction")
_TITLES = ("recognition", "announcement", "renewal_recognition")
_REVOCATIONS = ("revocation_decision", "revocation_announcement")
_FILED = ("pilot_filing", "pilot_work_plan")
_REPORT = "pilot_half_year_report"
_OF_ONE_PERIOD = _alike("bureau", "k")

SUCCESSIONS: tuple[Succession, ...] = (
    # 全国质量品牌提升示范区
    Succession("notice_amendment", Relation.CORRECTED, _NOTICES, _alike("matter"), newest=True),
    Succession("notice_correction", Relation.CORRECTED, _NOTICES, _alike("matter"), newest=True),
    Succession("notice_withdrawal", Relation.WITHDRAWN, _NOTICES, _alike("matter"), newest=True),
    Succession("renewal_notice_withdrawal", Relation.WITHDRAWN, _NOTICES, newest=True),
    Succession("withdrawal_letter", Relation.WITHDRAWN, ("creation_application", "acceptance_application")),
    Succession("renewal_withdrawal", Relation.WITHDRAWN, ("renewal_application",), newest=True),
    Succession("annual_report", Relation.REPLACED, ("annual_report",), _alike("year")),
    Succession("revocation_decision", Relation.REVOKED, _TITLES),
    Succession("renunciation_decision", Relation.ENDED, _TITLES),
    Succession("expiry_notice", Relation.ENDED, _TITLES),
    Succession("decision_withdrawal", Relation.WITHDRAWN, _TITLES, _decides("认定决定")),
    Succession("decision_withdrawal", Relation.WITHDRAWN, _REVOCATIONS, _decides("撤销认定决定")),
    # 长三角质量提升示范试点
    Succession("pilot_filing", Relation.REPLACED, _FILED, _completes),
    Succession("pilot_filing", Relation.CHANGED, _FILED, _amends),
    Succession("pilot_plan_amendment", Relation.CHANGED, ("pilot_work_plan",), _by_the_same, newest=True),
    Succession("pilot_withdrawal", Relation.WITHDRAWN, _FILED),
    Succession(_REPORT, Relation.REPLACED, (_REPORT,), _is_handed_in_again),
    Succession(_REPORT, Relation.CORRECTED, (_REPORT,), _corrects_the_report),
    Succession("pilot_change_letter", Relation.CHANGED, ("pilot_list",)),
    Succession("pilot_correct", Relation.CORRECTED, ("pilot_list", "pilot_correct")),
    Succession("pilot_remove", Relation.ENDED, ("pilot_list",)),
)
"""The table beside ``KINDS``. What it does not name, a later document does not touch.

What a document does stands in its own wording; that the register tells it of the earlier one is 系统策略.
"""

_OVER = frozenset({Relation.REPLACED, Relation.WITHDRAWN})
"""After these there is nothing left of a document that a later one could correct, replace or withdraw."""


def marks(papers: Sequence[Paper]) -> list[Mark]:
    """Everything the documents of one case, in the order in which they were ordered, do to each other."""
    found: list[Mark] = []
    for place, later in enumerate(papers):
        over = {each.earlier for each in in_force(found) if each.relation in _OVER}
        before = [each for each in papers[:place] if each.id not in over]
        for rule in SUCCESSIONS:
            if rule.later == later.kind:
                found += [Mark(each.id, later.id, rule.relation) for each in _meant(rule, before, later)]
    return found


def _meant(rule: Succession, before: Sequence[Paper], later: Paper) -> Iterator[Paper]:
    of_kind = [each for each in before if each.kind in rule.earlier and rule.means(each, later)]
    if not rule.newest:
        return iter(of_kind)
    first = max((place for place, each in enumerate(of_kind) if each.kind == rule.earlier[0]), default=len(of_kind))
    return iter(of_kind[first:])


def in_force(found: Sequence[Mark]) -> list[Mark]:
    """Those whose later document has not been withdrawn itself. ``found``: in the order of the later documents."""
    withdrawn: set[str] = set()
    held: list[Mark] = []
    for mark in reversed(found):
        if mark.later not in withdrawn:
            held.append(mark)
            withdrawn |= {mark.earlier} if mark.relation is Relation.WITHDRAWN else set()
    return held[::-1]


def gravest(relations: Sequence[Relation]) -> Relation | None:
    """The one that says where the earlier document stands now; None while it stands unchanged."""
    return max(relations, key=_GRAVITY.index, default=None)
