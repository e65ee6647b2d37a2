"""The one script of a page: ours, whole, named in the policy by its hash, and nothing beside it."""

import base64
import hashlib
import re
from html import unescape

from aanbesteding.report.html import script


def without_script(text: str) -> str:
    """Return a page without its script; fails where there is another one, or none."""
    before, _, rest = text.partition("<script>")
    code, _, after = rest.partition("</script>")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert code == script()
    policy = unescape(text[: text.index(">", text.index("<meta"))])
    assert f"script-src 'sha256-{digest}';" in policy
    assert "<script" not in (before + after).lower()
    return before + after


def outside(text: str) -> list[str]:
    """Return what reaches out of a page, or could run in it, behind the policy at its start."""
    _, _, rest = text.partition('<meta charset="utf-8">')
    ways = r"https?:|//|@import|<script|javascript:| on[a-z]+=| style=|url\((?!#)"
    return re.findall(ways, rest or text)
