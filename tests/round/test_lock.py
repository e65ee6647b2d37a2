"""One run at a time in a round folder: who comes second is told so, and death frees the lock."""

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis import processes
from aanbesteding.basis.errors import BusyError, FindingsError, UnwritableError
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.cli.main import main
from aanbesteding.round import lock
from aanbesteding.round.lock import FILE, locked
from tests.faulty_disk import disk_full
from tests.typed import run

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork")
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


class Other:
    """Another process that holds the lock of a folder until it is told to stop."""

    def __init__(self, folder: Path):
        reader, writer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            with locked(folder, NOW):
                os.write(writer, b"x")
                time.sleep(600)
        os.read(reader, 1)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


@pytest.fixture
def busy(tmp_path: Path) -> Any:
    other = Other(tmp_path)
    yield other
    with suppress(ProcessLookupError):
        other.kill()


def said(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / FILE).read_text("utf-8")))


def test_the_lock_names_process_machine_and_time_and_is_gone_afterwards(tmp_path: Path) -> None:
    with locked(tmp_path, NOW):
        found = said(tmp_path)
    assert found["pid"] == os.getpid()
    assert found["host"] == processes.machine()
    assert found["since"] == "2027-03-01T09:30:00Z"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_run_is_refused_and_told_since_when(
    tmp_path: Path, busy: Other, lang: str
) -> None:
    with pytest.raises(BusyError) as raised, locked(tmp_path):
        raise AssertionError
    (finding,) = raised.value.findings
    local = NOW.astimezone().strftime("%d-%m-%Y %H:%M")
    assert finding.code == "R146"
    assert local in finding_text(finding, lang)
    assert str(busy.pid) in finding_text(finding, lang)
    assert said(tmp_path)["pid"] == busy.pid


def test_the_lock_of_a_process_that_was_killed_is_taken_over(tmp_path: Path, busy: Other) -> None:
    busy.kill()
    assert said(tmp_path)["pid"] == busy.pid
    with locked(tmp_path, NOW):
        assert said(tmp_path)["pid"] == os.getpid()


def test_a_lock_without_a_name_of_who_died_too_early_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    with locked(tmp_path, NOW):
        assert said(tmp_path)["pid"] == os.getpid()


def test_the_lock_of_another_machine_is_never_taken_over(tmp_path: Path) -> None:
    holder = {"host": "elders", "pid": 1, "run": "x", "since": "2027-03-01T09:30:00Z"}
    (tmp_path / FILE).write_text(json.dumps(holder), "utf-8")
    with pytest.raises(BusyError) as raised, locked(tmp_path):
        raise AssertionError
    (finding,) = raised.value.findings
    assert finding.code == "R147"
    for lang in LANGUAGES:
        assert "elders" in finding_text(finding, lang)
        assert str(tmp_path / FILE) in finding_text(finding, lang)
    assert said(tmp_path) == holder


def test_who_holds_the_lock_may_take_it_again_and_keeps_it_until_the_end(tmp_path: Path) -> None:
    with locked(tmp_path):
        with locked(tmp_path / "." / ""):
            assert (tmp_path / FILE).exists()
        assert (tmp_path / FILE).exists()
    assert not (tmp_path / FILE).exists()


def test_an_error_lets_the_lock_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass


def test_another_folder_has_another_lock(tmp_path: Path, busy: Other) -> None:
    (tmp_path / "other").mkdir()
    with locked(tmp_path / "other"):
        assert (tmp_path / "other" / FILE).exists()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with locked(tmp_path / "nowhere"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_for_the_lock_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "ftruncate", lambda *given: disk_full())
    with pytest.raises(UnwritableError) as raised, locked(tmp_path):
        raise AssertionError
    assert [finding.code for finding in raised.value.findings] == ["R141"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("alive", [True, False])
def test_on_a_drive_without_locks_the_process_number_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alive: bool
) -> None:
    import errno
    import fcntl

    def unknown(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    pid = os.getppid() if alive else _ended()
    holder = {"host": processes.machine(), "pid": pid, "run": "x", "since": ""}
    (tmp_path / FILE).write_text(json.dumps(holder), "utf-8")
    try:
        with locked(tmp_path):
            assert not alive
    except BusyError:
        assert alive


def _ended() -> int:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def test_counting_by_many_processes_loses_nothing(tmp_path: Path) -> None:
    """Reading, adding one and writing back is only right when nobody comes in between."""
    count = tmp_path / "count"
    count.write_text("0")
    children = [_child(lambda: _add(tmp_path, count, 40)) for _ in range(4)]
    assert [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children] == [0] * 4
    assert count.read_text() == "160"


def _child(work: Callable[[], None]) -> int:
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return pid


def _add(folder: Path, count: Path, times: int) -> None:
    while times:
        try:
            with locked(folder):
                before = int(count.read_text())
                time.sleep(0.0005)
                count.write_text(str(before + 1))
            times -= 1
        except BusyError:
            time.sleep(0.0005)


# What a command that writes in a round is further asked.
WRITES = {
    **dict.fromkeys(("award", "panel", "forms", "lab", "explain", "scenarios", "robust"), ""),
    **dict.fromkeys(("compare", "alternatives", "rules-cost", "frontier", "why-infeasible"), ""),
    **dict.fromkeys(("letters", "documents", "editions", "package", "compare-before"), ""),
    **dict.fromkeys(("ocds", "tenderned", "tables", "seal", "unseal"), ""),
    **dict.fromkeys(("freeze", "receive", "open", "quality", "prices"), "--by x"),
    **dict.fromkeys(("decide", "send", "finalise"), "--by x"),
    "correct": "--what bids --reason x --by x",
    "draw": "--outcome A,B",
    "recheck": "{folder} --reason x --by x",
    "reveal": "/scores",
    "seal-keys": "--by x --by y --share {folder}/../a --share {folder}/../b",
    "withdraw": "--reason x --by x",
}
# These only read, or make a folder of their own; `bids-from` has its folder last.
OTHERS = {"check", "status", "scan", "verify", "verify-package", "seed", "schema", "demo", "new",
          "from-ocds", "from-workbook", "bids-from"}  # fmt: skip


def test_every_command_writes_in_a_round_or_does_not() -> None:
    assert sorted(main.commands) == sorted([*WRITES, *OTHERS])


@pytest.mark.parametrize("command", WRITES)
def test_every_command_that_writes_in_a_round_waits_its_turn(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    holder = {"host": "elders", "pid": 1, "run": "x", "since": "2027-03-01T09:30:00Z"}
    (folder / FILE).write_text(json.dumps(holder), "utf-8")
    ended = run(command, folder, *WRITES[command].format(folder=folder).split())
    assert ended.exit_code == 1, ended.output
    assert "R147" in ended.stderr
    assert sorted(tmp_path.rglob("*")) == [folder, folder / FILE]


def test_a_refusal_is_an_error_of_the_package() -> None:
    assert issubclass(BusyError, FindingsError)
    assert lock.FILE == "aanbesteding.lock"
