"""How long the size example takes: ``python -m tests.benchmarks.aazw``.

Makes the round of 203 bid workbooks, reads it twice with openpyxl alone and twice with all checks
(the fastest of each counts), and times everything after it. All in one run and one process, so
that the ratio says something on any machine.
"""

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import openpyxl

import aanbesteding
from aanbesteding import flow
from aanbesteding.basis.files import write_all
from aanbesteding.dossier.dossier import Dossier, written
from aanbesteding.report.write import reports
from aanbesteding.round.read import Round, read_round

NAME = "aazw-2018"
Found = TypeVar("Found")


def timed(work: Callable[[], Found], times: int = 1) -> tuple[float, Found]:
    """Return the least seconds the work took, and what it gave."""
    best: float | None = None
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        found = work()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    if best is None:
        raise ValueError(times)
    return best, found


def workbooks(folder: Path) -> list[Path]:
    """Return every workbook of the bidders and the panel."""
    return sorted(path for place in ("bids", "assessments") for path in folder.glob(f"{place}/*"))


def bare(folder: Path) -> int:
    """Return how many workbooks openpyxl alone has loaded."""
    return sum(bool(openpyxl.load_workbook(path).sheetnames) for path in workbooks(folder))


def decided(found: Round) -> Dossier:
    """Return the dossier of a round; raises AssertionError when findings block."""
    assert found.tender is not None
    assert not found.blocked, found.findings
    return flow.award(
        found.tender, found.bids, found.marks, found.draws, found.inputs, found.findings
    )


def reported(dossier: Dossier, folder: Path) -> Path:
    """Return the record, written with its reports."""
    record = dossier.record()
    content, record_hash = written(record)
    folder.mkdir()
    (folder / "award.json").write_bytes(content)
    made = reports(record, "nl", record_hash)
    write_all({folder / name: content for name, content in made.items()})
    return folder / "award.json"


def peak() -> float:
    """Return the most memory this process has used, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the figures as a table."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "r"
        making, _ = timed(lambda: aanbesteding.new(folder, example=NAME))
        alone, files = timed(lambda: bare(folder), 2)
        reading, found = timed(lambda: read_round(folder), 2)
        deciding, dossier = timed(lambda: decided(found))
        reporting, path = timed(lambda: reported(dossier, folder / "award"))
        memory = peak()
        verifying, report = timed(lambda: aanbesteding.verify(path))
    rows = (
        ("making the round", f"{making:.1f} s"),
        (f"openpyxl alone, {files} workbooks", f"{alone:.1f} s"),
        ("reading and checking the round", f"{reading:.1f} s"),
        ("reading and checking ÷ openpyxl alone", f"{reading / alone:.2f}"),
        ("scoring and deciding", f"{deciding:.1f} s"),
        ("record, page and workbook", f"{reporting:.1f} s"),
        ("scoring up to and including the reports", f"{deciding + reporting:.1f} s"),
        ("peak memory", f"{memory:.0f} MB"),
        ("verification, apart", f"{verifying:.1f} s ({'ok' if report.ok else 'objections'})"),
    )
    print("\n".join(f"| {what} | {much} |" for what, much in rows))


if __name__ == "__main__":
    main()
