"""What a history keeps is small, and is read again for years."""

import hashlib
import json
import zlib

import pytest
from temporalio.api.common.v1 import Payload

from contracts.client import DATA_CONVERTER
from contracts.codec import ENCODING, ENCODINGS, LARGEST, CompressingCodec, UndecodablePayload

ACT = {
    "task_id": "zone-zj-2-case-1-task-38",
    "action": "reply",
    "actor": {"id": "mara", "role": "joint_department", "organisation": "mara"},
    "data": {"stance": "agrees"},
}


def payload(data: bytes) -> Payload:
    return Payload(metadata={"encoding": b"json/plain"}, data=data)


async def packed(data: bytes) -> Payload:
    [found] = await CompressingCodec().encode([payload(data)])
    return found


async def test_a_message_comes_back_as_it_was_in_fewer_bytes() -> None:
    plain = payload(json.dumps(ACT, ensure_ascii=False).encode())
    [small] = await CompressingCodec().encode([plain])
    assert small.ByteSize() < 0.7 * plain.ByteSize()
    assert await CompressingCodec().decode([small]) == [plain]


async def test_models_go_through_the_one_converter_that_everybody_uses() -> None:
    [stored] = await DATA_CONVERTER.encode([ACT])
    assert stored.metadata["encoding"] == ENCODING
    assert await DATA_CONVERTER.decode([stored]) == [ACT]


@pytest.mark.parametrize("text", ['"示范期届满（2031-06-22）"', '"44@1c030bf6c2b"', "59", "null", "true"])
async def test_what_people_read_on_temporals_page_stays_as_it_is(text: str) -> None:
    assert await packed(text.encode()) == payload(text.encode())


async def test_what_would_not_get_smaller_stays_as_it_is() -> None:
    assert await packed(b"[1]") == payload(b"[1]")


async def test_payloads_of_others_pass_through() -> None:
    other = Payload(metadata={"encoding": b"binary/encrypted"}, data=b"\x00\x01")
    assert await CompressingCodec().decode([other]) == [other]


def test_the_dictionary_of_an_encoding_never_changes() -> None:
    """Histories written with it are read for years; a better one is a new encoding beside these."""
    assert {name: hashlib.sha256(found).hexdigest() for name, found in ENCODINGS.items()} == {
        b"zlib/1": "f7993a93a832f3081cbdf9420f58999a19f1e9a6dccbe19c9857c04aaa262b28",
        b"zlib/2": "fcd4b277c45b787af141bdab525a543b6dd0679470ece994a55feee61a9b8b2e",
    }
    assert ENCODING in ENCODINGS


async def test_what_was_written_with_an_earlier_dictionary_is_still_read() -> None:
    plain = payload(json.dumps(ACT).encode())
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS, zdict=ENCODINGS[b"zlib/1"])
    old = Payload(metadata={"encoding": b"zlib/1"}, data=packer.compress(plain.SerializeToString()) + packer.flush())
    assert await CompressingCodec().decode([old]) == [plain]


@pytest.mark.parametrize("cut", [0, 1, 5])
async def test_a_payload_cut_short_is_refused(cut: int) -> None:
    small = await packed(json.dumps(ACT).encode())
    with pytest.raises(UndecodablePayload):
        await CompressingCodec().decode([Payload(metadata=small.metadata, data=small.data[:cut])])


async def test_a_payload_that_unpacks_beyond_all_bounds_is_refused() -> None:
    bomb = await packed(b"[" + b" " * LARGEST + b"]")
    with pytest.raises(UndecodablePayload, match="too large"):
        await CompressingCodec().decode([bomb])
