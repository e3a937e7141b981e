"""`sayso trace`: one utterance wherever it appears in a project, and what each outlet made of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.project.stories.trace import Trace


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("quote", required=False, metavar="[QUOTE]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N utterances.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "jsonl", "csv")), default="text", show_default=True
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def trace(
    ctx: click.Context, project: str, quote: str | None, limit: int | None, form: str, output: str | None
) -> None:
    """Show where the words of QUOTE appear in PROJECT: first use, every outlet, what each cut, altered or unquoted.

    Without QUOTE, list all utterances that several articles report.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination, refuse_to_overwrite
    from sayso.project.project import open_project

    with told(ctx):
        refuse_to_overwrite(output, [project])
        with open_project(project, read_only=True) as opened:
            found = opened.trace(quote)[:limit]
        with destination(output) as write:
            for piece in _pieces(form, found, one=quote is not None, to_file=output not in (None, "-")):
                write(piece)


def _pieces(form: str, found: "list[Trace]", *, one: bool, to_file: bool) -> Iterator[str]:
    from sayso.output.json import dumps
    from sayso.output.trace import PLACE_COLUMNS, TRACE_COLUMNS, place_rows, trace_object, trace_row
    from sayso.project.export.csv import csv_line

    if form == "json":
        yield dumps([trace_object(trace) for trace in found], indent=True) + "\n"
    elif form == "jsonl":
        yield from (dumps(trace_object(trace)) + "\n" for trace in found)
    elif form == "csv" and one:
        yield csv_line(PLACE_COLUMNS)
        for number, trace in enumerate(found, start=1):
            yield from map(csv_line, place_rows(number, trace))
    elif form == "csv":
        yield csv_line(TRACE_COLUMNS)
        yield from (csv_line(trace_row(trace)) for trace in found)
    else:
        yield from _text(found, one=one, to_file=to_file)


def _text(found: "list[Trace]", *, one: bool, to_file: bool) -> Iterator[str]:
    from sayso.output.terminal import paper
    from sayso.output.trace import KEY, table_text, trace_text

    width, colour = paper(to_file=to_file)
    if one and found:
        yield KEY + "\n\n"
        yield from (trace_text(trace, width=width, colour=colour) for trace in found)
    elif found:
        yield table_text(found, width=width)
