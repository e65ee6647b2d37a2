"""A tender definition made of a release in OCDS, in a folder of its own."""

from pathlib import Path
from typing import Any

from aanbesteding.basis.findings import Finding, blocking, in_order
from aanbesteding.exchange.read_release import read_release
from aanbesteding.gate.file import content_of
from aanbesteding.round.make import make_places, unused
from aanbesteding.round.result import Result
from aanbesteding.tender.save import save_tree


def from_ocds(file: Path | str, folder: Path | str) -> Result:
    """Return the tender that a release describes, after writing it to a new round folder.

    What the release does not say is not made up: findings name what must still be filled in.
    Nothing is written for a file that cannot be read. Raises ExistsError when the folder holds
    something.
    """
    source, target = Path(file), unused(folder)
    content, refused = content_of(source, source.name)
    findings: tuple[Finding, ...] = refused
    tree: dict[str, Any] = {}
    if not refused:
        tree, findings = read_release(content, source.name)
    if blocking(findings) or not tree:
        return Result(target, in_order(findings))
    make_places(target)
    save_tree(tree, target)
    written = (path for path in target.iterdir() if path.is_file())
    files = tuple(sorted(written, key=lambda path: path.name))
    return Result(target, in_order(findings), tree, files=files)
