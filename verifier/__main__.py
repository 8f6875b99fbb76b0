"""``python -m verifier inputs.json`` (``-`` is stdin): one line a date; ends with 0 if all of them pass, else 1."""

import json
import sys
from pathlib import Path

from verifier import verify


def main(source: str) -> int:
    """Raises what ``verify`` raises for inputs not of its form."""
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    findings = verify(json.loads(text))
    sys.stdout.writelines(f"{finding.words}\n" for finding in findings)
    return 0 if all(finding.verdict.passes for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
