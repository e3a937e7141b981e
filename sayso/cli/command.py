"""What commands have in common: they end in one sentence when something is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

BAD_INPUT, _BROKEN_PIPE = 2, 141


@contextmanager
def told(ctx: click.Context) -> Iterator[None]:
    """Say in one line what cannot be used, and exit with status 2; end quietly when nobody reads the output."""
    from sayso.cli.progress import Progress
    from sayso.errors import InputError

    try:
        yield
    except InputError as error:
        Progress(1, sys.stderr).tell(error)
        ctx.exit(BAD_INPUT)
    except BrokenPipeError:
        ctx.exit(_BROKEN_PIPE)
