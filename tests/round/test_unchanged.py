"""The hashes of files that a journal names, whatever it calls them."""

from hashlib import sha256
from pathlib import Path

from aanbesteding.round.unchanged import hashes


def test_of_what_is_named_the_files_that_are_there_are_hashed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hier")
    (tmp_path / "map").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    named = ("a", "weg", "map", "link", "n" * 300, "x/" * 3000, "a\0b", "\ud800")
    assert hashes(tmp_path, named) == {"a": sha256(b"hier").hexdigest()}
