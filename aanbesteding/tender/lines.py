"""Which line of a TOML file each value stands on; for text that tomllib has already accepted."""

import re

from aanbesteding.basis.places import Path

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.S),
    re.compile(r"'''.*?'{3,5}", re.S),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def key_lines(text: str) -> dict[Path, int]:
    """Return the line number (from 1) of every table, key and list item by its path.

    >>> key_lines('id = "x"\\n[[lots]]\\nid = "C"\\n')[("lots", "0", "id")]
    3
    """
    return _Locator(text).all()


class _Locator:
    """Walks once through the text; keeps where it is and what it has seen."""

    def __init__(self, text: str):
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def all(self) -> dict[Path, int]:
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            line = self._line()
            if self.text[self.at] == "[":
                table = self._header(line)
            else:
                self._pair(table)
            self._skip()
        return self.found

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _header(self, line: int) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path = self._key(())
        self.at = self.text.index("]", self.at) + (2 if many else 1)
        if many:
            named = self._indexed(path[:-1]) + path[-1:]
            number = self.counts.get(named, -1) + 1
            self.counts[named] = number
            self._see(named, line)
            full = (*named, str(number))
        else:
            full = self._indexed(path)
        for size in range(1, len(full) + 1):
            self._see(full[:size], line)
        return full

    def _indexed(self, path: Path) -> Path:
        full: Path = ()
        for step in path:
            full = (*full, step)
            if full in self.counts:
                full = (*full, str(self.counts[full]))
        return full

    def _see(self, path: Path, line: int) -> None:
        self.found.setdefault(path, line)

    def _key(self, path: Path) -> Path:
        """Return the path with the dotted key that stands here."""
        while True:
            self._blank()
            quoted = self._string()
            if quoted is None:
                match = _BARE.match(self.text, self.at)
                quoted = match.group() if match else ""
                self.at += len(quoted)
            else:
                quoted = quoted[1:-1]
            path = (*path, quoted)
            self._blank()
            if not self.text.startswith(".", self.at):
                return path
            self.at += 1

    def _blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = self._key(table)
        for size in range(len(table) + 1, len(path) + 1):
            self._see(path[:size], line)
        self.at = self.text.index("=", self.at) + 1
        self._blank()
        self._value(path)

    def _value(self, path: Path) -> None:
        self._see(path, self._line())
        opening = self.text[self.at]
        if opening in "[{":
            self._many(path, "]" if opening == "[" else "}")
        elif self._string() is None:
            match = _SCALAR.match(self.text, self.at)
            self.at = match.end() if match else self.at + 1

    def _many(self, path: Path, closing: str) -> None:
        self.at += 1
        number = 0
        self._skip()
        while not self.text.startswith(closing, self.at):
            if self.text[self.at] == ",":
                self.at += 1
            elif closing == "]":
                self._value((*path, str(number)))
                number += 1
            else:
                self._pair(path)
            self._skip()
        self.at += 1

    def _string(self) -> str | None:
        for pattern in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                return match.group()
        return None
