"""When something was done, and who did it."""

import getpass
from datetime import UTC, datetime


def now() -> str:
    """Return the time as it is written in a project: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def this_user() -> str:
    """Return the name under which the user is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
