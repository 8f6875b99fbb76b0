"""Digests of a file: SHA-256, and SM3 (GB/T 32905-2016). Each is always told with the name of its algorithm."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True, slots=True)
class Digests:
    """Both in lower-case hex."""

    sha256: str
    sm3: str


def digests(data: bytes) -> Digests:
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(data)
    return Digests(sha256=hashlib.sha256(data).hexdigest(), sm3=sm3.finalize().hex())
