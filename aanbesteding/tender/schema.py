"""The tender file as JSON Schema, for editors and other tools."""

import json

from aanbesteding.tender.tender import Tender


def schema() -> str:
    """Return the JSON Schema of a tender as text, sorted and indented."""
    found = Tender.model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
