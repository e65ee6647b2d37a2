"""Two runs at once in one folder: one waits its turn or is refused, and no outputs are mixed.

``python -m tests.assurance.races [N]`` starts two awards N times in the same round, one in Dutch
and one in English, and looks whether all reports left are of one language.
"""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import aanbesteding
from aanbesteding.basis.errors import BusyError
from aanbesteding.basis.texts import LANGUAGES
from tests.assurance.written_sets import content_of, ended, in_child, leftovers, rounds

OK, BUSY = 0, 3


def award_in(folder: Path, lang: str, start: int) -> int:
    """Return how an award went that waited for the start."""
    os.read(start, 1)
    try:
        return OK if aanbesteding.award(folder, lang=lang).ok else 1
    except BusyError as error:
        return BUSY if error.findings[0].values["since"] else 1


def reports_of(folder: Path) -> dict[str, bytes]:
    """Return what was written; run.json holds times and is left out."""
    held = content_of(folder / "award")
    return {name: whole for name, whole in held.items() if name != "run.json"}


def main(times: int) -> bool:
    """Print what was found; whether nothing was wrong."""
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home:
        folder, _ = rounds(Path(home))
        expected = {}
        for lang in LANGUAGES:
            aanbesteding.award(folder, lang=lang)
            expected[lang] = reports_of(folder)
        if len({whole["award.html"] for whole in expected.values()}) != len(LANGUAGES):
            raise ValueError("the two runs write the same")
        for _ in range(times):
            start, go = os.pipe()
            children = [in_child(lambda f=folder, one=lang, s=start: award_in(f, one, s))  # type: ignore[misc]
                        for lang in LANGUAGES]  # fmt: skip
            os.write(go, b"xx")
            codes = sorted(ended(child) for child in children)
            os.close(start)
            os.close(go)
            seen[{(OK, OK): "one after the other", (OK, BUSY): "one refused"}.get(
                (codes[0], codes[1]), f"wrong: ended with {codes}")] += 1  # fmt: skip
            if reports_of(folder) not in expected.values():
                seen["wrong: mixed outputs"] += 1
            if leftovers(folder):
                seen["wrong: leftovers"] += 1
    wrong = [what for what in seen if what.startswith("wrong")]
    print(f"{times} races: {dict(seen)}; wrong: {len(wrong)}")
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 100) else 1)
