"""The package: the public edition, and a proof that it was copied from the record of the award."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.dossier.editions.allowed import Record
from aanbesteding.dossier.editions.hash_tree import Salts, Wanted, tree_of
from aanbesteding.dossier.editions.opening import committed, wanted_at, wanted_in_public
from aanbesteding.dossier.editions.public import public_edition

PACKAGE, OPENED = "aanbesteding-package/1", "aanbesteding-opened/1"


def package_of(record: Record, record_hash: str, secret: bytes) -> dict[str, Any]:
    """Return the package of an award: its public edition, and the tree that proves it."""
    edition, made = _tree(record, record_hash, secret, wanted_in_public(record))
    return {"format": PACKAGE, "edition": edition, **made}


def opened_of(
    record: Record, record_hash: str, secret: bytes, pointers: Sequence[str]
) -> dict[str, Any]:
    """Return a few places of the record with their proof, under the root of its package.

    Raises NoPlaceError for a pointer that leads nowhere.
    """
    _, made = _tree(record, record_hash, secret, wanted_at(record, pointers))
    return {"format": OPENED, "pointers": sorted(set(pointers)), **made}


def _tree(
    record: Record, record_hash: str, secret: bytes, wanted: Wanted
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    edition: Mapping[str, Any] = read_json(canonical(public_edition(record, record_hash)))
    hashed = committed(record, record_hash, fingerprint(canonical(edition)))
    made = tree_of(hashed, wanted, Salts(secret, record_hash))
    return edition, {"root": made.hash, "tree": made.shown}
