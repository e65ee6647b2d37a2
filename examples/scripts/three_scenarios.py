"""Compares three scenarios with the award as published: what it costs, and who then waits.

python examples/scripts/three_scenarios.py MY-ROUND    (without a folder: on an example)

Each is a list of changes, as the lines of a changes.csv. The folder keeps scenarios of its own.
"""

import sys
import tempfile
from pathlib import Path

import aanbesteding

SCENARIOS = {
    "groei": [{"what": "demand", "factor": "1.20"}],
    "personeel": [{"what": "capacity", "factor": "0.80"}],
    "index": [{"what": "tariff", "factor": "1.15"}],
}
if len(sys.argv) > 1:
    folder = Path(sys.argv[1])
else:
    folder = aanbesteding.new(Path(tempfile.mkdtemp()) / "ronde", "een-perceel")

result = aanbesteding.compare_scenarios(folder, SCENARIOS)
for finding in result.findings:
    print(aanbesteding.finding_text(finding, "nl"))
for one in result.record.get("scenarios", ()):
    waiting = sum(need["waiting"] or 0 for need in one["needs"])
    left = sum(fund["left_cents"] for fund in one["funds"])
    print(f"{one['scenario'] or 'nu'}: {waiting} wachten, over {left // 100} euro")
print(*result.files, sep="\n")
