"""The list of deliberate changes: which value of which part, which file, which line."""

import re
import zipfile
from collections.abc import Callable, Container, Iterator
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import fingerprint
from tests.assurance.cheats import Cheat, Tree, doubled, dropped, leaf, read, swapped, written

ROUNDS = ("een-perceel", "combinaties", "regels-die-botsen")
Rows = list[dict[str, Any]]
NUMBER = re.compile(rb"<c [^>]*><v>(\d+(?:\.\d+)?)</v>")


def in_records(tree: Tree, name: str) -> Iterator[Cheat]:
    """Yield changes in every part of a record."""
    yield from (leaf("package"), leaf("format")._replace(shows="V103"), leaf("kind"))
    yield from (leaf("law", key) for key in sorted(tree["law"])[:2])
    yield from (leaf("schedule", key) for key in ("standstill_last_day", "bids_due"))
    yield from (
        leaf("tender", "criteria", n, "weight") for n in range(len(tree["tender"]["criteria"]))
    )
    yield leaf("tender", "award", "tie_ladder", 0)
    yield leaf("tender", "award", "mode")
    yield leaf("tender", "demand", 0, "volume")
    if tree["tender"]["rules"]:
        yield dropped("tender", "rules", 0)
    yield from (leaf("bids", n, "name") for n in range(len(tree["bids"])))
    yield from (
        leaf("bids", n, "lots", 0, "offers", 0, key)
        for n, _ in enumerate(tree["bids"])
        for key in ("price", "capacity")
    )
    yield from (dropped("bids", 0), swapped("bids"), dropped("marks", 0))
    yield from (leaf("marks", n, "mark") for n in range(0, len(tree["marks"]), 3))
    yield from (leaf("marks", 0, "reason"), swapped("marks"))
    for n in range(len(tree["scores"])):
        yield from (leaf("scores", n, key) for key in ("total", "exact", "rank", "quality"))
        yield leaf("scores", n, "status")
        yield from (leaf("scores", n, "points", 0, key) for key in ("formula", "rounded", "exact"))
    yield from (dropped("scores", 0), doubled("scores", 0), swapped("scores"))
    yield from (
        leaf("reasons", n, key) for n in range(len(tree["reasons"])) for key in ("key", "result")
    )
    yield from (dropped("reasons", 0), leaf("inputs", 0, "sha256"))
    yield dropped("inputs", 0)._replace(shows="V203")
    yield from _in_decision(tree["decision"])


def _in_decision(decision: dict[str, Any]) -> Iterator[Cheat]:
    """Yield changes of the decision."""
    for key in ("mode", "outcome", "unique"):
        yield leaf("decision", key)
    for part in ("contracts", "volumes", "needs", "budgets", "counts", "goals", "municipalities"):
        for n, row in enumerate(decision[part][:3]):
            numbers = [k for k, v in row.items() if isinstance(v, int) and k != "places"]
            yield from (leaf("decision", part, n, key) for key in numbers if part != "volumes")
        if decision[part]:
            yield dropped("decision", part, 0)._replace(shows="decision/")
    for n, lot in enumerate(decision["lots"]):
        yield from (leaf("decision", "lots", n, key) for key in ("outcome", "places", "bids"))
        if lot["winners"]:
            yield dropped("decision", "lots", n, "winners", 0)
    for n, clash in enumerate(decision["clashes"]):
        yield from (_unclashed(n, m) for m in range(len(clash)))
        place = leaf("decision", "clashes", n, 0, "part")
        yield place._replace(shows=f"decision/clashes/{n}")


def _unclashed(clash: int, rule: int) -> Cheat:
    """One rule fewer in a clash: what is left can hold together."""

    def change(tree: Tree) -> None:
        del tree["decision"]["clashes"][clash][rule]

    return Cheat(f"rule {rule} out of clash {clash}", "V527", change)


def on_files(folder: Path, tree: Tree) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """Yield changes of files of the round, with the hash in the record changed as well."""
    for n, row in enumerate(tree["inputs"]):
        path = folder / row["path"]
        if path.suffix == ".xlsx" and row["path"].startswith("bids/"):
            yield f"a number in {row['path']}", "bids/", partial(_bid, folder, path, n)
        if path.name in ("tender.toml", "demand.csv"):
            yield f"{row['path']} changed", "tender", partial(_text, folder, path, n)
    yield "a bid taken away", "bids/", partial(_taken, folder)


def _bid(folder: Path, path: Path, number: int) -> None:
    """One of the numbers that the record read from a bid, one higher in the workbook."""
    stated = next(bid for bid in read(folder)["bids"] if bid["file"].endswith(path.name))
    offers = [offer for lot in stated["lots"] for offer in lot["offers"]]
    known = {Decimal(v) for o in offers for v in (o["price"], o["capacity"]) if v is not None}
    out = BytesIO()
    done = False
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            cell = None if done else _cell(content, known)
            if cell is not None and item.filename.startswith("xl/worksheets/"):
                more = b"%d" % (int(Decimal(cell[1].decode())) + 1)
                content = content[: cell.start(1)] + more + content[cell.end(1) :]
                done = True
            target.writestr(item, content)
    assert done, path
    path.write_bytes(out.getvalue())
    _hashed(folder, path, number)


def _cell(content: bytes, known: Container[Decimal]) -> re.Match[bytes] | None:
    """A cell that holds one of these numbers, as a number."""
    cells = (one for one in NUMBER.finditer(content) if b't="' not in one[0].partition(b">")[0])
    return next((one for one in cells if Decimal(one[1].decode()) in known), None)


def _text(folder: Path, path: Path, number: int) -> None:
    """The last digit of a text file one higher."""
    text = path.read_text("utf-8")
    last = max(m.start() for m in re.finditer(r"\d", text))
    path.write_text(f"{text[:last]}{(int(text[last]) + 1) % 10}{text[last + 1 :]}", "utf-8")
    _hashed(folder, path, number)


def _taken(folder: Path) -> None:
    tree = read(folder)
    rows = [row for row in tree["inputs"] if row["path"].startswith("bids/")]
    (folder / rows[0]["path"]).unlink()
    tree["inputs"].remove(rows[0])
    written(folder, tree)


def _hashed(folder: Path, path: Path, number: int) -> None:
    tree = read(folder)
    tree["inputs"][number]["sha256"] = fingerprint(path.read_bytes())
    written(folder, tree)


def _of(number: int, key: str, value: Any) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[number][key] = value

    return change


JOURNALS: tuple[tuple[str, Callable[[Rows], Any]], ...] = (
    ("the last line cut off", lambda rows: rows.pop()),
    ("the first line cut off", lambda rows: rows.pop(0)),
    ("a line dropped", lambda rows: rows.pop(2)),
    ("a line inserted", lambda rows: rows.insert(2, dict(rows[2]))),
    ("two lines swapped", lambda rows: rows.insert(1, rows.pop(2))),
    ("everything again, another day", _of(0, "time", "2027-02-01T09:00:00Z")),
    ("another name", _of(-1, "by", ["C. Smit"])),
    ("another step", _of(-1, "step", "final")),
    ("another time of the decision", _of(-1, "time", "2027-04-30T10:00:00Z")),
    ("one name fewer", _of(-2, "by", ["A. de Vries"])),
    ("nothing said of the files", _of(-1, "about", {})),
)
REPORTS: tuple[tuple[str, str, Callable[[bytes], bytes]], ...] = (
    (
        "another winner on the page",
        "award/award.html",
        lambda b: b.replace(b"Stichting K01", b"Stichting K09", 1),
    ),
    (
        "a sentence more on the page",
        "award/award.html",
        lambda b: b.replace(b"</main>", b"<p>.</p></main>"),
    ),
    ("another name to sign", "award/signing.csv", lambda b: b.replace(b"K03", b"K01")),
    ("a byte more in the workbook", "award/award.xlsx", lambda b: b + b" "),
)
