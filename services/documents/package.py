"""A Word file is a ZIP of XML: packed again so that the same parts are the same bytes, whenever and wherever."""

import io
import zipfile
from datetime import datetime

_EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED_AT = datetime(*_EPOCH)  # noqa: DTZ001 - the properties of a Word file know no time zone


def repacked(data: bytes) -> bytes:
    """The file with its parts in their order, without the moment of packing and without the machine's marks."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as packed:
        for part in given.infolist():
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(entry, given.read(part))
    return out.getvalue()
