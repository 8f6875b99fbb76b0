"""What somebody typed, as a sentence among ours."""

_CLOSED = ("。", "！", "？", "；", ".", "!", "?")


def sentence(text: str) -> str:
    """Closed with a full stop, unless it is closed already."""
    text = text.strip()
    return text if text.endswith(_CLOSED) else f"{text}。"
