"""Makes the gallery: a picture of every kind of page and sheet, and the page that shows them.

`gallery.toml` says which. Beside the pictures stands a record with the SHA-256 of what each was
made of; only where that changed is a picture made again. It needs Chromium, LibreOffice and
Poppler; `sources` and `page` need nothing of that.
"""

import hashlib
import io
import os
import re
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.cli.main import main

HERE = Path(__file__).parent
FOLDER = HERE / "pictures" / "gallery"
RECORD = FOLDER / "made_of.toml"
PAGE = HERE / "for-the-officer" / "galerij.md"
Row = Mapping[str, Any]
DATA: Row = tomllib.loads((HERE / "gallery.toml").read_text("utf-8"))
ROUNDS: Mapping[str, Row] = {row["name"]: row for row in DATA["rounds"]}
SHOTS: Mapping[str, Row] = {row["name"]: row for row in DATA["pictures"]}
MADE = "<!-- Gemaakt door docs/make_gallery.py; wijzig docs/gallery.toml. -->"


def run(name: str, folder: Path) -> None:
    """Make the round and everything the gallery shows of it, by the commands a reader types."""
    before, quiet = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with redirect_stdout(quiet), redirect_stderr(quiet):
            _typed("new", name, *options(name))
            for command in ROUNDS[name]["commands"]:
                _typed(command, name)
    finally:
        os.chdir(before)


def options(name: str) -> tuple[str, ...]:
    """Return what follows the name of a round in the command that makes it."""
    workbook = ("--workbook",) if ROUNDS[name].get("workbook") else ()
    return ("--example", str(ROUNDS[name]["example"]), *workbook)


def _typed(*words: str) -> None:
    try:
        main(list(words), standalone_mode=False)
    except SystemExit as ended:  # with 1 where findings are told, or no award fits
        if ended.code not in (0, 1, None):
            raise RuntimeError(f"{' '.join(words)}: {ended.code}") from ended


@contextmanager
def made(names: Iterable[str] = ROUNDS) -> Iterator[Path]:
    """Yield a folder with the named rounds and what the commands made of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            run(name, Path(folder))
        yield Path(folder)


def source(shot: Row, folder: Path) -> Path:
    """Return the file that the picture is made of."""
    return folder / str(shot["round"]) / str(shot["file"])


def seen(file: Path) -> str:
    """Return the SHA-256 of what can be seen of a file.

    Without the version of the program and without hashes of other files: those change with every
    release, and no picture is worth making again for them.
    """
    if file.suffix != ".xlsx":
        return _hash(file.read_bytes())
    with zipfile.ZipFile(file) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/"))
        return _hash(b"".join(name.encode() + book.read(name) for name in names))


def _hash(text: bytes) -> str:
    text = text.replace(f"aanbesteding {__version__}".encode(), b"aanbesteding")
    return hashlib.sha256(re.sub(rb"\b[0-9a-f]{64}\b", b"", text)).hexdigest()


def sources(folder: Path) -> dict[str, str]:
    """Return by picture the hash of what it is made of, for the rounds in the folder."""
    return {
        name: seen(source(shot, folder))
        for name, shot in SHOTS.items()
        if (folder / shot["round"]).exists()
    }


def kept() -> dict[str, str]:
    """Return by picture the hash of what it was made of."""
    if not RECORD.exists():
        return {}
    return dict(tomllib.loads(RECORD.read_text("utf-8")))


def page() -> str:
    """Return the page of the gallery, in Dutch."""
    lines = ["# Galerij: zo ziet het eruit", "", MADE, "", DATA["lead"].strip()]
    part = ""
    for name, shot in SHOTS.items():
        if shot["part"] != part:
            part = shot["part"]
            lines += ["", f"## {part}"]
        example, command = ROUNDS[shot["round"]]["example"], shot["command"]
        lines += ["", f"### {shot['title']}", "", shot["caption"].strip(), ""]
        lines += [f"![{shot['alt'].strip()}](../pictures/gallery/{name}.webp)", ""]
        lines += [f"Voorbeeld `{example}`, bestand `{shot['file']}`.", ""]
        typed = [f"aanbesteding new mijn-ronde {' '.join(options(shot['round']))}"]
        typed += [f"aanbesteding {one} mijn-ronde" for one in command]
        lines += ["```sh", *typed, "```"]
    return "\n".join(lines) + "\n"


def take_again() -> list[str]:
    """Make the pictures that are stale; return their names."""
    from docs.gallery_camera import camera

    FOLDER.mkdir(parents=True, exist_ok=True)
    with made() as folder:
        now, before = sources(folder), kept()
        stale = [
            name
            for name in SHOTS
            if now[name] != before.get(name) or not (FOLDER / f"{name}.webp").exists()
        ]
        if stale:
            with camera() as one:
                for name in stale:
                    shot = SHOTS[name]
                    picture = one.taken(shot, source(shot, folder))
                    (FOLDER / f"{name}.webp").write_bytes(picture)
    for file in FOLDER.glob("*.webp"):
        if file.stem not in SHOTS:
            file.unlink()
    RECORD.write_text("".join(f'{name} = "{now[name]}"\n' for name in SHOTS), "utf-8", newline="\n")
    PAGE.write_text(page(), "utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    print("\n".join(take_again()) or "every picture is what would be made now")
