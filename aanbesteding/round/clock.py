"""The one place that looks at the clock."""

from datetime import UTC, datetime


def present() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)
