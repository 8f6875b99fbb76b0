"""Lists of parks: the province's 创建名单 (第十七条第一款) and one notice of several parks (第二十二条).

A list is how people handle several parks at once. In law every entry stands for itself: an act on the list is the same
act on each entry, and each is taken or refused by its own case (reading R-17-6).
"""

from enum import StrEnum

from pydantic import Field

from domain.citation import Basis
from domain.orders import DocumentOrder
from domain.procedure.forms import Conclusion, Name
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Actor, Role, covers
from domain.task import Form, TaskKind
from domain.zone import art17_nomination as art17
from domain.zone import art22_notice_changes as changes
from domain.zone import art22_public_notice as art22
from domain.zone.case import Stage, ZoneCase

MOST = 100
PASSED, FAILED = "通过", "未通过"


class ListKind(StrEnum):
    NOMINEES = "nominees"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        return {"nominees": "创建名单", "notice": "公示名单"}[self]

    @property
    def basis(self) -> Basis:
        return art17.NOMINATION_BASIS if self is ListKind.NOMINEES else art22.NOTICE_BASIS

    @property
    def acts(self) -> tuple[TaskKind, ...]:
        """What may be done to the whole list."""
        return _ACTS[self]


_ACTS: dict[ListKind, tuple[TaskKind, ...]] = {
    ListKind.NOMINEES: (*art17.CHAIN, art17.CONSULTATION, art17.OPINION, art17.DECISION),
    ListKind.NOTICE: (art22.PUBLICATION, changes.NOTICE_CORRECTION.kind),
}
_IN_NOMINATION = frozenset({Stage.NOMINATION, Stage.LEADING_GROUP_DECLINED})


class EntryForm(Form):
    case_id: Name = Field(title="案件编号")
    rank: int = Field(title="排序", ge=1, le=MOST)


class NewList(Form):
    """Every entry once, every rank once."""

    kind: ListKind = Field(title="名单种类")
    title: Name = Field(title="名单标题")
    entries: list[EntryForm] = Field(title="园区", min_length=1, max_length=MOST)


def refuse_new(actor: Actor, form: NewList) -> Refusal | None:
    """Who makes a list: the province its nominees, 总局 its notices."""
    role = Role.PROVINCIAL_REGULATOR if form.kind is ListKind.NOMINEES else Role.SAMR
    if actor.role is not role:
        text = f"{form.kind.label}由{role.label}提出。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=form.kind.basis)
    cases, ranks = {each.case_id for each in form.entries}, {each.rank for each in form.entries}
    if len(cases) < len(form.entries) or len(ranks) < len(form.entries):
        text = "名单中的园区和排序不得重复。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=form.kind.basis, remedy="请核对名单。")
    return None


def refuse_entry(actor: Actor, kind: ListKind, case: ZoneCase) -> Refusal | None:
    """A list holds what its next act can be about; whom a notice shows: 系统策略 ``notice_list``."""
    if kind is ListKind.NOMINEES:
        fits = case.stage in _IN_NOMINATION and covers(actor.jurisdiction, case.park.region)
    else:
        failed = case.proceeding.conclusion == Conclusion.NOT_PASSED and case.policy.notice_list == "all_results"
        fits = changes.at_notice(case) or failed
    if fits:
        return None
    text = f"{case.park.name}现处于“{case.label}”，不能列入{kind.label}。"
    return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=kind.basis, remedy="请从名单中去掉该园区。")


def result_in_words(case: ZoneCase) -> str:
    """评估验收结果, as the list of a notice shows it."""
    return FAILED if case.proceeding.conclusion == Conclusion.NOT_PASSED else PASSED


def document(
    kind: str, action: str, actor: Actor, title: str, entries: list[dict[str, object]]
) -> DocumentOrder | None:
    """The list itself on paper, where an act sends it out: 创建名单及报送函, 公示公告. ``entries``: in the order of the
    list, those the act was taken for."""
    data = {"title": title, "entries": entries}
    if (kind, action) == (art17.NOMINEE_REPORT.key, art17.REPORT):
        return DocumentOrder(
            kind="nominee_list_letter",
            issuers=(actor.organisation,),
            recipients=(SAMR,),
            data=data,
            basis=art17.NOMINATION_BASIS,
        )
    if kind == art22.PUBLICATION.key:
        return DocumentOrder(kind="notice_list", issuers=(actor.organisation,), data=data, basis=art22.NOTICE_BASIS)
    return None
