"""Signing in, and who one is."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel

from api.deps import Web
from api.errors import WebError
from api.identity import SignedIn, sign_in
from api.whence import From

router = APIRouter(tags=["身份"])


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


class OrganisationView(BaseModel):
    id: str
    name: str


class Me(BaseModel):
    """``jurisdiction`` is a six-digit GB/T 2260 code."""

    actor: str
    display_name: str
    roles: list[str]
    organisation: OrganisationView
    jurisdiction: str


@router.post("/token", summary="登录，得到访问令牌")
async def create_token(
    services: Web,
    whence: From,
    username: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=200)],
) -> Token:
    token = await sign_in(services, username, password, "token", whence)
    if token is None:
        raise WebError("unauthenticated", "用户名或密码不正确。", headers={"WWW-Authenticate": "Bearer"})
    return Token(access_token=token)


@router.get("/me", summary="当前用户的身份、角色和辖区")
async def read_me(who: SignedIn) -> Me:
    return Me(
        actor=who.account.id,
        display_name=who.account.display_name,
        roles=[who.account.role],
        organisation=OrganisationView(id=who.organisation.id, name=who.organisation.name),
        jurisdiction=who.organisation.jurisdiction,
    )
