"""What each output of an award costs: ``python -m tests.benchmarks.reports [EXAMPLE] [OUTPUT…]``.

Of `aazw-2018` (203 bidders) when left. Each output is made by a process of its own in the same
round folder, so that its memory is its own. Time is processor time, that of its helpers included,
beside reading and deciding (nothing written): that ratio says something on any machine.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import aanbesteding
from aanbesteding import flow
from aanbesteding.basis.canonical import fingerprint, read_json
from aanbesteding.basis.files import write_all
from aanbesteding.dossier.dossier import written
from aanbesteding.report.page import page
from aanbesteding.report.source import Record
from aanbesteding.report.workbook import workbook
from aanbesteding.round.read import read_round
from aanbesteding.workbook.write import book_bytes

NAME = "aazw-2018"
CORE = "reading and deciding"
MOST_SECONDS, MOST_MEMORY = 40, 500


class Cost(NamedTuple):
    """Seconds of processor time and by the clock, the most memory in MB, and the bytes written."""

    seconds: float
    clock: float
    memory: float
    size: float


def record_of(folder: Path) -> tuple[Record, str]:
    """Return the record of a round and its hash."""
    content = (folder / "award" / "award.json").read_bytes()
    return read_json(content), fingerprint(content)


def decided(folder: Path) -> int:
    """Return how many findings there were after reading and deciding, without writing."""
    found = read_round(folder)
    assert found.tender is not None
    read = (found.tender, found.bids, found.marks, found.draws, found.inputs, found.findings)
    return len(flow.award(*read).findings)


def _page(folder: Path) -> int:
    record, record_hash = record_of(folder)
    return len(page(record, "nl", record_hash).encode())


def _workbook(folder: Path) -> int:
    record, record_hash = record_of(folder)
    return len(book_bytes(workbook(record, "nl", record_hash)))


def _command(name: str) -> Callable[[Path], int]:
    """What a function of the package makes of a round, in bytes of files written."""

    def make(folder: Path) -> int:
        made = getattr(aanbesteding, name)(folder)
        assert made.ok, made.findings
        return sum(Path(file).stat().st_size for file in made.files)

    return make


COMMANDS = ("explain", "editions", "package", "letters", "documents", "ocds", "tenderned", "tables")
OUTPUTS: Mapping[str, Callable[[Path], int]] = {
    CORE: decided,
    "award page": _page,
    "award workbook": _workbook,
    **{name: _command(name) for name in COMMANDS if name in aanbesteding.__all__},
}


def made(name: str, folder: Path) -> None:
    """Make one output in this process, and print what it cost."""
    before = _spent()
    size = OUTPUTS[name](folder)
    print(_spent() - before, _most(), size)


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _spent() -> float:
    """Seconds of processor time of this process and its helpers."""
    used = [resource.getrusage(who) for who in _WHO]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _most() -> int:
    """The most memory of this process, in MB; its ru_maxrss would begin at that of its parent."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def cost(name: str, folder: Path) -> Cost:
    """Return what an output costs in a process of its own; raises RuntimeError when it fails."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.reports", "--make", name, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{name}: {run.stderr}")
    seconds, memory, size = map(float, run.stdout.split()[-3:])
    return Cost(seconds, time.perf_counter() - started, memory, size)


def main(example: str, names: tuple[str, ...]) -> int:
    """Print a table; return 1 where all together, by the clock, or one's memory is over its aim."""
    with tempfile.TemporaryDirectory() as home:
        folder = aanbesteding.new(Path(home) / "round", example=example)
        _award_into(folder)
        costs: dict[str, Cost] = {}
        for name in names:
            one = costs[name] = cost(name, folder)
            ratio = f"{one.seconds / costs[CORE].seconds:.2f}" if CORE in costs else "–"
            times = f"{one.seconds:.1f} s | {ratio} | {one.clock:.1f} s"
            print(
                f"| {name} | {times} | {one.memory:.0f} MB | {one.size / 1e6:.1f} MB |", flush=True
            )
    outputs = [one for name, one in costs.items() if name != CORE]
    seconds, clock = sum(one.seconds for one in outputs), sum(one.clock for one in outputs)
    memory = max(one.memory for one in costs.values())
    print(f"| all outputs | {seconds:.1f} s | | {clock:.1f} s | {memory:.0f} MB | |")
    return int(clock > MOST_SECONDS or memory > MOST_MEMORY)


def _award_into(folder: Path) -> None:
    """The record alone, as `award` writes it."""
    found = read_round(folder)
    assert found.tender is not None
    read = (found.tender, found.bids, found.marks, found.draws, found.inputs, found.findings)
    content = flow.award(*read).record()
    write_all({folder / "award" / "award.json": written(content)[0]})


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--make"]:
        made(arguments[1], Path(arguments[2]))
    else:
        chosen = tuple(arguments[1:]) or tuple(OUTPUTS)
        sys.exit(main(arguments[0] if arguments else NAME, chosen))
