"""What a history keeps for years is kept small: JSON objects and arrays are compressed, everything else is left alone.

Summaries and details, which people read on Temporal's own page, are JSON strings and stay readable. The rest is
shown there through the codec endpoint of the web process (``api/codec.py``). Encryption, when it comes, goes
behind this codec; payloads of other encodings pass through untouched.
"""

import zlib
from collections.abc import Iterable
from pathlib import Path

from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

ENCODINGS = {
    encoding: (Path(__file__).parent / name).read_bytes()
    for encoding, name in ((b"zlib/1", "codec_dictionary_1.txt"), (b"zlib/2", "codec_dictionary_2.txt"))
}
"""Name of an encoding → its dictionary: text that our payloads have in common, the most frequent last (RFC 1950, preset
dictionary). Histories outlive both: neither ever changes, a better dictionary is a new encoding beside these."""
ENCODING = b"zlib/2"
"""What is written today."""
LARGEST = 8 * 1024 * 1024
"""Bytes of one payload after decoding; Temporal itself takes no more than 2 MB."""


class UndecodablePayload(ValueError):
    """Bytes that say they are ours and are not."""


class CompressingCodec(PayloadCodec):
    """zlib with a preset dictionary, for payloads that get smaller by it."""

    async def encode(self, payloads: Iterable[Payload]) -> list[Payload]:
        return [_encoded(payload) for payload in payloads]

    async def decode(self, payloads: Iterable[Payload]) -> list[Payload]:
        """Raises ``UndecodablePayload``."""
        return [_decoded(payload) for payload in payloads]


def _encoded(payload: Payload) -> Payload:
    if payload.data[:1] not in (b"{", b"["):
        return payload
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS, zdict=ENCODINGS[ENCODING])
    packed = Payload(
        metadata={"encoding": ENCODING}, data=packer.compress(payload.SerializeToString()) + packer.flush()
    )
    return packed if packed.ByteSize() < payload.ByteSize() else payload


def _decoded(payload: Payload) -> Payload:
    dictionary = ENCODINGS.get(payload.metadata.get("encoding", b""))
    if dictionary is None:
        return payload
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=dictionary)
    try:
        data = unpacker.decompress(payload.data, LARGEST)
        if not unpacker.eof:
            raise UndecodablePayload("the payload is cut short or too large")
        return Payload.FromString(data)
    except (zlib.error, DecodeError) as error:
        raise UndecodablePayload(str(error)) from error
