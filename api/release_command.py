"""``import-release`` of the command line: the same import as of JSON and page, told in lines."""

import getpass

from api import releases
from api.app import services_for
from api.errors import WebError
from api.rule_views import ReleaseImpactView
from config import Settings
from domain.roles import Actor, Role

Lines = list[str]


async def import_file(config: Settings, data: bytes, *, dry_run: bool) -> tuple[Lines, bool]:
    """What the release in a file does, and whether it was taken; a refusal is told with its reasons."""
    services = await services_for(config)
    actor = Actor(id=f"cli:{getpass.getuser()}", role=Role.OPS, organisation="ops")
    try:
        found = await releases.import_release(services, actor, releases.in_file(data), dry_run=dry_run)
    except WebError as error:
        problem = error.problem
        reasons = [*(each.message for each in problem.errors), *([problem.remedy] if problem.remedy else [])]
        return [problem.detail, *(f"  {each}" for each in reasons)], False
    finally:
        await services.register.dispose()
    return _told(found), True


def _told(found: ReleaseImpactView) -> Lines:
    release = found.release
    lines = [f"{release.year}年 {release.document_number}（{release.issued_on}发布）"]
    lines += [f"注意：{each}" for each in found.warnings]
    for case in found.impact.cases:
        lines.append(f"{case.subject}（{case.case_id}）")
        for move in case.moves:
            told = f"；通知：{'、'.join(move.told)}" if move.told else ""
            lines.append(f"  {move.text}{told}")
    if found.known:
        return [*lines, "登记库已有这件安排，内容相同，没有任何变更。"]
    counted = f"涉及案件{len(found.impact.cases)}件。"
    return [*lines, counted + ("已导入，各案件随即重新计算期限。" if found.applied else "未作任何变更。")]
