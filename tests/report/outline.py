"""What a page consists of, as the tests ask it; and what is wrong with the whole of it."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

EMPTY = {"meta", "link", "br", "img", "input"}


class Outline(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unbalanced: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    def having(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such tag."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(" ".join(self.words).split())


def faults(text: str) -> list[str]:
    """Return the tags that are not closed, double ids, dead links and levels that are skipped."""
    return list(_faults(Outline(text)))


def _faults(found: Outline) -> Iterator[str]:
    yield from (f"not closed: {tag}" for tag in (*found.unbalanced, *found.open))
    ids = Counter(attrs["id"] for _, attrs in found.tags if "id" in attrs)
    yield from (f"twice: {name}" for name, times in ids.items() if times > 1)
    links = {(attrs["href"] or "").removeprefix("#") for attrs in found.having("a")}
    yield from (f"to nowhere: {link}" for link in links - set(ids))
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    if levels.count(1) != 1:
        yield "not one main heading"
    if any(lower - upper > 1 for upper, lower in pairwise(levels)):
        yield "a level of heading is skipped"
