"""Names as people write them, compared."""

import unicodedata


def normalised(name: str) -> str:
    """A name as far as it tells bodies apart: no spaces, no punctuation, one width, small letters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
