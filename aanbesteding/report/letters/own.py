"""What the officer words himself: ``letters.toml``, read with every fault in it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line, Path
from aanbesteding.basis.toml import NotTomlError, read_toml
from aanbesteding.report.own_template import wrong_with
from aanbesteding.report.papers.paper import Signature
from aanbesteding.tender.lines import key_lines

FILE = "letters.toml"
AWARD, ADMISSION, RESERVE = "award", "admission", "reserve"
REJECTION, OUT, NO_AWARD, WITHDRAWAL = "rejection", "out", "no_award", "withdrawal"
KINDS = (AWARD, ADMISSION, RESERVE, REJECTION, OUT, NO_AWARD, WITHDRAWAL)
PLACES = (
    *("bidder", "number", "reference", "title", "authority", "lots"),
    *("date", "last_day", "first_day", "contact"),
)
_TEXTS = ("place", "contact", "objection")
_TABLES = ("reference", "opening", "closing", "winner")
_FILLED = ("objection", "opening", "closing")
KEYS = ("sender", *_TEXTS, "date", "signature", *_TABLES)
_SIGNATURE = ("role", "name")
Tree = Mapping[str, Any]


@dataclass(frozen=True)
class Own:
    """The officer's wording; empty where our own words serve.

    `reference` is by bidder, `winner` (what the lowest ranked winner offers more) by lot, `opening`
    and `closing` by kind of letter. Those two and `objection` may hold the names of PLACES.
    """

    sender: tuple[str, ...] = ()
    place: str = ""
    day: date | None = None
    contact: str = ""
    objection: str = ""
    signatures: tuple[Signature, ...] = ()
    reference: Mapping[str, str] = field(default_factory=dict)
    opening: Mapping[str, str] = field(default_factory=dict)
    closing: Mapping[str, str] = field(default_factory=dict)
    winner: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)

    def at(self, *path: str) -> Line:
        """Return where something stands in the file."""
        return Line(FILE, self.lines.get(path, 0))


def own_words(
    content: bytes, bidders: tuple[str, ...], lots: tuple[str, ...]
) -> tuple[Own, tuple[Finding, ...]]:
    """Return the officer's wording and all that is wrong with it; `bidders` and `lots` exist."""
    try:
        tree, text = read_toml(content)
    except NotTomlError as error:
        wrong = Finding("R340", Weight.REPAIRABLE, Line(FILE), {"what": str(error)})
        return Own(), (wrong,)
    text = text.replace("\r\n", "\n")
    lines = key_lines(text)
    known = {"reference": bidders, "winner": lots, "opening": KINDS, "closing": KINDS}
    findings = in_order((*_shape(tree, lines, known), *_places(tree, lines, text)))
    return (Own(), findings) if findings else (_own(tree, lines), ())


def _own(tree: Tree, lines: Mapping[Path, int]) -> Own:
    plain = {key: tree[key] for key in (*_TEXTS, *_TABLES) if key in tree}
    signed = tuple(Signature(one.get("role", ""), one.get("name", "")) for one in _signed(tree))
    return Own(
        sender=tuple(tree.get("sender", ())),
        day=tree.get("date"),
        signatures=signed,
        lines=lines,
        **plain,
    )


def _signed(tree: Tree) -> list[Any]:
    found = tree.get("signature", [])
    return found if isinstance(found, list) else [found]


def _shape(
    tree: Tree, lines: Mapping[Path, int], known: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """Yield keys nobody knows and values of another kind than asked."""
    for key, value in tree.items():
        if key not in KEYS:
            yield _finding("R341", lines, (key,), known=KEYS)
        elif key in _TABLES:
            yield from _table(key, value, lines, known[key])
        elif key == "signature":
            yield from _signatures(value, lines)
        elif not _fits(key, value):
            yield _finding("R342", lines, (key,), kind=_kind(key))


def _fits(key: str, value: object) -> bool:
    if key == "sender":
        return isinstance(value, list) and all(isinstance(line, str) for line in value)
    return type(value) is date if key == "date" else isinstance(value, str)


def _kind(key: str) -> str:
    return {"sender": '["…", "…"]', "date": "2028-05-10"}.get(key, '"…"')


def _table(
    key: str, value: object, lines: Mapping[Path, int], known: tuple[str, ...]
) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _finding("R342", lines, (key,), kind=f"[{key}]")
        return
    for name, text in value.items():
        if name not in known:
            yield _finding("R343", lines, (key, name), known=known)
        elif not isinstance(text, str):
            yield _finding("R342", lines, (key, name), kind='"…"')


def _signatures(value: object, lines: Mapping[Path, int]) -> Iterator[Finding]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        yield _finding("R342", lines, ("signature",), kind="[[signature]]")
        return
    for at, one in enumerate(value):
        for name, text in one.items():
            path = ("signature", str(at), name)
            if name not in _SIGNATURE:
                yield _finding("R341", lines, path, known=_SIGNATURE)
            elif not isinstance(text, str):
                yield _finding("R342", lines, path, kind='"…"')


def _places(tree: Tree, lines: Mapping[Path, int], text: str) -> Iterator[Finding]:
    """Yield every place to fill in that is unknown or malformed, by its line in the file."""
    for path, said in _templates(tree):
        for wrong in wrong_with(said, FILE, PLACES, into="text"):
            within = wrong.place.line if isinstance(wrong.place, Line) else 1
            line = _line_in(text, lines.get(path, 0), within)
            values = {**wrong.values, "line": line}
            yield Finding(wrong.code, wrong.weight, Line(FILE, line), values)


def _templates(tree: Tree) -> Iterator[tuple[Path, str]]:
    for key in _FILLED:
        value = tree.get(key)
        if isinstance(value, str):
            yield (key,), value
        elif isinstance(value, dict):
            yield from (((key, name), t) for name, t in value.items() if isinstance(t, str))


def _line_in(text: str, line: int, within: int) -> int:
    """The line of the file for a line of a value that begins on `line`."""
    opening = text.split("\n")[line - 1].rstrip()
    if opening.endswith(('"""', "'''")):
        return line + within
    several = '"""' in opening or "'''" in opening
    return line + within - 1 if several else line


def _finding(code: str, lines: Mapping[Path, int], path: Path, **values: object) -> Finding:
    line = next((lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines), 0)
    key = ".".join(step for step in path if not step.isdigit() or step == path[-1])
    return Finding(code, Weight.REPAIRABLE, Line(FILE, line), {"key": key, **values})
