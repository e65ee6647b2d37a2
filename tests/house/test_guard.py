"""The guard of the tests sees what reaches outside, and lets through what stays inside."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.guard import TOP, WATCH, NotAllowed, objection

INSIDE = str(Path(TOP) / "aanbesteding" / "flow.py")


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("subprocess.Popen", ("curl", ["curl"], None, None)),
        ("subprocess.Popen", (None, ["/usr/bin/curl"], None, None)),
        ("subprocess.Popen", (sys.executable, [sys.executable], None, None)),
        ("os.system", (b"rm",)),
        ("socket.connect", (None, ("192.0.2.1", 80))),
        ("socket.getaddrinfo", ("example.org", 80, 0, 0, 0)),
        ("open", (INSIDE, "w", 0)),
        ("open", (INSIDE, None, os.O_WRONLY)),
        ("open", ("/etc/elsewhere", "x", 0)),
        ("os.rename", ("/tmp/a", INSIDE, -1, -1)),  # noqa: S108
        ("os.remove", (INSIDE, -1)),
        ("os.mkdir", ("/elsewhere", 511, -1)),
    ],
)
def test_what_reaches_outside_is_objected_to(event: str, arguments: tuple[Any, ...]) -> None:
    assert objection(event, arguments, ())


@pytest.mark.parametrize(
    ("event", "arguments", "programs"),
    [
        ("subprocess.Popen", ("/somewhere/cbc", ["cbc"], None, None), ()),
        ("subprocess.Popen", ("soffice", ["soffice"], None, None), ("soffice",)),
        ("subprocess.Popen", (sys.executable, [sys.executable], None, None), ("python",)),
        ("socket.connect", (None, ("127.0.0.1", 8786)), ()),
        ("socket.connect", (None, "/tmp/a-socket"), ()),  # noqa: S108
        ("open", (INSIDE, "r", 0), ()),
        ("open", (7, "w", 0), ()),
        ("open", (str(Path(TOP) / ".hypothesis" / "examples"), "w", 0), ()),
        ("import", ("socket",), ()),
    ],
)
def test_what_stays_inside_is_let_through(
    event: str, arguments: tuple[Any, ...], programs: tuple[str, ...]
) -> None:
    assert objection(event, arguments, programs) == ""


def test_the_temporary_folder_may_be_written_and_the_tree_may_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("b")
    with pytest.raises(NotAllowed, match="outside the temporary folders"):
        (Path(TOP) / "planted.txt").write_text("never")
    assert not (Path(TOP) / "planted.txt").exists()
    assert len(WATCH.noted) == 1
    WATCH.noted.clear()


def test_a_connection_and_a_program_are_stopped_even_where_errors_are_caught() -> None:
    with pytest.raises(NotAllowed, match="the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
    with pytest.raises(NotAllowed, match="a program: true"):
        subprocess.run(["true"], check=False)
    assert [said.split(":")[0] for said in WATCH.noted] == ["the network", "a program"]
    WATCH.noted.clear()
