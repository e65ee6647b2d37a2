"""A plugin of pytest: has one module of the package loaded from another text, a planted fault.

``PLANTED_AT`` names the file of the module, ``PLANTED`` the file that holds the other text.
"""

import os
import resource
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

MOST_MEMORY = 4 * 2**30
AT, TEXT = os.environ["PLANTED_AT"], Path(os.environ["PLANTED"]).read_text("utf-8")
_as_it_is = SourceFileLoader.get_code


def _planted(self: SourceFileLoader, fullname: str) -> CodeType | None:
    if os.path.realpath(self.path) == AT:
        code: CodeType = compile(TEXT, AT, "exec", dont_inherit=True)
        return code
    return _as_it_is(self, fullname)


SourceFileLoader.get_code = _planted  # type: ignore[method-assign,assignment]
resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
