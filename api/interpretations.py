"""Interpretations (解释) that a proposed policy rests on: what may be named as one, and how it is kept and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from api import present
from api.errors import FieldError, malformed
from api.rule_views import InterpretationView, InterpretedView
from db.models import PolicyInterpretation, PolicyVersion, StoredFile
from db.queries import files, policies
from domain.citation import TITLES, Basis
from domain.dates import in_words
from domain.policy import PARAMETERS, Policy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor
from domain.zone.art29_interpretation import InterpretationForm
from services.policies import RestsOnInterpretation


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a proposal says it rests on; ``file_id`` is the document itself, uploaded by the proposer, or empty."""

    form: InterpretationForm
    file_id: str = ""

    @property
    def words(self) -> str:
        return f"《{self.form.title}》（{self.form.number}）"


def nobody_interprets(programme: str, basis: Basis) -> Refusal:
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"《{TITLES[programme]}》没有规定由谁解释，策略的变更不能以解释为依据。",
        basis=basis,
        remedy="请不填写解释，作为系统策略提出变更。",
    )


def decided(error: RestsOnInterpretation, basis: Basis) -> Refusal:
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"“{error.parameter.label}”依据{error.source}，不能以系统策略改变。",
        basis=basis,
        remedy="有新的解释的，请在变更中写明。",
    )


async def admit(session: AsyncSession, actor: Actor, base: Policy, given: Interpretation, today: date) -> None:
    """Raises ``WebError`` 422 for what cannot be an interpretation of the policy ``base``."""
    form = given.form
    fields = type(base).model_fields.keys() & PARAMETERS.keys()
    wrong = {
        "parameters": "有不认识的参数" if set(form.parameters) - fields else "",
        "published_on": f"不得晚于今天（{in_words(today)}）" if form.published_on > today else "",
        "file": await _wrong_with(session, actor, given.file_id),
    }
    errors = [
        FieldError(loc=["body", "interpretation", name], code="interpretation", message=text)
        for name, text in wrong.items()
        if text
    ]
    if errors:
        raise malformed(f"解释有误（{len(errors)}处），未作任何变更。", *errors)


def row(given: Interpretation, version: PolicyVersion) -> PolicyInterpretation:
    return PolicyInterpretation(
        programme=version.programme,
        version=version.version,
        number=given.form.number,
        title=given.form.title,
        published_on=given.form.published_on,
        parameters=list(dict.fromkeys(given.form.parameters)),
        file_id=given.file_id or None,
    )


async def views(session: AsyncSession, programme: str) -> dict[str, InterpretationView]:
    """Version of the policy → what it rests on."""
    rows = await policies.interpretations(session, programme)
    stored = await files.by_id(session, (each.file_id for each in rows.values() if each.file_id))
    return {version: _view(each, stored) for version, each in rows.items()}


async def proposed(
    session: AsyncSession, version: PolicyVersion, given: Interpretation | None
) -> InterpretationView | None:
    """What a version would rest on that is not kept yet."""
    return _view(row(given, version), await files.by_id(session, [given.file_id])) if given else None


def _view(row: PolicyInterpretation, stored: Mapping[str, StoredFile]) -> InterpretationView:
    return InterpretationView(
        number=row.number,
        title=row.title,
        published_on=row.published_on,
        parameters=[InterpretedView(name=name, label=PARAMETERS[name].label) for name in row.parameters],
        version=row.version,
        file=present.file(stored[row.file_id]) if row.file_id else None,
    )


async def _wrong_with(session: AsyncSession, actor: Actor, file_id: str) -> str:
    if not file_id or await files.handed_in(session, actor, file_id):
        return ""
    return "解释文件不存在，请重新上传"
