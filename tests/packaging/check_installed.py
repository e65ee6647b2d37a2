"""Fails unless the installed package holds every template and example of the checkout.

Run by the Python of an empty environment: ``python check_installed.py CHECKOUT``.
"""

import sys
from pathlib import Path

import aanbesteding
from aanbesteding.basis.shipped import shipped


def files(folder: Path) -> set[str]:
    """Return the files under a folder, by path from that folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def main(checkout: Path) -> int:
    """Return 0 when nothing is missing, else 1."""
    home = Path(aanbesteding.__file__).resolve().parent
    if home.is_relative_to(checkout.resolve()):
        print(f"this is not an installed package: {home}")
        return 1
    missing = [
        f"{folder}/{name}"
        for folder in ("templates", "examples")
        for name in sorted(files(checkout / folder) - files(shipped(folder)))
    ]
    print("\n".join(f"not shipped: {name}" for name in missing) or "templates and examples shipped")
    return 1 if missing or not files(shipped("templates")) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
