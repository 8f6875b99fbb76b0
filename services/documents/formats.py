"""The formats in which every document is stored: media type, file extension, and what sets it."""

from collections.abc import Callable
from dataclasses import dataclass

from services.documents.content import Content
from services.documents.docx import to_docx
from services.documents.pdf import to_pdf


@dataclass(frozen=True, slots=True)
class Format:
    media_type: str
    extension: str
    render: Callable[[Content], bytes]
    """The same bytes for the same content."""

    @property
    def label(self) -> str:
        return self.extension.upper()


FORMATS = (
    Format("application/pdf", "pdf", to_pdf),
    Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", to_docx),
)
"""In the order in which they are offered; the first is the one meant where no format is named."""


def format_of(media_type: str) -> Format:
    """Raises ``KeyError`` for a media type in which nothing is written."""
    return {each.media_type: each for each in FORMATS}[media_type]
