"""Whose file is it: this machine, this run, and whether a process is still there."""

import hashlib
import os
import platform
import secrets
import sys

RUN = secrets.token_hex(4)


def machine() -> str:
    """Return the name of this machine, or "?" when it has none."""
    return platform.node() or "?"


def machine_code() -> str:
    """Return eight signs that tell this machine from another, fit for a file name."""
    return hashlib.sha256(machine().encode()).hexdigest()[:8]


def is_gone(pid: int, run: str) -> bool:
    """Whether the process of this machine that went by that number and run has ended.

    A number is given out again; `run` tells an earlier process of our own number from this one.
    """
    if pid == os.getpid():
        return run != RUN
    return not _is_alive(pid)


if sys.platform == "win32":

    def _is_alive(pid: int) -> bool:
        """Whether Windows still has the process; os.kill would send it a signal there."""
        import ctypes

        still_running, may_ask = 259, 0x1000
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(may_ask, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == still_running

else:

    def _is_alive(pid: int) -> bool:
        """Whether the system still has the process, of whomever it is."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True
