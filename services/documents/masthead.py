"""发文机关标志: how large its letters can be, for the PDF and the Word file alike."""

from services.documents.content import Content

SMALLEST, LARGEST = 22.0, 42.0
_WIDTH, _HEIGHT = 440.0, 130.0
"""Points that the letters of a row, and the rows of a joint act, may take together."""


def head_size(content: Content) -> float:
    """Size of the letters in points: as large as the width and, in a joint act, the height allow."""
    rows = len(content.organ_head)
    letters = max(map(len, content.organ_head)) + len(content.head_word) + (rows > 1)
    return max(SMALLEST, min(LARGEST, _WIDTH / letters, _HEIGHT / rows))
