"""A library that only one format needs: imported when it is used, its absence told in one sentence."""

from importlib import import_module
from typing import Any

from sayso.errors import InputError


def library(name: str, form: str, extra: str) -> Any:  # noqa: ANN401 (whatever library it is)
    """Import a library for a format. Raises `InputError` where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != name.partition(".")[0]:
            raise
        raise InputError(form, "what writes it is not installed", f"run: pip install 'sayso[{extra}]'") from None
