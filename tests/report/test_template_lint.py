"""No template gives text of others a way to become markup: a lint over every template."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from aanbesteding.basis.shipped import shipped
from aanbesteding.report.html import environment

FOLDER = shipped("templates", "report")
TEMPLATES = sorted(FOLDER.rglob("*.html"))
TEXTS = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in TEMPLATES}
PLACE = r"\{\{.*?\}\}|\{%.*?%\}"
HREF = re.compile(r"\b(href|src|action|formaction|srcdoc|data|xlink:href)\s*=\s*\"([^\"]*)\"")
FORBIDDEN = {
    "a value trusted as markup": r"\|\s*safe\b|\bMarkup\b|\bautoescape\b|mark_safe|\|\s*xmlattr\b",
    "a script or its like": r"<\s*(script|iframe|object|embed|form|base|template|portal)\b",
    "a style of its own": r"\bstyle\s*=",
    "an attribute that runs": r"\son[a-z]+\s*=",
    "an attribute without quotes": r"=\s*(\{\{|\{%)",
    "an address outside": r"(?i)\bhttps?:|javascript:|vbscript:|@import|url\((?!#)",
}


OURS = (
    '<script>{{ script }}</script>',
    'src="{{ look.logo }}"',
)  # fmt: skip


def faults(text: str) -> set[str]:
    """What a template does that it may not; the one script and the logo have their own tests."""
    for one in OURS:
        text = text.replace(one, "", 1)
    found = {name for name, wrong in FORBIDDEN.items() if re.search(wrong, text)}
    for _, address in HREF.findall(text):
        if not re.fullmatch(rf"#({PLACE}|[\w-])*|data:,", address):
            found.add("an address that is no place on the page")
    if re.search(r"=\s*'[^'\"]*\{\{", text):
        found.add("single quotes around a value")
    if re.search(rf"<style>(?!({PLACE})</style>)", text) or text.count("<style") > 1:
        found.add("a style sheet besides the house style")
    if re.search(r"<\s*/?\s*\{\{|<[a-zA-Z][^>]*\s\{\{", re.sub(r'"[^"]*"', '""', text)):
        found.add("a value as tag or attribute name")
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_a_template_gives_text_no_way_out(name: str) -> None:
    assert faults(TEXTS[name]) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "{{ name|safe }}",
        "{{ name | safe }}",
        "{% autoescape false %}{{ name }}{% endautoescape %}",
        "<script>{{ script }}</script><script>{{ script }}</script>",
        "<script>{{ name }}</script>",
        "<img src=\"{{ name }}\">",
        "<script>var a = '{{ name }}'</script>",
        "<p onload=\"{{ name }}\">",
        "<p class={{ name }}>",
        "<p class= {{ name }}>",
        "<p class='{{ name }}'>",
        "<p style=\"color: {{ color }}\">",
        "<a href=\"{{ url }}\">x</a>",
        "<a href=\"javascript:go()\">x</a>",
        "<img src=\"https://x.nl/a.png\">",
        "<{{ tag }}>",
        "<p {{ attribute }}>",
        "<style>p { content: \"{{ name }}\" }</style>",
        "<iframe></iframe>",
        "<form>",
        "<use xlink:href=\"x.svg\">",
    ],
)  # fmt: skip
def test_a_planted_fault_is_seen(planted: str) -> None:
    assert faults(planted)


def test_all_templates_are_looked_at() -> None:
    assert {"base.html", "lab.html", "parts/head.html", "parts/chart.svg.html"} <= set(TEXTS)
    others = [path for path in FOLDER.rglob("*") if path.is_file() and path not in TEMPLATES]
    assert sorted(path.name for path in others) == ["enhance.js", "style.css"]


def test_a_template_escapes_whatever_its_file_is_called() -> None:
    """Autoescape is on in the environment itself, not by the ending of the name."""
    made = environment()
    assert made.autoescape is True
    assert made.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("name", TEXTS)
def test_a_template_calls_nothing_but_texts_and_its_own_macros(name: str) -> None:
    tree = Environment(autoescape=True).parse(TEXTS[name])
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    taken = {name for one in tree.find_all(nodes.FromImport) for name in one.names}
    allowed = own | taken | {"t", "loop", "range", "caller"}
    for call in tree.find_all(nodes.Call):
        match call.node:
            case nodes.Name(name=called):
                assert called in allowed, called
            case nodes.Getattr(node=nodes.Name(name="m" | "loop")):
                pass
            case other:
                raise AssertionError(other)


def test_the_style_sheet_asks_for_nothing_outside() -> None:
    style = Path(FOLDER / "style.css").read_text("utf-8")
    assert not re.search(
        r"https?:|//|@import|url\((?!#)", style.replace("/*", "").replace("*/", "")
    )
    assert "</style" not in style
