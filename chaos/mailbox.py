"""What the mail server took: every mail by its Message-ID, in the order of arrival."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import NamedTuple


class Caught(NamedTuple):
    message_id: str
    recipient: str
    subject: str
    at_ns: int
    file: str


def caught(folder: Path) -> list[Caught]:
    """In the order of arrival. The catcher keeps a mail delivered twice twice."""
    found = []
    for path in folder.glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=default)
        found.append(
            Caught(str(mail["Message-ID"]), str(mail["To"]), str(mail["Subject"]), path.stat().st_mtime_ns, path.name)
        )
    return sorted(found, key=lambda each: each.at_ns)
