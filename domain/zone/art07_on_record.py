"""第七条 近三年来未发生重大质量事故、重大安全事故、严重环境违法行为，未发生重大侵权假冒违法行为和严重损害消费者权益事件，未发生严重损害营商环境、市场秩序事件，未纳入相关部门严重违法失信名单，未发生重大舆情事件等。

What is on record of a park outside the case that asks: in its earlier cases, in those of what it came from, and in the
register between cases. Reading R-7-6: it follows the park; checked before an application is accepted, and carried into
its case with where it comes from.
"""

from collections.abc import Iterable
from datetime import date, datetime

from domain.dates import local_date
from domain.refusal import Refusal
from domain.zone.art07_check import refuse_on
from domain.zone.case import ZoneCase
from domain.zone.parts import FactOrigin, NegativeFact


def held(case: ZoneCase) -> tuple[NegativeFact, ...]:
    """The facts of a case, each with where it was first recorded."""
    return tuple(each.model_copy(update={"origin": _origin(case, each)}) for each in case.negative_facts)


def _origin(case: ZoneCase, fact: NegativeFact) -> FactOrigin:
    return fact.origin or FactOrigin(
        case_id=case.id, park_id=case.park.id, park=_called(case, fact.recorded_at), number=fact.number
    )


def _called(case: ZoneCase, at: datetime) -> str:
    """The name of the park at an instant (UTC)."""
    day = local_date(at)
    return next((each.name for each in case.former if day <= each.until), case.park.name)


def key_of(fact: NegativeFact) -> str:
    """Of a fact that says where it was first recorded."""
    assert fact.origin is not None
    return fact.origin.key


def latest(facts: Iterable[NegativeFact]) -> tuple[NegativeFact, ...]:
    """Each fact once, as it stands by its latest record, in the order of their days."""
    found: dict[str, NegativeFact] = {}
    for fact in facts:
        known = found.get(key_of(fact))
        if known is None or known.stands_since < fact.stands_since:
            found[key_of(fact)] = fact
    return tuple(sorted(found.values(), key=lambda each: (each.occurred_on, key_of(each))))


def arriving(case: ZoneCase, facts: Iterable[NegativeFact]) -> tuple[NegativeFact, ...]:
    """Those of ``facts`` that the case does not hold already: what it holds only it changes."""
    known = {key_of(each) for each in held(case)}
    return tuple(each for each in facts if key_of(each) not in known)


def refuse(case: ZoneCase, facts: Iterable[NegativeFact], on: date) -> Refusal | None:
    """Why an application that counts from the day ``on`` must not be accepted: what stands against the park here or
    elsewhere."""
    return refuse_on(case, on, arriving(case, facts))


def carry(case: ZoneCase, facts: Iterable[NegativeFact]) -> None:
    """Put what is on record elsewhere into the case, under numbers of its own."""
    number = len(case.negative_facts)
    new = [each.model_copy(update={"number": number + n}) for n, each in enumerate(arriving(case, facts), start=1)]
    case.negative_facts = [*case.negative_facts, *new]


def told(case: ZoneCase, facts: Iterable[NegativeFact]) -> str:
    """A sentence on what is carried into the case; empty when nothing is."""
    new = arriving(case, facts)
    where = "；".join(each.origin.words for each in new if each.origin)
    return f"随园区转入第七条情形{len(new)}项（{where}）。" if new else ""
