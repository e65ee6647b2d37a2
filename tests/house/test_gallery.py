"""The gallery shows what the code makes now."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from aanbesteding import __version__
from docs import make_gallery as gallery
from docs.make_gallery import FOLDER, ROUNDS, SHOTS

CHEAP = sorted(name for name, row in ROUNDS.items() if not row.get("dear"))
DEAR = sorted(set(ROUNDS) - set(CHEAP))
MOST_BYTES = 2_500_000


def stale(name: str) -> list[str]:
    with gallery.made([name]) as folder:
        now = gallery.sources(folder)
    assert now
    return [shot for shot, made_of in now.items() if gallery.kept().get(shot) != made_of]


@pytest.mark.parametrize("name", CHEAP)
def test_a_picture_is_made_of_what_the_commands_write_now(name: str) -> None:
    assert stale(name) == [], "run: python docs/make_gallery.py"


@pytest.mark.browser
@pytest.mark.parametrize("name", DEAR)
def test_a_picture_of_a_large_round_is_made_of_what_the_commands_write_now(name: str) -> None:
    assert stale(name) == [], "run: python docs/make_gallery.py"


def test_every_picture_is_there_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.webp")} == set(SHOTS) == set(gallery.kept())


def test_the_pictures_stay_small_together() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.webp")) < MOST_BYTES


def test_the_page_is_what_would_be_made_now() -> None:
    assert gallery.PAGE.read_text("utf-8") == gallery.page(), "python docs/make_gallery.py"


def test_every_command_on_the_page_was_run_to_make_the_picture() -> None:
    for name, shot in SHOTS.items():
        assert set(shot["command"]) <= set(ROUNDS[shot["round"]]["commands"]), name


@pytest.mark.parametrize("name", sorted(SHOTS))
def test_a_picture_says_in_words_what_it_shows(name: str) -> None:
    said = SHOTS[name]["alt"].strip()
    assert len(said) >= 40
    assert said.endswith(".")
    assert not said.lower().startswith(("afbeelding", "plaatje", "foto"))


@pytest.mark.parametrize("name", ["page.html", "book.xlsx"])
def test_a_changed_word_is_seen_and_a_changed_version_or_hash_is_not(
    name: str, tmp_path: Path
) -> None:

    def kept(words: str) -> str:
        file = tmp_path / name
        if name.endswith(".html"):
            file.write_text(words, "utf-8")
        else:
            with zipfile.ZipFile(file, "w") as book:
                book.writestr("xl/worksheets/sheet1.xml", words)
                book.writestr("docProps/core.xml", hashlib.sha256(words.encode()).hexdigest())
        return gallery.seen(file)

    first = kept(f"<p>acht aanbesteding {__version__} {'a' * 64}</p>")
    assert kept(f"<p>acht aanbesteding {__version__} {'b' * 64}</p>") == first
    assert kept(f"<p>negen aanbesteding {__version__} {'a' * 64}</p>") != first
    assert kept(f"<p>acht aanbesteding {'a' * 64}</p>") == first


@pytest.mark.browser
@pytest.mark.programs("node", "chromium", "pdftotext", "pdftoppm")
def test_the_camera_makes_a_picture_of_the_size_that_is_kept(tmp_path: Path) -> None:
    from docs.gallery_camera import camera

    shot = SHOTS["verslag-donker"]
    gallery.run(shot["round"], tmp_path)
    with camera() as one:
        taken = one.taken(shot, gallery.source(shot, tmp_path))
    assert size(taken) == size((FOLDER / "verslag-donker.webp").read_bytes())


def size(webp: bytes) -> tuple[int, int]:
    """Width and height as the head of an extended WebP tells them, each less one in three bytes."""
    assert webp[:4] == b"RIFF"
    assert webp[8:16] == b"WEBPVP8X"
    wide, high = (int.from_bytes(webp[at : at + 3], "little") + 1 for at in (24, 27))
    return wide, high
