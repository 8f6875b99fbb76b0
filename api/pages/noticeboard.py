"""公示栏: what is shown to the public, how its last day was counted, and how to object. No log-in."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from api import files, noticing, objecting
from api.deps import Services, Web
from api.errors import Problem, WebError
from api.identity import Identity, Visitor
from api.objecting import ObjectionBody, SupplementBody, WithdrawalBody
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import TRY_AGAIN, Entering, Filled
from api.pages.files import NEW
from api.pages.forms.check import FieldError, check
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.procedure.forms import Text
from domain.task import Form

router = APIRouter()
_MISSING = FieldError("receipt_number", "receipt_number", "请填写回执编号")


class ObjectionForm(Form):
    """What an objector types; the evidence comes as files."""

    grounds: Text = Field(title="异议内容和理由")
    name: str = Field(default="", title="姓名或单位名称", max_length=200)
    contact: str = Field(default="", title="联系方式", max_length=200)


@router.get("/notices")
async def board(request: Request, services: Web, visitor: Visitor) -> Response:
    notices = await noticing.board(services)
    running = [each for each in notices if each.state == "running"]
    over = [each for each in notices if each.state != "running"]
    return await page(request, services, visitor, "notices", "公示栏", running=running, over=over)


@router.get("/notices/{notice_id}")
async def notice_page(request: Request, services: Web, visitor: Visitor, notice_id: str) -> Response:
    return await _objecting(request, services, visitor, notice_id).blank()


@router.post("/notices/{notice_id}")
async def object_to(request: Request, services: Web, visitor: Visitor, notice_id: str) -> Response:
    draft = await drafts.received(request, services, files.PUBLIC)
    return await _objecting(request, services, visitor, notice_id).received(draft)


class CodeForm(Form):
    code: str = Field(title="撤回码", min_length=1, max_length=20)


@router.get("/objections")
async def objection_status(
    request: Request,
    services: Web,
    visitor: Visitor,
    receipt_number: Annotated[str | None, Query(max_length=60)] = None,
) -> Response:
    """Where an objection stands, by its receipt number and nothing else."""
    number = (receipt_number or "").strip()
    if receipt_number is not None and not number:
        return await _objection(request, services, visitor, number, errors=(_MISSING,))
    return await _objection(request, services, visitor, number)


@router.post("/objections/{receipt_number}/evidence")
async def supply_evidence(request: Request, services: Web, visitor: Visitor, receipt_number: str) -> Response:
    draft = await drafts.received(request, services, files.PUBLIC)
    if not draft.files.ids and not draft.errors:
        missing = FieldError(NEW, NEW, "请上传书面举证材料")
        return await _objection(request, services, visitor, receipt_number, draft=draft, errors=(missing,))
    if draft.errors:
        return await _objection(request, services, visitor, receipt_number, draft=draft, errors=draft.errors)
    body = SupplementBody(evidence=list(draft.files.ids))
    return await _told(request, services, visitor, receipt_number, draft, objecting.supplement, body)


@router.post("/objections/{receipt_number}/withdrawal")
async def withdraw(request: Request, services: Web, visitor: Visitor, receipt_number: str) -> Response:
    draft = await drafts.received(request, services, files.PUBLIC)
    checked = check(CodeForm, draft.values)
    if checked.form is None:
        return await _objection(request, services, visitor, receipt_number, draft=draft, errors=checked.errors)
    body = WithdrawalBody(**checked.form.model_dump())
    return await _told(request, services, visitor, receipt_number, draft, objecting.withdraw, body)


async def _told(
    request: Request,
    services: Services,
    visitor: Identity | None,
    number: str,
    draft: Draft,
    say: Callable[[Services, str, Any, str], Awaitable[Any]],
    body: SupplementBody | WithdrawalBody,
) -> Response:
    """Say it to the case; a refusal comes back with its basis and with what was typed."""
    try:
        await say(services, number, body, draft.key)
    except WebError as error:
        if error.problem.status not in TRY_AGAIN:
            raise
        return await _objection(request, services, visitor, number, draft=draft, problem=error.problem)
    return RedirectResponse(f"/objections?receipt_number={quote(number)}", 303)


async def _objection(
    request: Request,
    services: Services,
    visitor: Identity | None,
    number: str,
    *,
    draft: Draft | None = None,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    found, status = None, problem.status if problem else (422 if errors and draft else 200)
    if number:
        try:
            found = await objecting.status(services, number)
        except WebError as error:
            errors, status = (FieldError("receipt_number", "receipt_number", error.problem.detail),), 404
    return await page(
        request,
        services,
        visitor,
        "objection",
        "查询异议办理情况",
        status=status,
        number=number,
        found=found,
        draft=draft or drafts.blank({}),
        errors=errors,
        messages={each.name: each.message for each in errors},
        problem=problem,
        allowed=files.ALLOWED,
        file_input=NEW,
    )


def _objecting(
    request: Request, services: Services, visitor: Identity | None, notice_id: str
) -> Entering[ObjectionForm]:
    async def show(filled: Filled) -> Response:
        notice = await noticing.one_notice(services, notice_id)
        return await page(
            request,
            services,
            visitor,
            "notice",
            f"公示：{notice.entry.get('park', notice.matter)}",
            notice=notice,
            allowed=files.ALLOWED,
            file_input=NEW,
            **filled.content,
        )

    async def send(form: ObjectionForm, draft: Draft) -> Response:
        body = ObjectionBody(**form.model_dump(), evidence=list(draft.files.ids))
        receipt = await objecting.object_to(services, notice_id, body, draft.key)
        # No redirect: the code stands on this page alone, and sending the same page again gives the same receipt.
        title = "异议已提交"
        return await page(request, services, visitor, "objection_receipt", title, status=201, receipt=receipt)

    return Entering(ObjectionForm, questions_of(ObjectionForm), show, send)
