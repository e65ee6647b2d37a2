"""Compares three scenarios with the award as published: what it costs, and who then waits.

python examples/scripts/three_scenarios.py MY-ROUND    (without a folder: on an example)

A round of your own brings its own scenarios.csv and changes.csv.
"""

import sys
import tempfile
from pathlib import Path

import aanbesteding

SCENARIOS = """id;title
groei;Twintig procent meer vraag
personeel;Twintig procent minder plekken
index;Tarieven vijftien procent hoger
"""
CHANGES = """scenario;what;factor
groei;demand;1.20
personeel;capacity;0.80
index;tariff;1.15
"""
if len(sys.argv) > 1:
    folder = Path(sys.argv[1])
else:
    folder = aanbesteding.new(Path(tempfile.mkdtemp()) / "ronde", "een-perceel")
    (folder / "scenarios.csv").write_text(SCENARIOS, encoding="utf-8")
    (folder / "changes.csv").write_text(CHANGES, encoding="utf-8")

result = aanbesteding.compare_scenarios(folder)
for finding in result.findings:
    print(aanbesteding.finding_text(finding, "nl"))
for one in result.record.get("scenarios", ()):
    waiting = sum(need["waiting"] or 0 for need in one["needs"])
    left = sum(fund["left_cents"] for fund in one["funds"])
    print(f"{one['scenario'] or 'nu'}: {waiting} wachten, over {left // 100} euro")
print(*result.files, sep="\n")
