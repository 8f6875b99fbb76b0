"""Fetch and clean what the pages borrow: ``python static/vendor.py`` (needs npm; nothing else ever does).

Takes the minified CSS out of the npm package, drops what is licensed for gov.uk alone (the GDS Transport font, its
notice and the crest), puts a Chinese font stack in its place and writes ``govuk-frontend.css``. Both ends are
pinned by SHA-256 in ``vendor.lock.json``; another package version means new hashes there, looked at by a person.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "vendor.lock.json"
NOTICE = "/*! govuk-frontend {version}, MIT licence, see govuk-frontend.LICENSE.txt; changed by static/vendor.py */\n"
FONTS = (
    '"PingFang SC","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","WenQuanYi Zen Hei",'
    "sans-serif"
)


class HashMismatch(Exception):
    """A fetched or written file is not the one that was looked at."""


def fetch(package: str, folder: Path) -> Path:
    """The tarball of ``name@version``, by the ordinary npm client."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def cleaned(css: str) -> str:
    """The style sheet without font faces, licence notice of the font, and crest; in Chinese type."""
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"(?:background-image|-webkit-mask-image|mask-image):url\([^)]*\);?", "", css)
    css = re.sub(r"GDS Transport,arial,sans-serif", "var(--zh-sans)", css)
    css = css.replace('@charset "UTF-8";', "", 1)
    for forbidden in ("GDS Transport", "url(", "Calvert", "@import"):
        if forbidden in css:
            raise ValueError(f"still in the style sheet: {forbidden}")
    return f'@charset "UTF-8";:root{{--zh-sans:{FONTS}}}{css}'


def checked(content: bytes, sha256: str, name: str) -> bytes:
    if (found := hashlib.sha256(content).hexdigest()) != sha256:
        raise HashMismatch(f"{name}: {found}, expected {sha256}")
    return content


def vendor() -> None:
    """Write every file of the lock. Raises ``HashMismatch`` and leaves the old file when anything differs."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        tarball = fetch(lock["package"], Path(folder))
        checked(tarball.read_bytes(), lock["package_sha256"], lock["package"])
        with tarfile.open(tarball) as archive:
            member = archive.extractfile(lock["member"])
            assert member is not None
            source = member.read().decode("utf-8")
    notice = NOTICE.format(version=lock["package"].partition("@")[2])
    head, _, rest = cleaned(source).partition(";")
    content = f"{head};\n{notice}{rest}".encode()
    (HERE / lock["file"]).write_bytes(checked(content, lock["file_sha256"], lock["file"]))


if __name__ == "__main__":
    vendor()
