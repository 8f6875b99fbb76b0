"""Lists of parks: the province's 创建名单 (第十七条第一款) and one notice of several parks (第二十二条)."""

from typing import Any

from domain.case_lists import Handled, Listed, ListKind, ListPaper
from domain.orders import DocumentOrder
from domain.procedure import notice_changes, public_notice
from domain.procedure.forms import Conclusion
from domain.roles import SAMR, Actor, Audience, Role, covers
from domain.zone import art17_nomination as art17
from domain.zone import art22_notice_changes as changes
from domain.zone import art22_public_notice as art22
from domain.zone.case import Stage, ZoneCase

PASSED, FAILED = "通过", "未通过"
_IN_NOMINATION = frozenset({Stage.NOMINATION, Stage.LEADING_GROUP_DECLINED})
_CORRECTION = f"{changes.NOTICE_CORRECTION.kind.key}.{notice_changes.CORRECT}"


def _failed(case: ZoneCase) -> bool:
    return case.proceeding.conclusion == Conclusion.NOT_PASSED


def _may_be_nominated(actor: Actor, case: ZoneCase) -> bool:
    return case.stage in _IN_NOMINATION and covers(actor.jurisdiction, case.park.region)


def _may_be_shown(actor: Actor, case: ZoneCase) -> bool:
    """Whom a notice shows: 系统策略 ``notice_list``."""
    return changes.at_notice(case) or (_failed(case) and case.policy.notice_list == "all_results")


def _rows(act: Handled) -> dict[str, Any]:
    return {"title": act.title, "entries": [_row(each) for each in act.entries]}


def _row(entry: Listed) -> dict[str, object]:
    park = entry.case.park
    return {
        "rank": entry.rank,
        "park": park.name,
        "region": park.region_name,
        "creating_body": park.creating_body,
        "result": entry.result,
    }


def _letter(act: Handled) -> DocumentOrder:
    return DocumentOrder(
        kind="nominee_list_letter",
        issuers=(act.actor.organisation,),
        recipients=(SAMR,),
        data=_rows(act),
        basis=art17.NOMINATION_BASIS,
    )


def _announcement(act: Handled) -> DocumentOrder:
    return DocumentOrder(
        kind="notice_list", issuers=(act.actor.organisation,), data=_rows(act), basis=art22.NOTICE_BASIS
    )


NOMINEES = ListKind(
    key="nominees",
    label="创建名单",
    basis=art17.NOMINATION_BASIS,
    subject="园区",
    programme="zone",
    makers=(Audience(role=Role.PROVINCIAL_REGULATOR),),
    maker=Role.PROVINCIAL_REGULATOR.label,
    offered=(Stage.NOMINATION,),
    acts=(*art17.CHAIN, art17.CONSULTATION, art17.OPINION, art17.DECISION),
    fits=_may_be_nominated,
    papers=(ListPaper(f"{art17.NOMINEE_REPORT.key}.{art17.REPORT}", shows=lambda entry: entry.done, order=_letter),),
)
NOTICE = ListKind(
    key="notice",
    label="公示名单",
    basis=art22.NOTICE_BASIS,
    subject="园区",
    programme="zone",
    makers=(SAMR,),
    maker=Role.SAMR.label,
    offered=(Stage.PUBLIC_NOTICE,),
    acts=(art22.PUBLICATION, changes.NOTICE_CORRECTION.kind),
    fits=_may_be_shown,
    result=lambda case: FAILED if _failed(case) else PASSED,
    binds_all=lambda action, case: action == _CORRECTION and case.policy.notice_correction == "restart_all",
    puts_up_notices=True,
    papers=(
        # With ``notice_list`` = all_results one that failed is shown beside them and has no clock of its own.
        ListPaper(
            f"{art22.PUBLICATION.key}.{public_notice.PUBLISH}",
            shows=lambda entry: entry.done or entry.result == FAILED,
            order=_announcement,
        ),
    ),
)
