"""The files of an exchange: two release packages, and the declaration of our extension."""

import base64
import hashlib
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from aanbesteding.dossier.editions.internal import INTERNAL, internal_edition
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.exchange.asked import Shown
from aanbesteding.exchange.extension import DECLARED, SCHEMA, declaration, schema_file
from aanbesteding.exchange.numbers import exchange_json
from aanbesteding.exchange.release import Terms, plain_release, profile_release

PLAIN, PROFILE = "release.json", "release-eforms.json"
_ON_GITHUB = "https://raw.githubusercontent.com/open-contracting-extensions"
LOTS_AND_BIDS = (
    f"{_ON_GITHUB}/ocds_lots_extension/v1.1.5/extension.json",
    f"{_ON_GITHUB}/ocds_bid_extension/v1.1.5/extension.json",
)
_COMMIT = "0f68e971f97c11d84d31bad29143ea26b89b857e"
EFORMS = (f"{_ON_GITHUB}/eforms/{_COMMIT}/schema/profile/extension.json",)


def edition_of(record: Shown, record_hash: str, edition: str) -> dict[str, Any]:
    """Return what the reader may see of a record: everything, or what is on the public list.

    Raises KeyError for a record that lacks what would then silently be left out.
    """
    if edition != INTERNAL:
        return public_edition(record, record_hash)
    for name in ("scores", "marks", "events", "findings", "reasons"):
        record[name]
    return internal_edition(record, record_hash)


def exchange_files(shown: Shown, terms: Terms) -> dict[str, bytes]:
    """Return the files by name; the same edition and terms give the same bytes."""
    schema = schema_file()
    publisher = shown["tender"]["authority"]
    declared = declaration(publisher, _address(SCHEMA, schema, terms))
    own = _address(DECLARED, declared, terms)
    plain, profile = plain_release(shown, terms), profile_release(shown, terms)
    return {
        PLAIN: exchange_json(_package(PLAIN, plain, (*LOTS_AND_BIDS, own), terms)),
        PROFILE: exchange_json(_package(PROFILE, profile, (*EFORMS, own), terms)),
        DECLARED: declared,
        SCHEMA: schema,
    }


def _package(
    name: str, release: Mapping[str, Any], extensions: tuple[str, ...], terms: Terms
) -> dict[str, Any]:
    unique = uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {release['id']}")
    return {
        "uri": urljoin(terms.base, name) if terms.base else f"urn:uuid:{unique}",
        "version": "1.1",
        "extensions": list(extensions),
        "publishedDate": release["date"],
        "publisher": {"name": release["buyer"]["name"]},
        "releases": [release],
    }


def _address(name: str, content: bytes, terms: Terms) -> str:
    """Where a file stands; without an address it is named by its hash (RFC 6920)."""
    if terms.base:
        return urljoin(terms.base, name)
    hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"ni:///sha-256;{hashed.decode('ascii')}"
