"""What a check found: violations with the ids concerned, and figures."""

from dataclasses import dataclass, field

SHOWN = 12


@dataclass
class Findings:
    violations: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    def must_be_none(self, what: str, ids: "list[str] | set[str]") -> None:
        """``ids`` is what was lost, doubled or wrong."""
        if ids:
            more = f" … and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            self.violations.append(f"{what} ({len(ids)}): {', '.join(sorted(ids)[:SHOWN])}{more}")

    def count(self, what: str, number: int) -> None:
        self.figures[what] = number
