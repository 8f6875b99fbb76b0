"""职责表: the clauses of the provincial regulation × the governments it is for. One way for JSON, page and export.

A government sees its own column and those below it, a congress those of its jurisdiction, operations and supervision
all of them; to whoever sees none, and not the text's case either, there is no table.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from api.deps import Services
from api.duty_table_views import DutyCell, DutyClause, DutyCount, DutyGovernment, DutyTableView
from api.errors import basis_views, not_found
from db.queries import regulations
from domain.policy import ProvincePolicy
from domain.province import places
from domain.province.art04_governments import above
from domain.province.case import GovernmentCase, RegulationCase
from domain.province.clause import Clause, Level, Modality
from domain.province.clauses import CHAPTERS
from domain.province.errands import case_id
from domain.province.parts import Government
from domain.province.standing import Standing, is_overdue, with_all, with_one
from domain.roles import Actor

_PROGRAMMES = ("province", "province-government")


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """``under``: organisation of a government, whose column and those right below it are asked for; empty: of the one
    above all others. ``article``: number in the text now in force. Empty and null filter nothing."""

    under: str = ""
    level: Level | None = None
    article: int | None = None
    modality: Modality | None = None
    state: Standing | None = None
    overdue: bool = False

    def takes_clause(self, clause: Clause, article: int | None) -> bool:
        of_article = self.article is None or self.article == article
        return of_article and self.modality in (None, clause.modality)

    def takes_state(self, state: str, *, overdue: bool) -> bool:
        return self.state in (None, state) and (overdue or not self.overdue)


@dataclass(frozen=True, slots=True)
class DutyTable:
    """The table with the policy of its text, for an export to name."""

    view: DutyTableView
    policy: ProvincePolicy


class _Column(NamedTuple):
    government: Government
    case: GovernmentCase
    below: int


async def of_actor(services: Services, actor: Actor) -> list[tuple[str, str]]:
    """Key and title of every regulation whose table the actor sees."""
    async with services.register.read() as session:
        return [(id_.removeprefix("province-"), name) for id_, name in await regulations.of_actor(session, actor)]


async def links(services: Services, actor: Actor, case: str, programme: str) -> list[tuple[str, str]]:
    """Where a case (its id) of the regulation leads: a government's to its sheet, and both to the table of whoever sees
    it. Address and words of each."""
    if programme not in _PROGRAMMES:
        return []
    key, _, organisation = case.removeprefix("province-").partition("-gov-")
    tables = [each for each, _ in await of_actor(services, actor) if each == key]
    own = (
        [(sheet_of(key, organisation), "职责清单：本政府的条款、责任单位、佐证材料、期限和活动")]
        if organisation
        else []
    )
    return [*own, *((f"/regulations/{each}", "职责表：各条款、各人民政府的状态") for each in tables)]


def sheet_of(key: str, organisation: str) -> str:
    """Address of the sheet of one government."""
    return f"/regulations/{key}/governments/{organisation}"


async def table(services: Services, actor: Actor, key: str, wanted: DutyQuery) -> DutyTable:
    """The table as filtered. Raises 404 where there is no such regulation, or nothing of it for this actor."""
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await regulations.one(session, key)
        sees_text, seen = await regulations.seen(session, actor, key)
        if row is None or not (sees_text or seen):
            raise not_found("该条例的职责表")
        text = RegulationCase.model_validate(row.state)
        wanted = wanted if text.stage.is_in_force else replace(wanted, level=None, state=None, overdue=False)
        tree = [each for each in text.living if case_id(key, each.organisation) in seen]
        tree = sorted(tree, key=lambda each: each.region) if text.stage.is_in_force else []
        shown = _shown(tree, wanted)
        rows = await regulations.governments(session, [case_id(key, each.organisation) for each in shown])
    cases = {each.id: GovernmentCase.model_validate(each.state) for each in rows}
    columns = [_Column(each, cases[case_id(key, each.organisation)], len(_below(tree, each))) for each in shown]
    view = _view(text, tree, columns, wanted, now)
    changed = max((each.updated_at for each in (row, *rows)), default=now)
    view = view.model_copy(update={"case_id": row.id if sees_text else None, "changed_at": changed})
    return DutyTable(view, text.policy)


def moves_of(text: RegulationCase) -> list[Mapping[str, str]]:
    """Where places went up to the text by whose numbers clauses are called: the one in force, or the first adopted."""
    return [each.moves for each in text.in_force or text.versions]


def _shown(tree: Sequence[Government], wanted: DutyQuery) -> list[Government]:
    """The government asked for and those right below it; without one those above which there is none, and if that is a
    single one, those below it too."""
    tops = [each for each in tree if above(each, tree) is None]
    if wanted.under:
        tops = [each for each in tree if each.organisation == wanted.under]
    below = _below(tree, tops[0]) if len(tops) == 1 else []
    return [each for each in (*tops, *below) if wanted.level in (None, each.level)]


def _below(tree: Sequence[Government], government: Government) -> list[Government]:
    return [each for each in tree if above(each, tree) == government]


def _view(
    text: RegulationCase, tree: Sequence[Government], columns: Sequence[_Column], wanted: DutyQuery, now: datetime
) -> DutyTableView:
    known = _clauses(text, columns, moves_of(text))
    every = [each for clause, each in known if wanted.takes_clause(clause, each.article)]
    clauses = [found for each in every if (found := _filtered(each, wanted))]
    version = (text.in_force or text.versions)[-1:]
    return DutyTableView(
        key=text.key,
        title=text.subject_name,
        case_id=None,
        stage=text.stage.value,
        stage_label=text.label,
        is_draft=not text.versions,
        is_in_force=text.stage.is_in_force,
        document_number=version[0].document_number if version else "",
        effective_on=version[0].effective_on if version else None,
        as_of=now,
        changed_at=now,
        under=wanted.under,
        total=sum(len(each.cells) or 1 for each in clauses),
        overdue=sum(cell.is_overdue for each in every for cell in each.cells),
        counts=_counts(every),
        articles=sorted({each.article for _, each in known if each.article}),
        all_governments=[_government(text, each, len(_below(tree, each))) for each in tree],
        governments=[_government(text, each.government, each.below) for each in columns],
        clauses=clauses,
    )


def _government(text: RegulationCase, it: Government, below: int) -> DutyGovernment:
    return DutyGovernment(
        organisation=it.organisation,
        name=it.name,
        level=it.level.value,
        level_label=it.level.label,
        region=it.region,
        below=below,
        case_id=case_id(text.key, it.organisation),
    )


def _clauses(
    text: RegulationCase, columns: Sequence[_Column], texts: Sequence[Mapping[str, str]]
) -> list[tuple[Clause, DutyClause]]:
    """In the order of the draft."""
    return [
        (clause, _clause(text, columns, texts, clause, chapter)) for chapter, clauses in CHAPTERS for clause in clauses
    ]


def _clause(
    text: RegulationCase, columns: Sequence[_Column], texts: Sequence[Mapping[str, str]], clause: Clause, chapter: str
) -> DutyClause:
    alike = with_all(clause, texts) if text.stage.is_in_force else None
    now_at = places.now_at(clause, texts)
    return DutyClause(
        id=clause.id,
        chapter=chapter,
        article=int(now_at.partition("#")[0].partition(".")[0]) if now_at else None,
        place=places.numbers(clause, texts),
        quote=clause.quote,
        modality=clause.modality.value,
        modality_label=clause.modality.label,
        responsible=list(clause.responsible),
        levels=[each.label for each in clause.levels],
        state=alike.value if alike else "",
        state_label=alike.label if alike else "",
        basis=basis_views((clause.place,))[0],
        cells=[] if alike else [_cell(each, clause) for each in columns],
    )


def _cell(column: _Column, clause: Clause) -> DutyCell:
    case = column.case
    state, duty = with_one(case, clause), case.duty(clause.id)
    is_asked = case.is_asked(clause)
    return DutyCell(
        government=case.organisation,
        government_name=case.name,
        state=state.value,
        state_label=state.label,
        bodies=[each.name for each in case.bodies(clause)] if is_asked else [],
        handed_in=duty.handed_in if is_asked else 0,
        handed_in_on=duty.handed_in_on if is_asked and duty.handed_in else None,
        due_on=duty.due_on if is_asked else None,
        is_overdue=is_overdue(case, clause),
    )


def _filtered(clause: DutyClause, wanted: DutyQuery) -> DutyClause | None:
    """With the cells asked for; None where there is nothing of it to show."""
    cells = [each for each in clause.cells if wanted.takes_state(each.state, overdue=each.is_overdue)]
    is_shown = cells if clause.cells else wanted.takes_state(clause.state, overdue=False)
    return clause.model_copy(update={"cells": cells}) if is_shown else None


def _counts(clauses: Iterable[DutyClause]) -> list[DutyCount]:
    found = Counter(state for each in clauses for state in [cell.state for cell in each.cells] or [each.state])
    return [DutyCount(state=each.value, label=each.label, number=found[each]) for each in Standing if found[each]]
