"""A small identity provider on a real port: signs in one person at once, and can be told to answer wrongly."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from tests.support.web import HandClock

CLIENT, SECRET = "zhicheng", "一个秘密"


@dataclass
class IdentityProvider:
    """``callback`` is the one address it sends browsers back to. ``claims`` override those of its ID token (None leaves
    one out), ``document`` what it says of itself, ``forged`` signs with a key that it does not publish."""

    callback: str
    clock: HandClock
    subject: str = "E-1001"
    claims: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    port: int = 0
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "1", "alg": "ES256", "use": "sig"}, private=True)
        self.codes: dict[str, dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def authorize(self, address: str) -> dict[str, str]:
        """Where a browser is sent back to that comes to ``address`` and signs in: the query of the callback.

        Fails for a request that a careful provider would not take.
        """
        parts = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["redirect_uri"] == self.callback, "letter by letter"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    async def _token(self, headers: dict[str, str], form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if headers.get("authorization") != f"Basic {expected}":
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = (
            base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        )
        if asked is None or challenge != asked["code_challenge"] or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int((await self.clock.now()).timestamp())
        times = {"iat": now, "exp": now + 300}
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            **times,
            "nonce": asked["nonce"],
        } | self.claims
        key = ECKey.generate_key("P-256", {"kid": "1"}, private=True) if self.forged else self.key
        told = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode({"alg": "ES256", "kid": "1"}, told, key)
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": token}

    async def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, Any]]:
        self.asked.append(f"{method} {path}")
        if path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            addresses = {name: f"{self.issuer}/{place}" for name, place in places.items()}
            said = {"issuer": self.issuer, "authorization_response_iss_parameter_supported": True}
            return 200, {**said, **addresses, **self.document}
        if path == "/keys":
            return 200, dict(KeySet([self.key]).as_dict(private=False))
        if (method, path) == ("POST", "/token"):
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            return await self._token(headers, form)
        return 404, {}

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, and the connection closes."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        method, path, _ = first.split(" ")
        status, said = await self.answer(method, path, headers, body)
        content = json.dumps(said).encode()
        kind = "Content-Type: application/json\r\nConnection: close\r\n"
        writer.write(f"HTTP/1.1 {status} .\r\n{kind}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def identity_provider(callback: str, clock: HandClock) -> AsyncIterator[IdentityProvider]:
    """Listening until the end of the block."""
    provider = IdentityProvider(callback, clock)
    server = await asyncio.start_server(provider.converse, "127.0.0.1", 0)
    provider.port = server.sockets[0].getsockname()[1]
    try:
        yield provider
    finally:
        server.close()
        await server.wait_closed()
