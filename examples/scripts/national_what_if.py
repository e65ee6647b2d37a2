"""Asks of the awards of many regions whether they hold in futures drawn at random, on Dask.

python examples/scripts/national_what_if.py FOLDER tcp://scheduler:8786

FOLDER holds one round folder per region. Without it, two examples are tried on this machine.
Needs the extra: pip install "aanbesteding[cluster]".
"""

import sys
import tempfile
from pathlib import Path

from distributed import Client

import aanbesteding


def main() -> None:
    """Print for every region in how many futures its award holds."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    if len(sys.argv) < 2:
        for name in ("een-perceel", "c-plus-2022"):
            aanbesteding.new(home / name, name)
    here = {"processes": False, "n_workers": 1, "protocol": "tcp", "dashboard_address": None}
    with Client(sys.argv[2]) if len(sys.argv) > 2 else Client(**here) as client:
        for folder in sorted(path.parent for path in home.glob("*/tender.*")):
            result = aanbesteding.robust(folder, futures=8, executor=client.get_executor())
            for finding in result.findings:
                print(folder.name, aanbesteding.finding_text(finding, "nl"))
            if result.ok:
                holds = result.record["robust"]["tested"][0]["holds"]
                print(f"{folder.name}: gunning houdt stand in {holds['times']} van {holds['of']}")


if __name__ == "__main__":  # every process of a cluster reads this file again
    main()
