"""The key of a sealed round on disk: the public half in its folder, two shares elsewhere.

Each file holds a check over itself, so that a damaged one is known before it is used.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.gate.file import content_of, is_there
from aanbesteding.round import vault

FILE = "seal.json"
_KEY, _SHARE = "aanbesteding seal key 1", "aanbesteding seal share 1"
_SHOWN = 16


@dataclass(frozen=True)
class Share:
    """Half of a private key: whose it is, of which public key, and the secret itself."""

    holder: str
    public: str
    secret: bytes = field(repr=False)


def shown(public: str) -> str:
    """Return the first signs of a public key, enough for people to compare."""
    return public[:_SHOWN]


def key_bytes(public: bytes, holders: Sequence[str]) -> bytes:
    """Return the file of a public key."""
    return _kept({"kind": _KEY, "public": public.hex(), "holders": list(holders)})


def share_bytes(share: Share) -> bytes:
    """Return the file of a share."""
    said = {"kind": _SHARE, "public": share.public, "holder": share.holder}
    return _kept({**said, "secret": share.secret.hex()})


def read_key(folder: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return the public key of a round in hexadecimal, or "" and why there is none."""
    path = folder / FILE
    if not is_there(path):
        return "", (Finding("R323", Weight.REPAIRABLE, None, {"folder": str(folder)}),)
    said = _said(path, _KEY)
    if said is None or not _is_hex(said.get("public")):
        return "", (_about("R324", FILE),)
    return str(said["public"]), ()


def private_key(paths: Sequence[Path], public: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the private key that two share files make, or b"" and what is wrong with them."""
    if len(paths) != 2:
        return b"", (Finding("R332", Weight.REPAIRABLE, None, {"count": len(paths)}),)
    shares = [read_share(path) for path in paths]
    wrong = tuple(_wrong(paths, shares, public))
    if wrong or shares[0] is None or shares[1] is None:
        return b"", wrong
    if shares[0].secret == shares[1].secret:
        return b"", (Finding("R332", Weight.REPAIRABLE, None, {"count": 1}),)
    private = vault.joined(shares[0].secret, shares[1].secret)
    if vault.public_of(private).hex() != public:
        return b"", tuple(_about("R331", str(path)) for path in paths)
    return private, ()


def read_share(path: Path) -> Share | None:
    """Return the share in a file; None when it is not there, no share, or damaged."""
    said = _said(path, _SHARE)
    if said is None or not _is_hex(said.get("public")) or not _is_hex(said.get("secret")):
        return None
    return Share(str(said.get("holder")), said["public"], bytes.fromhex(said["secret"]))


def _wrong(paths: Sequence[Path], shares: Sequence[Share | None], public: str) -> Iterator[Finding]:
    for path, share in zip(paths, shares, strict=True):
        if share is None:
            yield _about("R330", str(path))
        elif share.public != public:
            yield _about("R331", str(path))


def _kept(said: Mapping[str, Any]) -> bytes:
    return canonical({**said, "check": fingerprint(canonical(said))}) + b"\n"


def _said(path: Path, kind: str) -> dict[str, Any] | None:
    """What a key file says when it is one of that kind and whole."""
    content, refused = content_of(path, path.name)
    if refused:
        return None
    try:
        said = read_json(content)
        check = said.pop("check")
        whole = said["kind"] == kind and fingerprint(canonical(said)) == check
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return said if whole else None


def _is_hex(text: object) -> bool:
    try:
        return isinstance(text, str) and len(bytes.fromhex(text)) == vault.SIZE
    except ValueError:
        return False


def _about(code: str, file: str) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(file), {"file": file})
