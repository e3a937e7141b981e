"""`sayso read`: from articles to their statements, as text, JSON or a page."""

import math
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.article import Article
    from sayso.cli.progress import Progress
    from sayso.errors import InputError

_BAD_INPUT, _BROKEN_PIPE = 2, 141


def _probability(_ctx: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("nan is not in the range 0<=x<=1.")
    return value


@click.command(no_args_is_help=True)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl", "html")),
    default="text",
    show_default=True,
    help="text to read here; html, one page to open in a browser; json; jsonl, one line per article as it is done.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read N articles side by side.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_probability,
    default=0.0,
    metavar="P",
    help="Leave out statements whose confidence is below P, from 0 to 1.",
)
@click.option("--names", metavar="FILE", help="A CSV list of people (id, name, party, office, from, to) to recognise.")
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    output: str | None,
    workers: int,
    min_confidence: float,
    names: str | None,
) -> None:
    """Show who says what in news articles.

    A SOURCE is an HTML, text or PDF file, a folder of them, a web address (http or https), or - for standard input.

    What cannot be read is named on standard error, the rest goes on, and the exit status is 2.
    """
    from sayso.cli.destination import destination, refuse_to_overwrite
    from sayso.cli.formats import pieces
    from sayso.cli.progress import Progress
    from sayso.errors import InputError

    several = len(sources) > 1 or os.path.isdir(sources[0])  # noqa: PTH112 (a URL is no path)
    named = list(_named(sources))
    progress = Progress(len(named), sys.stderr)
    try:
        refuse_to_overwrite(output, (one for one in named if isinstance(one, str)))
        with destination(output) as write:
            articles = _articles(named, progress, workers, min_confidence, names)
            for piece in pieces(form, articles, several=several, to_file=output not in (None, "-")):
                progress.clear()
                write(piece)
    except InputError as error:
        progress.tell(error)
        ctx.exit(_BAD_INPUT)
    except BrokenPipeError:
        ctx.exit(_BROKEN_PIPE)
    progress.summary()
    ctx.exit(_BAD_INPUT if progress.failed else 0)


def _named(sources: Iterable[str]) -> "Iterator[str | InputError]":
    """Yield the sources with folders expanded; a folder that cannot be is its error."""
    from sayso.errors import InputError
    from sayso.intake.sources import expand

    for source in sources:
        try:
            yield from expand([source])
        except InputError as error:
            yield error


def _articles(
    named: "Sequence[str | InputError]", progress: "Progress", workers: int, min_confidence: float, names: str | None
) -> "Iterator[Article]":
    """Yield what can be read, in the order given; tell of the rest."""
    from sayso.errors import InputError
    from sayso.reader import Reader

    for one in named:
        if isinstance(one, InputError):
            progress.fail(one)
    readable = [one for one in named if isinstance(one, str)]
    if not readable:
        return
    for read_one in Reader(min_confidence, names).read_many(readable, workers=min(workers, len(readable))):
        if isinstance(read_one, InputError):
            progress.fail(read_one)
        else:
            progress.succeeded(len(read_one.text.split()))
            yield read_one
