import json

from aanbesteding.tender.schema import schema
from aanbesteding.tender.tender import Tender


def test_schema_is_json_with_sorted_keys() -> None:
    found = json.loads(schema())
    assert json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n" == schema()


def test_schema_describes_every_field_or_the_part_it_holds() -> None:
    found = json.loads(schema())
    parts = [found, *found["$defs"].values()]
    bare = [
        f"{part['title']}.{name}"
        for part in parts
        for name, field in part.get("properties", {}).items()
        if "description" not in field and "$ref" not in field
    ]
    assert bare == []
    assert set(found["properties"]) == set(Tender.model_fields)
