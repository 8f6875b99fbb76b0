"""The digests under which a document is registered."""

import hashlib

import pytest

from services.documents.digests import digests


@pytest.mark.parametrize(
    ("data", "sm3"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_of_the_examples_of_the_standard(data: bytes, sm3: str) -> None:
    found = digests(data)
    assert (found.sm3, found.sha256) == (sm3, hashlib.sha256(data).hexdigest())
