"""``preview-notice`` of the command line: what a notice says, made of the samples that come with the product."""

from pathlib import Path

from services.notifications.samples import preview, samples, unsampled
from services.notifications.wording import BROKEN, KINDS


def kinds() -> list[str]:
    """Every kind that can be shown."""
    return sorted(KINDS & samples().keys())


def show(kind: str, html: Path | None) -> list[str]:
    """Subject and text, line by line; the page of the mail goes into ``html``.

    Raises ``KeyError`` for an unknown kind, one of ``BROKEN`` for words that do not fit the sample, and ``OSError``.
    """
    message = preview(kind)
    if html is not None:
        html.write_text(message.html, encoding="utf-8")
    return [f"主题：{message.subject}", "", *message.text.splitlines()]


def faults() -> list[str]:
    """What is wrong with the words of any kind, for people; empty when every kind can be sent."""
    found = [f"{kind}：没有措辞，或者没有样例" for kind in unsampled()]
    for kind in kinds():
        try:
            preview(kind)
        except BROKEN as error:
            found.append(f"{kind}：措辞与样例不符（{error}）")
    return found
