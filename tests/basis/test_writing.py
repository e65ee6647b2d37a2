"""Files are written whole or not at all, whatever fails and wherever a process dies."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aanbesteding.basis import files
from aanbesteding.basis.errors import AanbestedingError, FindingsError, UnwritableError
from aanbesteding.basis.files import sweep, write_all, write_whole
from aanbesteding.basis.processes import RUN, is_gone, machine_code
from aanbesteding.basis.texts import LANGUAGES, finding_text
from tests.faulty_disk import broken, disk_full, failing

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork")
NAMES = ("award.json", "award.html", "new/award.xlsx")
OLD = b"old " * 3000
NEW = b"new " * 5000


def made(folder: Path) -> Path:
    folder.mkdir()
    for name in NAMES[:2]:
        (folder / name).write_bytes(OLD)
    return folder


def state(folder: Path) -> list[bytes | None]:
    paths = [folder / name for name in NAMES]
    return [path.read_bytes() if path.exists() else None for path in paths]


BEFORE: list[bytes | None] = [OLD, OLD, None]
ALLOWED: list[list[bytes | None]] = [
    [*[NEW] * done, *BEFORE[done:]] for done in range(len(NAMES) + 1)
]


def new(folder: Path) -> dict[Path, bytes]:
    return dict.fromkeys((folder / name for name in NAMES), NEW)


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix == ".part"]


@pytest.mark.parametrize("fail", [disk_full, broken])
def test_whichever_call_fails_every_file_is_whole_and_only_a_rename_leaves_some_new(
    tmp_path: Path, fail: object
) -> None:
    seen = set()
    for at in range(1, 1000):
        folder = made(tmp_path / f"{at}")
        with failing(at, fail) as faults:  # type: ignore[arg-type]
            done = not_raised(folder)
        if not faults.failed:
            break
        seen.add(faults.failed)
        assert state(folder) == ALLOWED[-1] if done else state(folder) in ALLOWED
        if not done and faults.failed not in ("replace", "fsync", "open"):
            assert state(folder) == BEFORE, faults.failed
        assert leftovers(folder) == []
        write_all(new(folder))
        assert state(folder) == ALLOWED[-1]
    assert {"mkdir", "listdir", "open r+b", "open xb", "write", "fsync", "replace"} <= seen
    assert state(folder) == ALLOWED[-1]


def not_raised(folder: Path) -> bool:
    try:
        write_all(new(folder))
    except UnwritableError:
        return False
    return True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is copied to die in")
def test_wherever_a_process_dies_every_file_is_whole_and_the_next_run_cleans_up(
    tmp_path: Path,
) -> None:
    left = 0
    for at in range(1, 1000):
        folder = made(tmp_path / f"{at}")
        child = os.fork()
        if not child:
            with failing(at, lambda: os._exit(9)):
                write_all(new(folder))
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert state(folder) in ALLOWED
        left += bool(leftovers(folder))
        write_all(new(folder))
        assert state(folder) == ALLOWED[-1]
        assert leftovers(folder) == []
        if not ended:
            break
    assert left > 3


def test_a_failing_write_changes_no_old_file_at_all(tmp_path: Path) -> None:
    """All are written before the first is renamed, so a full disk leaves the old set."""
    for at in range(1, 100):
        folder = made(tmp_path / f"{at}")
        with failing(at) as faults:
            done = not_raised(folder)
        if faults.failed == "replace":
            break
        assert state(folder) == (ALLOWED[-1] if done else BEFORE)
    assert faults.failed == "replace"


def test_after_a_rename_that_fails_the_error_names_what_is_new(tmp_path: Path) -> None:
    folder = made(tmp_path / "r")
    with pytest.MonkeyPatch.context() as patch:
        real = os.replace

        def second_fails(source: str, target: str) -> None:
            if str(target).endswith("award.html"):
                raise PermissionError(errno.EACCES, "in use")
            real(source, target)

        patch.setattr(os, "replace", second_fails)
        with pytest.raises(UnwritableError) as raised:
            write_all(new(folder))
    assert state(folder) == ALLOWED[1]
    codes = [finding.code for finding in raised.value.findings]
    assert codes == ["R143", "R148"]
    assert raised.value.findings[1].values["files"] == [str(folder / "award.json")]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errno.ENOSPC, "R141"),
        (errno.EDQUOT, "R141"),
        (errno.EFBIG, "R141"),
        (errno.EACCES, "R142"),
        (errno.EROFS, "R142"),
        (errno.EIO, "R145"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_went_wrong_is_said_in_words_with_the_file_and_what_to_do(
    tmp_path: Path, error: int, code: str, lang: str
) -> None:
    target = tmp_path / "award.html"
    target.write_bytes(OLD)

    def fail(*given: object, **named: object) -> None:
        raise OSError(error, os.strerror(error))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_write", fail)
        with pytest.raises(UnwritableError) as raised:
            write_whole(target, NEW)
    assert target.read_bytes() == OLD
    (finding,) = raised.value.findings
    assert finding.code == code
    assert str(tmp_path) in finding_text(finding, lang)
    assert isinstance(raised.value, FindingsError | AanbestedingError)


def test_a_file_that_is_open_elsewhere_is_left_and_so_is_the_rest(tmp_path: Path) -> None:
    """As Windows does with a workbook that is open in Excel."""
    folder = made(tmp_path / "r")

    def refused(path: Path) -> None:
        if path.name == "award.html":
            raise PermissionError(errno.EACCES, "in use")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_try_open", refused)
        with pytest.raises(UnwritableError) as raised:
            write_all(new(folder))
    assert [finding.code for finding in raised.value.findings] == ["R143"]
    assert state(folder) == BEFORE


def test_a_name_that_is_too_long_is_said_to_be_before_anything_is_written(tmp_path: Path) -> None:
    folder = made(tmp_path / "r")
    with pytest.raises(UnwritableError) as raised:
        write_all({**new(folder), folder / ("x" * 300): NEW})
    assert [finding.code for finding in raised.value.findings] == ["R144"]
    assert state(folder) == BEFORE


@pytest.mark.parametrize("place", ["award.json", "award.json/deeper/x.json"])
def test_a_folder_or_file_in_the_way_is_a_finding(tmp_path: Path, place: str) -> None:
    in_the_way = tmp_path / "award.json"
    if place == "award.json":
        in_the_way.mkdir()
    else:
        in_the_way.write_bytes(OLD)
    with pytest.raises(UnwritableError) as raised:
        write_whole(tmp_path / place, NEW)
    assert [finding.code for finding in raised.value.findings] == ["R145"]


@pytest.mark.programs("python")
def test_only_our_own_leftovers_of_processes_that_ended_are_swept(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    ours, pid, other = machine_code(), os.getpid(), "0" * 8

    def part(host: str, process: int, run: str) -> Path:
        return tmp_path / f".aanbesteding.{host}.{process}.{run}.12345678.part"

    dead = {part(ours, ended.pid, other), part(ours, pid, other)}
    alive = {part(ours, pid, RUN), part(ours, os.getppid(), other), part(other, ended.pid, other)}
    strange = {tmp_path / name for name in (".aanbesteding.part", "x.part", "~$bid.xlsx", ".x.tmp")}
    for path in (*dead, *alive, *strange):
        path.write_bytes(b"x")
    assert set(sweep(tmp_path)) == dead
    assert set(tmp_path.iterdir()) == alive | strange


@pytest.mark.programs("python")
def test_a_process_is_gone_once_it_ended_and_not_before() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert not is_gone(child.pid, "")
    child.communicate(b"\n")
    assert is_gone(child.pid, "")
    assert not is_gone(os.getpid(), RUN)


def test_a_new_file_may_be_read_as_the_owner_lets_new_files_be_read(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "x", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640
