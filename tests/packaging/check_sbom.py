"""Fails unless the bill of materials names every dependency of pyproject.toml with its version.

Run as ``python check_sbom.py sbom.cdx.json``.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def missing(bill: dict[str, Any], project: dict[str, Any]) -> list[str]:
    """Return the direct dependencies that the bill does not name with a version."""
    held = {_plain(part["name"]) for part in bill.get("components", ()) if part.get("version")}
    needed = [re.split(r"[\[<>=!~; ]", line)[0] for line in project["dependencies"]]
    return sorted(name for name in needed if _plain(name) not in held)


def main(path: Path) -> int:
    """Return 0 when the bill is whole, else 1."""
    bill = json.loads(path.read_text("utf-8"))
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    lacking = missing(bill, project)
    about = bill.get("metadata", {}).get("component", {}).get("name")
    print(
        "\n".join(f"not in the bill: {name}" for name in lacking)
        or f"{len(bill['components'])} parts"
    )
    return 1 if lacking or about != project["name"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
