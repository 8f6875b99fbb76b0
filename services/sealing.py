"""Keeping what must be used and never shown: sealed at rest with a key from the settings.

Fernet (AES-128-CBC with HMAC-SHA256). Several keys, the newest first, may be set while old seals are still about.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config import Environment, Settings

_DEMONSTRATION = "zhicheng-demonstration-key"
"""Known to everybody; what it seals is as open as the demonstration accounts. Never used in production."""


class NoKey(Exception):
    """Nothing can be sealed: in production no key is set."""


class Broken(Exception):
    """A seal that none of the keys opens."""


class Sealer:
    """``keys``: long random texts, separated by commas; the first one seals, each of them opens."""

    def __init__(self, keys: str) -> None:
        found = [Fernet(_derived(each.strip())) for each in keys.split(",") if each.strip()]
        self._keys = MultiFernet(found) if found else None

    @property
    def can_seal(self) -> bool:
        return self._keys is not None

    def seal(self, text: str) -> str:
        """Raises ``NoKey``."""
        if self._keys is None:
            raise NoKey
        return self._keys.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Raises ``Broken``."""
        if self._keys is None:
            raise Broken
        try:
            return self._keys.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise Broken from error


def sealer(config: Settings) -> Sealer:
    """By the keys of the settings; outside production, where none is set, by one that everybody knows."""
    demonstration = "" if config.env is Environment.PRODUCTION else _DEMONSTRATION
    return Sealer(config.endpoint_keys or demonstration)


def _derived(key: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"zhicheng notification endpoints")
    return base64.urlsafe_b64encode(derive.derive(key.encode()))
