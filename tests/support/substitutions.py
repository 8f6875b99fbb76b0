"""An order by which somebody acts in another's stead, as the API takes it."""

from typing import Any

from tests.support.web import Caller

ORDER = "苏市监办〔2025〕12号"


async def entered(web: Caller, by: str, substitute: str, **changes: Any) -> Any:
    """The answer to entering an order of ten days from 9 October 2025, with its document."""
    uploaded = await web.post("/files", by, files={"file": ("代理文件.pdf", b"%PDF-1.7 order")})
    order = {
        "substitute": substitute,
        "first_day": "2025-10-09",
        "last_day": "2025-10-18",
        "order": ORDER,
        "file": uploaded.json()["id"],
    }
    return await web.post("/substitutions", by, json=order | changes)
