"""A real browser on a real server. Without chromium these tests fail: a portal nobody has looked at is not tested."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from xml.sax.saxutils import escape

import pylopdf_fonts_zh_cn
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, async_playwright

from tests.support.web import Caller, Web, web

__all__ = ["web"]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def fonts_in(folder: Path) -> Path:
    """A fontconfig file that adds the Chinese font of the product to whatever the machine has."""
    path = folder / "fonts.conf"
    chinese = escape(str(Path(pylopdf_fonts_zh_cn.__file__).parent))
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{chinese}</dir></fontconfig>',
        encoding="utf-8",
    )
    return path


@pytest_asyncio.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "缺少 chromium：请运行 make browser"
    async with async_playwright() as playwright:
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts_in(tmp_path))}
        yield await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS), env=environment)


@asynccontextmanager
async def served(web: Caller) -> AsyncIterator[str]:
    """The application behind uvicorn on a free port; its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # whoever comes before the server has started waits in the queue
        server = uvicorn.Server(
            uvicorn.Config(
                web.app, lifespan="off", log_level="error", ws="none", access_log=False, timeout_graceful_shutdown=1
            )
        )
        running = asyncio.create_task(server.serve([listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await running


@pytest_asyncio.fixture
async def address(web: Web) -> AsyncIterator[str]:
    async with served(web) as found:
        yield found
