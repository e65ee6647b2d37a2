"""Finds the shipped folders: inside the wheel, or beside the package in a checkout."""

from pathlib import Path

from aanbesteding.basis.errors import UnreadableError

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``shipped("templates", "texts")``.

    Raises UnreadableError when it is not there.
    """
    for home in (_PACKAGE, _PACKAGE.parent):
        path = home.joinpath(*parts)
        if path.exists():
            return path
    raise UnreadableError("/".join(parts))
