"""The HTML part of a mail: the finished text, escaped, with its one link."""

from html import escape

LINK_LABEL = "查看和办理："
"""Begins the line of a notice that holds its link."""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.6; color: #0b0c0c; max-width: 40em">
{paragraphs}
</body>
</html>
"""


def as_html(subject: str, text: str) -> str:
    """A notice's text as a minimal page: a paragraph per block, a break per line, the link clickable."""
    blocks = text.strip().split("\n\n")
    paragraphs = "\n".join(f"<p>{'<br>'.join(_line(line) for line in block.splitlines())}</p>" for block in blocks)
    return _PAGE.format(title=escape(subject), paragraphs=paragraphs)


def _line(line: str) -> str:
    """Only our own link is made clickable, never an address that somebody typed."""
    label, found, address = line.partition(LINK_LABEL)
    if found and not label and address.startswith(("http://", "https://")):
        return f'{LINK_LABEL}<a href="{escape(address)}">{escape(address)}</a>'
    return escape(line)
