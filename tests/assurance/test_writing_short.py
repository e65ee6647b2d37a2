"""The short versions of the figures on writing: killed, disk full, two runs at once."""

import pytest

from tests.assurance import disk_full, killed, races

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork")


def test_killed_writers_leave_no_damaged_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert killed.main(1), capsys.readouterr().out


def test_on_a_full_disk_the_old_files_stay_and_the_message_is_clear(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert disk_full.main(2, mounts=False), capsys.readouterr().out


def test_two_runs_at_once_mix_no_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    assert races.main(2), capsys.readouterr().out


def test_half_a_file_and_a_mixed_set_are_seen(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    one, other = {"a": b"11", "b": b"22", "c": b"33"}, {"a": b"44", "b": b"55", "c": b"66"}
    for held, wrong in (
        ({"a": b"11", "b": b"22", "c": b"33"}, False),
        ({"a": b"44", "b": b"22", "c": b"33"}, False),
        ({"a": b"44", "b": b"22", "c": b"66"}, True),
        ({"a": b"1", "b": b"22", "c": b"33"}, True),
        ({"a": b"11", "b": b"22"}, True),
    ):
        for path in folder.iterdir():
            path.unlink()
        for name, whole in held.items():
            (folder / name).write_bytes(whole)
        assert bool(killed.what_is_wrong(folder, one, other)) == wrong
