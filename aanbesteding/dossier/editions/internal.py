"""The internal edition: everything, for the authority's own eyes."""

from copy import deepcopy
from typing import Any

from aanbesteding.dossier.editions.allowed import Record

INTERNAL = "internal"


def internal_edition(record: Record, record_hash: str) -> dict[str, Any]:
    """Return the whole record, marked as the internal edition of itself."""
    return {**deepcopy(dict(record)), "edition": INTERNAL, "record_sha256": record_hash}
