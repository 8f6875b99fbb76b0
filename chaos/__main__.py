"""``python -m chaos [SEED [PARKS [KILLS]]]``: the long form. Exit code 1 where anything was lost, doubled or wrong."""

import asyncio
import sys
from datetime import timedelta

from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter

from chaos.run import Order, run

ACTS_OF_A_LIFE = 52
LEAD = timedelta(seconds=5)


def main(seed: int = 1, parks: int = 20, kills: int = 200) -> int:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    order = Order(seed, parks, kills, LEAD, acts_per_kill=max(1, parks * ACTS_OF_A_LIFE / kills))
    print(f"chaos: seed {seed}, {parks} lives, {kills} kills", flush=True)
    findings = asyncio.run(run(order, lambda text: print(text, flush=True)))
    for name, number in findings.figures.items():
        print(f"{number:8} {name}")
    for violation in findings.violations:
        print(f"VIOLATION: {violation}")
    print("nothing lost, nothing doubled" if not findings.violations else f"{len(findings.violations)} violations")
    return 1 if findings.violations else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
