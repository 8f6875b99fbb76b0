"""Whatever is done to an export of the audit log is found, from the export alone."""

import json
from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.exports import an_export, resealed, rewritten
from verifier.audit import GENESIS, Report, verify

EXPORT = an_export(6)
"""The header, and the numbers 1 to 6."""
WHOLE = b"".join(EXPORT)


def words(lines: list[bytes], noted: str | None = None) -> list[str]:
    return [each.words for each in verify(lines, noted).findings]


def head(lines: list[bytes]) -> str:
    return str(json.loads(lines[0])["head"])


@pytest.mark.parametrize("count", [0, 1, 2, 600])
def test_an_export_as_it_was_made_is_intact(count: int) -> None:
    lines = an_export(count)
    assert verify(lines) == Report(count, head(lines), ())


@pytest.mark.parametrize(
    "changes",
    [
        {"at": "2026-03-02T04:00:00.000121Z"},
        {"actor_id": "samr-2"},
        {"actor_role": "ops"},
        {"actor_organisation": ""},
        {"capacity": ""},
        {"action": "public_notice.withdraw"},
        {"target": "case/9"},
        {"case_id": None},
        {"outcome": "refused"},
        {"basis": []},
        {"detail": "公 示"},
        {"request_id": "r"},
        {"previous_hash": GENESIS},
        {"hash": GENESIS},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_changed_field_is_found_with_the_number_of_its_entry(changes: dict[str, object]) -> None:
    lines = [*EXPORT[:3], rewritten(EXPORT[3], **changes), *EXPORT[4:]]
    assert "第3号：内容与散列不符，被改动" in words(lines)


def test_a_changed_entry_with_a_hash_computed_anew_no_longer_joins_the_next() -> None:
    lines = [*EXPORT[:3], resealed(EXPORT[3], detail="另一内容"), *EXPORT[4:]]
    assert words(lines) == ["第4号：与前一条不相连，前一条或者本条被改动、替换或者插入"]


def test_a_last_entry_changed_with_its_hash_is_not_the_head_that_the_header_names() -> None:
    (found,) = words([*EXPORT[:6], resealed(EXPORT[6], detail="另一内容")])
    assert found.startswith("最后一条的散列与开头写明的链尾")


@pytest.mark.parametrize(
    ("left", "found"),
    [
        ([0, 2, 3, 4, 5, 6], "缺少第1号"),
        ([0, 4, 5, 6], "缺少第1号至第3号"),
        ([0, 1, 2, 4, 5, 6], "缺少第3号"),
        ([0, 1, 5, 6], "缺少第2号至第4号"),
        ([0, 1, 2, 3, 4, 5], "缺少第6号（开头写明共6条）"),
        ([0], "缺少第1号至第6号（开头写明共6条）"),
    ],
)
def test_missing_entries_are_named_at_the_start_in_the_middle_and_at_the_end(left: list[int], found: str) -> None:
    assert found in words([EXPORT[place] for place in left])


def test_an_entry_twice_is_found_with_both_its_lines() -> None:
    assert words([*EXPORT[:4], EXPORT[3], *EXPORT[4:]]) == [
        "第3号：重复出现（第4行、第5行）",
        "开头写明共6条，实有7条",
    ]


def test_an_inserted_entry_is_found_under_the_number_it_took() -> None:
    forged = resealed(EXPORT[3], detail="插入的")
    assert "第3号：有两条不同的记录，其一是插入的（第4行、第5行）" in words([*EXPORT[:4], forged, *EXPORT[4:]])


@pytest.mark.parametrize("sequence", [0, -1])
def test_an_entry_under_a_number_there_is_not_is_inserted(sequence: int) -> None:
    forged = resealed(EXPORT[1], sequence=sequence)
    assert f"第{sequence}号：没有这样的编号，是插入的" in words([EXPORT[0], forged, *EXPORT[1:]])


def test_an_entry_added_at_the_end_is_found_though_it_joins_the_chain() -> None:
    last = json.loads(EXPORT[6])
    forged = resealed(EXPORT[6], sequence=7, previous_hash=last["hash"])
    assert words([*EXPORT, forged])[0] == "开头写明共6条，实有7条"


def test_entries_in_another_order_are_found() -> None:
    assert words([*EXPORT[:3], EXPORT[4], EXPORT[3], *EXPORT[5:]]) == ["第3号：不在其位置上（第5行）"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"", "第4行不是审计记录"),
        (b"\n", "第4行不是审计记录"),
        (b"\xff\n", "第4行不是审计记录"),
        (b"[" * 100_000 + b"\n", "第4行不是审计记录"),
        (b'"\\ud800"\n', "第4行不是审计记录"),
        (b"{}\n", "第4行不是审计记录"),
        (EXPORT[3].replace(b'"sequence":3', b'"sequence":true'), "第4行不是审计记录"),
        (EXPORT[3].replace(b'"sequence":3', b'"sequence":3.0'), "第4行不是审计记录"),
        (EXPORT[3].replace(b'"sequence":3', b'"sequence":' + b"9" * 5000), "第4行不是审计记录"),
        (EXPORT[3].replace(b'":', b'": '), "第3号：写法与导出时不同，被改动"),
        (EXPORT[3].replace(b"\n", b"\r\n"), "第3号：写法与导出时不同，被改动"),
        (EXPORT[3].replace("公".encode(), b"\\u516c"), "第3号：写法与导出时不同，被改动"),
        (EXPORT[3].replace(b'{"action"', b'{"action":"x","action"'), "第3号：写法与导出时不同，被改动"),
    ],
)
def test_a_line_that_no_export_writes_is_found(line: bytes, found: str) -> None:
    assert found in words([*EXPORT[:3], line, *EXPORT[4:]])


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        EXPORT[1],
        EXPORT[0].replace(b"zhicheng-audit-1", b"zhicheng-audit-2"),
        EXPORT[0].replace(b":6", b": 6"),
        EXPORT[0].replace(b":6", b":6.0"),
    ],
)
def test_a_first_line_that_is_no_header_is_found(line: bytes) -> None:
    assert "第1行不是审计记录导出文件的开头" in words([line, *EXPORT[1:]])


def test_an_empty_file_is_no_intact_export() -> None:
    assert words([]) == ["第1行不是审计记录导出文件的开头"]


def test_a_log_cut_off_before_its_export_is_whole_in_itself_and_found_by_a_head_noted_before() -> None:
    cut = an_export(4)
    assert words(cut) == []
    assert words(cut, head(EXPORT)) == [f"所记的链尾{head(EXPORT)}不在其中：该处或者其前的记录曾被改动、删去或者重写"]


def test_a_log_forged_anew_before_its_export_is_found_by_a_head_noted_before() -> None:
    forged = [EXPORT[0]]
    for line in EXPORT[1:]:
        before = json.loads(forged[-1])["hash"] if len(forged) > 1 else GENESIS
        forged.append(resealed(line, previous_hash=before, capacity="伪造"))
    forged[0] = rewritten(EXPORT[0], head=json.loads(forged[-1])["hash"])
    assert words(forged) == []
    assert len(words(forged, head(EXPORT))) == 1


@pytest.mark.parametrize("noted", [GENESIS, *(head(an_export(count)) for count in (1, 4, 6))])
def test_a_head_noted_earlier_is_still_in_an_export_made_later(noted: str) -> None:
    assert words(EXPORT, noted) == []


@given(
    kind=st.sampled_from(["changed", "cut out", "put in", "shortened"]),
    place=st.integers(0, len(WHOLE) - 1),
    byte=st.binary(min_size=1, max_size=1),
)
def test_any_single_byte_changed_cut_out_or_put_in_is_found(kind: str, place: int, byte: bytes) -> None:
    before, after = WHOLE[:place], WHOLE[place + 1 :]
    mutated = {
        "changed": before + byte + after,
        "cut out": before + after,
        "put in": before + byte + WHOLE[place:],
        "shortened": before,
    }[kind]
    assume(mutated != WHOLE)
    assert verify(BytesIO(mutated)).findings


@given(
    kind=st.sampled_from(["lost", "doubled", "moved", "inserted"]),
    places=st.lists(st.integers(1, 6), min_size=2, max_size=2, unique=True),
)
def test_any_single_line_lost_doubled_moved_or_inserted_is_found(kind: str, places: list[int]) -> None:
    place, other = places
    rest = [*EXPORT[:place], *EXPORT[place + 1 :]]
    joining = resealed(EXPORT[place], previous_hash=json.loads(EXPORT[other])["hash"], detail="插入的")
    mutated = {
        "lost": rest,
        "doubled": [*EXPORT[:other], EXPORT[place], *EXPORT[other:]],
        "moved": [*rest[:other], EXPORT[place], *rest[other:]],
        "inserted": [*EXPORT[:place], joining, *EXPORT[place:]],
    }[kind]
    assert verify(mutated).findings


@given(field=st.sampled_from(sorted(json.loads(EXPORT[1]))), number=st.integers(1, 6), text=st.text(max_size=5))
def test_any_changed_field_with_a_hash_computed_anew_is_found(field: str, number: int, text: str) -> None:
    assume(text.isprintable() and json.loads(EXPORT[number])[field] != text)
    lines = list(EXPORT)
    lines[number] = (
        resealed(EXPORT[number], **{field: text}) if field != "hash" else rewritten(EXPORT[number], hash=text)
    )
    assert verify(lines).findings
