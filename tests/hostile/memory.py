"""The most memory this process ever had, in MB: its own, not what its parent had before it."""

from pathlib import Path

STATUS = Path("/proc/self/status")


def highest() -> float:
    """Return the highest resident size since this program was started.

    The system's own count of a child begins at what its parent held when it was made.
    """
    line = next(one for one in STATUS.read_text("ascii").splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
