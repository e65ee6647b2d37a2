"""The officer's pages on the steps of a round: their commands run and print what they show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.packaging.first_time import commands, parts
from tests.typed import run

HOME = Path(__file__).parents[2] / "docs" / "for-the-officer"
# The moment at which the page is followed, and how many pieces of output it shows.
PAGES = {
    "twee-enveloppen.md": (datetime(2027, 4, 1, 9, 30, tzinfo=UTC), 8),
    "van-publicatie-tot-gunning.md": (datetime(2022, 3, 1, 9, tzinfo=UTC), 9),
    "verzegelen.md": (datetime(2022, 3, 1, 9, tzinfo=UTC), 5),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run_in_order_and_print_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, wanted = PAGES[page]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: now)
    printed, shown = "", 0
    for part in parts((HOME / page).read_text("utf-8")):
        if part.kind == "toml":
            file = tmp_path / "mijn-ronde" / "tender.toml"
            stated = file.read_text("utf-8").replace("[award]\n", f"[award]\n{part.text}")
            file.write_text(stated, "utf-8")
        elif part.kind == "text" and not part.text.startswith("pip "):
            assert all(line in printed for line in part.text.splitlines()), (part.text, printed)
            shown += 1
        elif part.kind == "sh" and commands(part):
            printed = "".join(run(*words).output for words in commands(part))
    assert shown == wanted
