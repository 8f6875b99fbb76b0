"""Which measures and safeguards the text itself leaves without a time: it explores, encourages or supports there."""

MARKS = ("探索", "鼓励", "支持", "适时")
_MARKED = frozenset({*map(str, (1, 4, 5, 6, 8, 9, 11, 13, 14, 15, 17, 18, 20, 21)), "s2", "s3"})
"""Keys of those whose text has one of the words; a test reads the text."""


def may_be_undated(key: str) -> bool:
    """Whether an item of it may go without a day (reading R-D-6)."""
    return key in _MARKED
