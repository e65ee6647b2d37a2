"""Every link in the pages leads somewhere, and every outside address is a known one."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.tree import FILES, ROOT

PAGES = [path for path in FILES if path.endswith(".md")]
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
TREES = re.compile(r"^```\{toctree\}\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s)>\"'`\]|]+")
# Addresses that are no source: the two conventions of the changelog, and towns that do not exist.
NO_SOURCE = {"keepachangelog.com", "semver.org", "www.voorbeeldgemeente.nl", "www.examplecity.nl"}
# What MyST makes an anchor of: headings down to this level, as in docs/conf.py.
DEEPEST = 3


def plain(text: str) -> str:
    """Return a page without what stands in code, where a bracket is no link."""
    return re.sub(r"`[^`\n]*`", "code", FENCED.sub("", text))


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page, in the way of GitHub, which MyST follows."""
    text = FENCED.sub("", page.read_text("utf-8"))
    found: Counter[str] = Counter()
    named = set(re.findall(r"^\(([\w-]+)\)=$", text, re.MULTILINE))
    for level, heading in HEADING.findall(text):
        if len(level) > DEEPEST:
            continue
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\u4e00-\u9fff\- ]", "", shown.strip().lower()).replace(" ", "-")
        named.add(f"{slug}-{found[slug]}" if found[slug] else slug)
        found[slug] += 1
    return frozenset(named)


def broken(page: Path, text: str) -> Iterator[str]:
    """Yield every link of a page that leads nowhere."""
    for link in LINK.findall(plain(text)):
        if not re.match(r"[a-z]+:", link) and not leads_somewhere(page, link):
            yield link
    lines = (line for tree in TREES.findall(text) for line in tree.splitlines())
    for line in lines:
        named = line.strip() and not line.startswith(":")
        if named and not list(page.parent.glob(f"{line.strip()}.md")):
            yield line


def leads_somewhere(page: Path, link: str) -> bool:
    """Return whether a link of a page leads to a file of the tree, and to an anchor in it."""
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists() or not target.resolve().is_relative_to(ROOT):
        return False
    return not anchor or (target.suffix == ".md" and anchor in anchors(target))


def test_every_link_of_every_page_leads_somewhere() -> None:
    found = {path: list(broken(ROOT / path, (ROOT / path).read_text("utf-8"))) for path in PAGES}
    assert {path: links for path, links in found.items() if links} == {}


def test_no_page_of_the_site_links_to_a_page_outside_it() -> None:
    links = [
        (path, link)
        for path in PAGES
        if path.startswith("docs/")
        for link in LINK.findall(plain((ROOT / path).read_text("utf-8")))
        if "://" not in link
    ]
    site = ROOT / "docs"
    outside = [
        (path, link)
        for path, link in links
        if not (ROOT / path).parent.joinpath(link).resolve().is_relative_to(site)
    ]
    assert outside == []


@pytest.mark.parametrize(
    "link", ["[x](nowhere.md)", "[x](README.md#no-such)", "[x](../beside.md)", "![x](no.svg)"]
)
def test_a_link_that_leads_nowhere_is_seen(link: str) -> None:
    page = ROOT / "README.md"
    assert len(list(broken(page, link))) == 1


def test_a_link_in_code_is_no_link() -> None:
    assert list(broken(ROOT / "README.md", "`[x](nowhere.md)`\n```\n[x](no.md)\n```\n")) == []


def test_a_heading_that_stands_twice_has_two_anchors(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Één & `twee`\n## Één & twee\n#### Diep\n", "utf-8")
    assert anchors(page) == {"één--twee", "één--twee-1"}


def addresses() -> set[str]:
    texts = [path for path in FILES if path.endswith(".md") or path == "docs/sources.toml"]
    return {
        one.rstrip(".,;:")
        for path in texts
        for one in ADDRESS.findall((ROOT / path).read_text("utf-8"))
    }


def test_every_outside_address_is_https_and_a_source_or_listed() -> None:
    listed = tomllib.loads((ROOT / "docs" / "sources.toml").read_text("utf-8"))
    places = " ".join(source["where"] for source in listed.values())
    sources = set(re.findall(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", places))
    found = {urlsplit(one) for one in addresses()}
    assert {one.geturl() for one in found if one.scheme != "https"} == set()
    hosts = {one.netloc for one in found}
    assert {host for host in hosts if host.removeprefix("www.") not in sources} == NO_SOURCE
