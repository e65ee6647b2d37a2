"""The package: one workbook, every part that is referred to is there, and nothing active."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import Attributes, Part, read_part

TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOKS = frozenset({f"{_TYPE}sheet.main+xml", f"{_TYPE}template.main+xml"})
_STRINGS = f"{_TYPE}sharedStrings+xml"
_STYLES = f"{_TYPE}styles+xml"
# openpyxl takes the styles from this place whatever the lists say.
_STYLES_AT = "xl/styles.xml"
_LISTS = "http://schemas.openxmlformats.org/package/2006/"
_DEFAULT = f"{_LISTS}content-types Default"
_OVERRIDE = f"{_LISTS}content-types Override"
_RELATION = f"{_LISTS}relationships Relationship"
_FOLDERS = (
    "vbaproject", "externallinks/", "activex/", "embeddings/", "macrosheets/", "dialogsheets/",
    "ctrlprops/", "querytables/", "webextensions/", "customui", "xl/model/",
    "xl/connections.xml", "xl/xmlmaps.xml", "xl/volatiledependencies.xml", "xl/customdata/",
)  # fmt: skip
_RELATIONS = frozenset(
    (
        "vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet",
        "externallink", "externallinkpath", "oleobject", "package", "control", "ctrlprop",
        "activexcontrolbinary", "connections", "querytable", "xmlmaps", "volatiledependencies",
        "attachedtoolbars", "attachedtemplate", "extensibility", "webextension",
        "webextensiontaskpanes", "powerpivotdata", "customdata", "subdocument", "frame", "afchunk",
    )
)  # fmt: skip
_ACTIVE_TYPES = ("macro", "vba", "oleobject", "externallink", "activex", "connections+xml")
_LINKS = ("http://", "https://", "mailto:", "tel:", "#")


class Relation(NamedTuple):
    """One part that refers to another: its kind (the end of its type) and where it points."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """Which parts are what: the workbook, its texts and styles, and what each part refers to."""

    workbook: str = ""
    strings: str = ""
    styles: str = ""
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


def package_of(parts: Mapping[str, bytes], refused: Refused) -> Package:
    """Return how the parts hang together; what is wrong with that is refused."""
    if "mimetype" in parts and TYPES not in parts:
        refused.file("W110", kind="ODF")
        return Package()
    if TYPES not in parts:
        refused.file("W103")
        return Package()
    _active_names(parts, refused)
    types = _Types(TYPES, refused)
    read_part(parts[TYPES], types)
    relations: dict[str, tuple[Relation, ...]] = {}
    for name in parts:
        if name.endswith(".rels"):
            found = _Relations(name, parts, refused)
            read_part(parts[name], found)
            relations[found.owner] = tuple(found.relations.values())
    return _whole(types, relations, parts, refused)


def _active_names(parts: Mapping[str, bytes], refused: Refused) -> None:
    for name in sorted(parts):
        if any(active in name.lower() for active in _FOLDERS):
            refused.file("W107", part=name)


def _whole(
    types: "_Types",
    relations: Mapping[str, tuple[Relation, ...]],
    parts: Mapping[str, bytes],
    refused: Refused,
) -> Package:
    books = [one.target for one in relations.get("", ()) if one.kind == "officedocument"]
    typed = [name for name, kind in types.parts.items() if kind in _WORKBOOKS]
    if len(books) != 1 or len(typed) != 1 or types.default_books:
        refused.file("W134", count=max(len(books), len(typed)))
        return Package(relations=relations)
    if books != typed:
        refused.file("W139", part=books[0], other=typed[0])
        return Package(relations=relations)
    if books[0] not in parts:
        return Package(relations=relations)
    own = relations.get(books[0], ())
    strings = _one(own, types, "sharedstrings", _STRINGS, refused)
    styles = _one(own, types, "styles", _STYLES, refused)
    if styles != _STYLES_AT and (styles or _STYLES_AT in parts):
        refused.file("W139", part=styles or "–", other=_STYLES_AT)
    return Package(books[0], strings, styles, relations, types.parts)


def _one(
    own: tuple[Relation, ...], types: "_Types", kind: str, content_type: str, refused: Refused
) -> str:
    """The part that is found both by its relation and by its type; empty when there is none."""
    related = [one.target for one in own if one.kind == kind]
    typed = [name for name, said in types.parts.items() if said == content_type]
    if related != typed or len(related) > 1:
        part, other = (names[-1] if names else "–" for names in (related, typed))
        refused.file("W139", part=part, other=other)
    return related[0] if related else ""


class _Types(Part):
    """The list that says of which kind every part is."""

    def __init__(self, name: str, refused: Refused):
        super().__init__(name, refused)
        self.parts: dict[str, str] = {}
        self.endings: set[str] = set()
        self.default_books = False

    def began(self, name: str, attributes: Attributes) -> None:
        said = attributes.get("ContentType", "")
        if any(active in said.lower() for active in _ACTIVE_TYPES):
            self.refused.file("W107", part=said)
        if name == _DEFAULT:
            ending = attributes.get("Extension", "").lower()
            if ending in self.endings:
                self.refused.file("W137", part=self.name, found=ending)
            self.endings.add(ending)
            self.default_books |= said in _WORKBOOKS
        elif name == _OVERRIDE:
            part = attributes.get("PartName", "").removeprefix("/")
            if part.lower() in (known.lower() for known in self.parts):
                self.refused.file("W137", part=self.name, found=part)
            self.parts[part] = said
            if not attributes.get("PartName", "").startswith("/"):
                self.refused.file("W136", part=self.name, found=part)
        elif len(self.open) > 1:
            self.refused.file("W138", part=self.name, found=name.rpartition(" ")[2])


class _Relations(Part):
    """The list of what one part refers to."""

    def __init__(self, name: str, parts: Mapping[str, bytes], refused: Refused):
        super().__init__(name, refused)
        folder, _, file = name.rpartition("/")
        self.folder = posixpath.dirname(folder)
        self.owner = posixpath.join(self.folder, file.removesuffix(".rels"))
        self.parts = parts
        self.relations: dict[str, Relation] = {}

    def began(self, name: str, attributes: Attributes) -> None:
        if len(self.open) == 1:
            return
        if name != _RELATION:
            self.refused.file("W138", part=self.name, found=name.rpartition(" ")[2])
            return
        said = attributes.get("Id", "")
        if not said or said in self.relations:
            self.refused.file("W137", part=self.name, found=said)
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        target = attributes.get("Target", "")
        if kind in _RELATIONS:
            self.refused.file("W107", part=f"{self.name}: {target}")
        if "/ooxml/" in attributes.get("Type", "").lower() and "purl.oclc" in attributes["Type"]:
            self.refused.file("W138", part=self.name, found="strict")
        if attributes.get("TargetMode") == "External" or target.startswith("#"):
            self._outward(kind, target)
        else:
            target = self._inward(target)
        self.relations[said] = Relation(said, kind, target)

    def _outward(self, kind: str, target: str) -> None:
        if kind != "hyperlink" or not target.lower().startswith(_LINKS):
            self.refused.file("W136", part=self.name, found=target)

    def _inward(self, target: str) -> str:
        """The part meant; one that is not there, or would lie outside the file, is refused."""
        joined = target[1:] if target.startswith("/") else posixpath.join(self.folder, target)
        plain = posixpath.normpath(joined)
        if plain.startswith(("..", "/")) or "\\" in target or ":" in target:
            self.refused.file("W136", part=self.name, found=target)
        elif plain not in self.parts:
            self.refused.file("W135", part=self.name, found=target)
        return plain
