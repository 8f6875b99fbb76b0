"""Importing calendar releases: the list of what it would do first, then the import. One way for JSON, page and
command line."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from api import audit, impacts
from api.deps import Body, Services
from api.errors import FieldError, WebError, malformed, refused
from api.rule_views import ReleaseFacts, ReleaseImpactView, ReleaseView
from db.queries import calendar
from domain.citation import Citation
from domain.dates import local_date
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.working_days import CalendarRelease
from services import calendar_sheet, recalculation
from services.calendar_import import Fault, NumberTaken, Outlook, errors, normal, outlook, write

BASIS = (Citation("zone:22#1"),)
_MOST_DAYS = 120

Days = Annotated[list[date], Field(max_length=_MOST_DAYS)]


class ReleaseBody(Body):
    """One notice of the State Council. A correction is a notice of its own, with its own number and date."""

    year: int
    document_number: str = Field(min_length=1, max_length=100)
    issued_on: date
    days_off: Days
    make_up_workdays: Days


async def all_releases(services: Services) -> list[ReleaseView]:
    """Every release, the newest year first."""
    async with services.register.read() as session:
        rows = await calendar.releases(session)
    return [ReleaseView.model_validate(row, from_attributes=True) for row in rows]


def may_import(actor: Actor) -> bool:
    return actor.role is Role.OPS


def in_file(data: bytes) -> CalendarRelease:
    """The release in a file somebody handed in. Raises 422 with the place of every mistake."""
    try:
        return calendar_sheet.read(data)
    except calendar_sheet.Unreadable as error:
        found = [FieldError(loc=["body", "file"], code="sheet", message=each) for each in error.faults]
        raise malformed(f"文件内容有误（{len(found)}处），未作任何变更。", *found) from error


async def import_release(
    services: Services, actor: Actor, given: CalendarRelease, *, dry_run: bool, request_id: str = ""
) -> ReleaseImpactView:
    """What importing the release does to the open cases; unless ``dry_run``, it is written and the cases are woken.

    A release that the register has already changes nothing. Raises ``WebError``: 403 for anyone but operations,
    409 for a number that stands for another content, 422 for days that cannot be right.
    """
    release, target = normal(given), f"{given.year}/{given.document_number}"
    try:
        if not may_import(actor):
            raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text="节假日安排由技术运维人员导入。", basis=BASIS))
        found = await _outlook(services, given)
        applied = not dry_run and not found.is_known and await _write(services, actor, release)
    except NumberTaken as error:
        refusal = _number_taken(error.known)
        await audit.record(services, actor, "calendar.import", target, refusal=refusal, request_id=request_id)
        raise refused(refusal) from error
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, "calendar.import", target, refusal=error.refusal, request_id=request_id)
        raise
    if applied:
        detail = f"导入{release.year}年节假日安排{release.document_number}，涉及案件{len(found.cases)}件"
        await audit.record(
            services, actor, "calendar.import", target, basis=BASIS, detail=detail, request_id=request_id
        )
        await recalculation.wake(services.client, services.settings)
    async with services.register.read() as session:
        impact = await impacts.view(session, found.cases)
    return ReleaseImpactView(
        release=ReleaseFacts.model_validate(release, from_attributes=True),
        known=found.is_known,
        applied=applied,
        warnings=[each.text for each in found.warnings],
        impact=impact,
    )


async def _outlook(services: Services, given: CalendarRelease) -> Outlook:
    now = await services.clock.now()
    today = local_date(now)
    if wrong := errors(given, today):
        raise malformed(f"节假日安排有误（{len(wrong)}处），未作任何变更。", *_fields(wrong))
    async with services.register.read() as session:
        return await outlook(session, normal(given), now, today)


async def _write(services: Services, actor: Actor, release: CalendarRelease) -> bool:
    now = await services.clock.now()
    async with services.register.write() as session:
        return await write(session, release, now, actor.id)


def _fields(faults: Sequence[Fault]) -> list[FieldError]:
    return [
        FieldError(
            loc=["body", each.field, *([] if each.place is None else [each.place])], code="calendar", message=each.text
        )
        for each in faults
    ]


def _number_taken(known: CalendarRelease) -> Refusal:
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"登记库已有{known.year}年的{known.document_number}，内容与本件不同，未作任何变更。",
        basis=BASIS,
        remedy="更正通知应当以其自己的文号和发布日期作为新的一件导入；如系录入有误，请核对后再提交。",
    )
