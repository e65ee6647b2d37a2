"""Records beside the award, such as an explanation: their form and files, not their claims."""

from collections.abc import Iterator
from pathlib import Path

from aanbesteding import __version__
from aanbesteding.basis.canonical import fingerprint, jsonable
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.compare import Step, step
from aanbesteding.verification.inputs import hash_of
from aanbesteding.verification.record import Json, open_tree, shown

FOLDERS = ("explanation", "lab", "scenarios")
FORMAT = "aanbesteding-"
ABOUT_THIS_ROUND = ("explanation", "scenarios")


def check_other_records(folder: Path, tender: Tender) -> Iterator[Step]:
    """Yield a check per record that explains or studies the round.

    What is wrong with the file itself is an objection; that it is about other files or another
    tender than the award is a notice, for the award does not rest on it.
    """
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*.json"), key=lambda path: path.name):
            if path.name == "run.json":
                continue
            file = f"{name}/{path.name}"
            found = tuple(_findings(folder, path, file, tender))
            yield step("verify.other_record", found, name=file)


def _findings(folder: Path, path: Path, file: str, tender: Tender) -> Iterator[Finding]:
    try:
        tree, wrong = open_tree(path)
    except UnreadableError:
        tree, wrong = None, "JSON"
    if wrong or not isinstance(tree, dict):
        yield _objection("V620", file, reason=wrong or shown(tree))
        return
    page = path.with_suffix(".html")
    if page.is_file() and fingerprint(path.read_bytes()) not in page.read_text("utf-8", "replace"):
        yield _objection("V623", file, page=page.name)
    yield from _head(tree, file, tender)
    if path.parent.name in ABOUT_THIS_ROUND:
        yield from _inputs(folder, tree.get("inputs"), file)


def _head(tree: dict[str, Json], file: str, tender: Tender) -> Iterator[Finding]:
    form = str(tree.get("format"))
    if not form.startswith(FORMAT) or not isinstance(tree.get("kind"), str):
        yield _objection("V621", file, pointer="format", says=shown(form), counted=FORMAT)
    wanted = {
        "package": __version__,
        "tender_hash": tender.hash,
        "tender": jsonable(tender),
    }
    for key, counted in wanted.items():
        if tree.get(key) != counted:
            values = {"pointer": key, "says": shown(tree.get(key)), "counted": shown(counted)}
            yield _notice("V621", file, **values)


def _inputs(folder: Path, rows: Json, file: str) -> Iterator[Finding]:
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        given = row if isinstance(row, dict) else {}
        path, said = given.get("path"), given.get("sha256")
        now = hash_of(folder, path) if isinstance(path, str) else ""
        if said != now:
            place = f"inputs/{index} {shown(path)}"
            yield _notice("V622", file, pointer=place, says=shown(said), counted=now or "–")


def _objection(code: str, file: str, **values: str) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(file), values)


def _notice(code: str, file: str, **values: str) -> Finding:
    return Finding(code, Weight.NOTICE, Line(file), values)
