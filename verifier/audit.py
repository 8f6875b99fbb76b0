"""The check of the audit log, from an export alone: no entry changed, missing, inserted, doubled or out of its place.

    python -m verifier.audit export.jsonl [--head HASH]

An export is JSON Lines, each line in the form of RFC 8785 (names sorted, no spaces, UTF-8) and ended by a line feed.
The first is ``{"count", "format", "head"}``; each other one is an entry with ``sequence`` 1, 2, 3 …, ``previous_hash``,
the ``hash`` of the entry before it (of the first: 64 zeros), and ``hash``, SHA-256 of the line without that field.

What it can see and what not: whoever changes, removes or inserts an entry has to write every later one anew, so any
alteration ends in another hash of the last entry, the head. An export names its head, so a line lost or altered after
the export was made is always found, also at the end. Somebody with full power over the register could cut off its last
entries, or forge them anew, *before* it is exported; such a log is whole in itself, and no look at it alone can tell.
It is found by a head noted at an earlier time in a place that this person does not control, given as ``--head``: every
export made later must contain it. Whoever exports notes the head; the platform itself writes it into the log of its
processes (``audit_head``) with the first entry of every day. Entries after the last head noted are protected only by
the next one.

Exit code: 0 intact, 1 not, 2 unreadable file.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

FORMAT = "zhicheng-audit-1"
GENESIS = "0" * 64
_TEXTS = {"at", "actor_id", "actor_role", "actor_organisation", "capacity", "action", "target", "outcome", "detail"}
_TEXTS |= {"request_id", "previous_hash", "hash"}
_FIELDS = _TEXTS | {"sequence", "case_id", "basis"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong; ``sequence`` is the number of the entry, None where it cannot be told."""

    sequence: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """``count`` entries were read; ``head`` is the hash of the one with the highest number."""

    count: int
    head: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    sequence: int
    previous_hash: str
    hash: str
    digest: str
    """What the hash should be."""


def verify(lines: Iterable[bytes], noted: str | None = None) -> Report:
    """The report on an export, given line by line, each with its line feed; ``noted`` is a head noted before."""
    numbered = enumerate(lines, start=1)
    findings: list[Finding] = []
    header = _header(next(numbered, (1, b""))[1])
    entries: list[_Entry] = []
    for number, line in numbered:
        entry, wrong = _entry(number, line)
        entries += [entry] if entry else []
        findings += [wrong] if wrong else []
    placed = _placed(entries)
    order = sorted(placed)
    head = placed[order[-1]].hash if order else GENESIS
    findings += [*_of_order(entries), *_of_gaps(order), *_of_links(placed)]
    findings += _of_header(header, len(entries), order[-1] if order else 0, head)
    if noted is not None and noted not in {GENESIS, *(each.hash for each in entries)}:
        findings.append(Finding(None, f"所记的链尾{noted}不在其中：该处或者其前的记录曾被改动、删去或者重写"))
    findings.sort(key=lambda each: (each.sequence is None, each.sequence or 0))
    return Report(len(entries), head, tuple(findings))


def _header(line: bytes) -> tuple[int, str] | None:
    """Count and head; None for a line that is no header."""
    found = _object(line)
    if found is None or found.keys() != {"format", "count", "head"} or _canonical(found) != line:
        return None
    count, head = found["count"], found["head"]
    return (count, head) if found["format"] == FORMAT and type(count) is int and isinstance(head, str) else None


def _entry(number: int, line: bytes) -> tuple[_Entry | None, Finding | None]:
    found = _object(line)
    if found is None or not _is_entry(found):
        return None, Finding(None, f"第{number}行不是审计记录")
    content = {name: value for name, value in found.items() if name != "hash"}
    digest = hashlib.sha256(_canonical(content).removesuffix(b"\n")).hexdigest()
    entry = _Entry(number, found["sequence"], found["previous_hash"], found["hash"], digest)
    if entry.hash != digest:
        return entry, Finding(entry.sequence, f"第{entry.sequence}号：内容与散列不符，被改动")
    if _canonical(found) != line:
        return entry, Finding(entry.sequence, f"第{entry.sequence}号：写法与导出时不同，被改动")
    return entry, None


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line.decode())
        _canonical(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_entry(found: dict[str, Any]) -> bool:
    return (
        found.keys() == _FIELDS
        and all(isinstance(found[name], str) for name in _TEXTS)
        and type(found["sequence"]) is int
        and isinstance(found["case_id"], str | None)
        and isinstance(found["basis"], list)
        and all(isinstance(each, str) for each in found["basis"])
    )


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _placed(entries: Iterable[_Entry]) -> dict[int, _Entry]:
    """By number; of several with the same one the first."""
    placed: dict[int, _Entry] = {}
    for entry in entries:
        placed.setdefault(entry.sequence, entry)
    return placed


def _of_order(entries: Iterable[_Entry]) -> Iterator[Finding]:
    seen: dict[int, _Entry] = {}
    highest = 0
    for entry in entries:
        first = seen.setdefault(entry.sequence, entry)
        if first is not entry:
            what = "重复出现" if first.hash == entry.hash else "有两条不同的记录，其一是插入的"
            yield Finding(entry.sequence, f"第{entry.sequence}号：{what}（第{first.line}行、第{entry.line}行）")
        elif entry.sequence < highest:
            yield Finding(entry.sequence, f"第{entry.sequence}号：不在其位置上（第{entry.line}行）")
        highest = max(highest, entry.sequence)


def _of_gaps(order: list[int]) -> Iterator[Finding]:
    for before, after in pairwise([0, *order]):
        if after > before + 1:
            yield Finding(before + 1, f"缺少{_span(before + 1, after - 1)}")
        if after < 1:
            yield Finding(after, f"第{after}号：没有这样的编号，是插入的")


def _of_links(placed: dict[int, _Entry]) -> Iterator[Finding]:
    for number, entry in placed.items():
        before = placed.get(number - 1)
        expected = GENESIS if number == 1 else before.hash if before else entry.previous_hash
        if entry.previous_hash != expected:
            yield Finding(number, f"第{number}号：与前一条不相连，前一条或者本条被改动、替换或者插入")


def _of_header(header: tuple[int, str] | None, count: int, last: int, head: str) -> Iterator[Finding]:
    if header is None:
        yield Finding(None, "第1行不是审计记录导出文件的开头")
        return
    told, told_head = header
    if told > last:
        yield Finding(last + 1, f"缺少{_span(last + 1, told)}（开头写明共{told}条）")
    elif told != count:
        yield Finding(None, f"开头写明共{told}条，实有{count}条")
    if told_head != head:
        yield Finding(None, f"最后一条的散列与开头写明的链尾{told_head}不符")


def _span(first: int, last: int) -> str:
    return f"第{first}号" if first == last else f"第{first}号至第{last}号"


def main(file: str, noted: str | None = None) -> int:
    """Check the export in ``file`` (``-`` is stdin), a line for every finding; answers the exit code."""
    try:
        if file == "-":
            report = verify(sys.stdin.buffer, noted)
        else:
            with Path(file).open("rb") as lines:
                report = verify(lines, noted)
    except OSError as error:
        sys.stderr.write(f"无法读取 {file}：{error.strerror}。\n")
        return 2
    sys.stdout.writelines(f"{finding.words}\n" for finding in report.findings)
    result = f"不完整，发现{len(report.findings)}处" if report.findings else "完整"
    sys.stdout.write(f"共{report.count}条审计记录，{result}；链尾 {report.head}。\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m verifier.audit")
    parser.add_argument("file")
    parser.add_argument("--head", help="以前另处记下的链尾")
    arguments = parser.parse_args()
    sys.exit(main(arguments.file, arguments.head))
