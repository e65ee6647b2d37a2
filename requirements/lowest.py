"""Prints the lowest version that pyproject.toml allows of everything the package needs.

The lines are constraints: ``pip install -c`` of this, and every direct dependency is its oldest.
"""

import re
import tomllib
from pathlib import Path

LOWEST = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[.*\])?>=(?P<version>[0-9.]+)")


def lowest(project: Path) -> list[str]:
    """Return the constraints; raises ValueError for a dependency without a lowest version."""
    needed = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    found = []
    for line in needed:
        said = LOWEST.match(line)
        if said is None:
            raise ValueError(f"no lowest version: {line}")
        found.append(f"{said['name']}=={said['version']}")
    return found


if __name__ == "__main__":
    print("\n".join(lowest(Path(__file__).parents[1] / "pyproject.toml")))
