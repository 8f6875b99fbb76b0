"""What the text brings about in the cases of the governments: it begins them, changes and ends them (第四十二条).

Each government is told one thing after another, in the order in which it happened.
"""

from domain.dates import start_of
from domain.errand import Errand, ErrandOutcome, Errands, Telling
from domain.orders import Effects
from domain.province.art42_in_governments import END, ENDING, TAKE, TAKING, EndKind
from domain.province.case import GovernmentCase, RegulationCase, RegulationStage
from domain.province.parts import Government, TextVersion

_STARTED = frozenset({RegulationStage.IN_FORCE, RegulationStage.AMENDED, RegulationStage.REPEALED})


def case_id(key: str, organisation: str) -> str:
    return f"province-{key}-gov-{organisation}"


def workflow_id(key: str, organisation: str) -> str:
    return f"province/{key}/gov/{organisation}"


def owed(case: RegulationCase) -> list[Errand]:
    """What governments have not been told yet; nothing as long as nothing is in force."""
    if case.stage not in _STARTED:
        return []
    return [found for each in case.governments if (found := _next(case, each))]


def _next(case: RegulationCase, government: Government) -> Errand | None:
    if government.told == 0:
        may_begin = government.ended_on is None and case.stage.is_in_force
        return _beginning(case, government) if may_begin else None
    if government.told < case.texts_begun:
        return _text(case, government, case.versions[government.told])
    if government.end_told:
        return None
    if government.ended_on:
        return _end(case, government, EndKind.DISSOLVED)
    return _end(case, government, EndKind.REPEALED) if case.stage is RegulationStage.REPEALED else None


def _errand(case: RegulationCase, government: Government, what: str, **does: object) -> Errand:
    own = case_id(case.key, government.organisation)
    return Errand.model_validate(
        {"request_id": f"{own}:{what}", "case_id": own, "workflow_id": workflow_id(case.key, government.organisation)}
        | does
    )


def _beginning(case: RegulationCase, government: Government) -> Errand:
    begun = begun_case(case, government)
    return _errand(
        case, government, "begin", begins=begun.carried() | {"programme": begun.programme}, summary=begun.subject_name
    )


def begun_case(case: RegulationCase, government: Government) -> GovernmentCase:
    """The case of a government as it begins. Its policy says from when the regulation counts for it."""
    assert government.since is not None
    own = {"effective_date": government.since, "regulation": case.in_force[-1].adopted_on.isoformat()}
    return GovernmentCase(
        id=case_id(case.key, government.organisation),
        regulation=case.key,
        organisation=government.organisation,
        name=government.name,
        region=government.region,
        level=government.level,
        since=government.since,
        policy=case.policy.model_copy(update=own),
        stage_since=start_of(government.since),
        versions=case.in_force,
    )


def _text(case: RegulationCase, government: Government, text: TextVersion) -> Errand:
    data = text.model_dump(mode="json", exclude={"moves", "recorded_by"})
    data["renumbered"] = [{"old": old, "new": new} for old, new in text.moves.items()]
    telling = Telling(kind=TAKING.kind.key, action=TAKE, actor=text.recorded_by, data=data)
    return _errand(case, government, f"text-{government.told + 1}", tells=telling)


def _end(case: RegulationCase, government: Government, kind: EndKind) -> Errand:
    if kind is EndKind.REPEALED:
        assert case.repeal is not None
        actor, why = case.repeal.by, f"废止决定{case.repeal.document_number}"
    else:
        assert government.ended_by is not None
        actor, why = government.ended_by, government.why
    telling = Telling(kind=ENDING.kind.key, action=END, actor=actor, data={"kind": kind.value, "reasons": why})
    return _errand(case, government, "end", tells=telling)


def settle(case: RegulationCase, errand: Errand, outcome: ErrandOutcome) -> Effects | None:
    """The government has heard it, or its case would not take it: then the record says why, and it is not repeated."""
    government = next(each for each in case.governments if case_id(case.key, each.organisation) == errand.case_id)
    if errand.begins is not None:
        government.told = len(errand.begins["versions"])
    elif errand.tells and errand.tells.kind == TAKING.kind.key:
        government.told += 1
    else:
        government.end_told = True
    return None if outcome.taken else Effects(text=f"未能告知{government.name}：{outcome.text}")


ERRANDS = Errands(owed=owed, settle=settle)
