"""Writes what follows from the package: findings, tender file, API, explanations, schema."""

import re
import runpy
from collections.abc import Iterable
from pathlib import Path

from aanbesteding.basis.texts import catalogue
from aanbesteding.tender.tables import RULES, Column, columns, sections, tables

HERE = Path(__file__).parent
ROOMS = {
    "T": "Tender",
    "W": "Workbook",
    "B": "Bids",
    "A": "Assessment",
    "S": "Scoring",
    "R": "Award rules",
    "V": "Verification",
}
MADE = "<!-- Made by docs/make_pages.py; change the source instead. -->"
KINDS = {
    "integer": "whole number",
    "euro": "euro, whole cents",
    "yes_no": "true or false",
    "day": "day",
    "list": "list of ids",
}


def findings_page() -> str:
    """Return every code with its sentences in both languages."""
    dutch, english = catalogue("nl"), catalogue("en")
    codes = sorted({key.split(".")[1] for key in dutch if key.startswith("finding.")})
    lines = [
        "# Findings",
        "",
        MADE,
        "",
        "What the package says about bad input, by code. Words between ‹ › are filled in for each"
        " case. The place (file and line, or sheet and cell) stands in front of the sentence.",
    ]
    for letter, room in ROOMS.items():
        own = [code for code in codes if code.startswith(letter)]
        if own:
            lines += ["", f"## {letter}: {room}"]
        for code in own:
            lines += ["", f"### {code}", ""]
            for name, texts in (("Nederlands", dutch), ("English", english)):
                title, help_ = (
                    texts.get(f"finding.{code}.{part}", "") for part in ("title", "help")
                )
                lines.append(f"- {name}: **{_shown(title)}.** {_shown(help_)}")
    return "\n".join(lines) + "\n"


def tender_file_page() -> str:
    """Return every field of a tender by the section or table it stands in."""
    lines = [
        "# The tender file",
        "",
        MADE,
        "",
        "A tender is one `tender.toml` with, beside it, a CSV file for every list that is easier to"
        " keep as a table; or one workbook `tender.xlsx` with a sheet for each. A list stands in"
        " one place: `[[needs]]` in the TOML file or `needs.csv`. CSV files are UTF-8 with `;`"
        " between fields; a list inside a cell is ids with `, ` between them. Empty means: not"
        " given. `aanbesteding schema` prints the same as JSON Schema.",
        "",
        "## Single values",
    ]
    for path, fields in sections().items():
        where = "At the top of `tender.toml`" if not path else f"`[{'.'.join(path)}]`"
        lines += ["", f"### {where}", "", *_table(fields)]
    lines += ["", "## Lists"]
    for name, fields in tables().items():
        if name == "rules":
            lines += ["", "### `rules`", "", "The fields depend on `kind`."]
            for kind, rule in RULES.items():
                lines += ["", f"#### `{kind}`", "", *_table(columns(rule))]
        else:
            lines += ["", f"### `{name}`", "", *_table(fields)]
    return "\n".join(lines) + "\n"


def _table(fields: Iterable[Column]) -> list[str]:
    rows = [
        f"| `{field.name}` | {_kind(field)} | {'yes' if field.required else ''} "
        f"| {_shown(field.description)} |"
        for field in fields
    ]
    return ["| field | kind | required | what |", "|---|---|---|---|", *rows]


def _kind(field: Column) -> str:
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    return KINDS.get(field.kind, field.kind)


def _shown(text: str) -> str:
    many = re.sub(r"\{\w+:one:[^|}]+\|([^}]+)\}", r"\1", text)
    return re.sub(r"\{(\w+)(:\w+)?\}", r"‹\1›", many).replace("|", "\\|")


def explanation_page() -> str:
    """Return every answer to a question about an award, field by field."""
    page: str = runpy.run_path(str(HERE / "answer_pages.py"))["answers_page"](MADE)
    return page


def award_schema() -> str:
    """Return the JSON Schema of award.json."""
    schema: str = runpy.run_path(str(HERE / "award_schema.py"))["written"]()
    return schema


def api_page() -> str:
    """Return every public name by what one does with it."""
    page: str = runpy.run_path(str(HERE / "api_page.py"))["api_page"](MADE)
    return page


PAGES = {
    "api.md": api_page,
    "award.schema.json": award_schema,
    "findings.md": findings_page,
    "tender-file.md": tender_file_page,
    "explanation-json.md": explanation_page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")
