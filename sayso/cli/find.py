"""`sayso find`: statements of a project by their words, and by who makes them, where and when."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.project.search import Found


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("words", required=False, metavar="[WORDS]")
@click.option("--speaker", metavar="WORDS", help="Only of speakers with these words in their name.")
@click.option("--person", type=int, metavar="NUMBER", help="Only of this person, as `sayso people` numbers them.")
@click.option("--role", metavar="WORDS", help="Only of speakers with these words in their role.")
@click.option("--outlet", metavar="NAME", help="Only in this outlet.")
@click.option("--kind", type=click.Choice(("direct", "mixed", "indirect")), help="Only of this kind.")
@click.option("--after", metavar="DATE", help="Only published on this year, month or day or later (2016-08).")
@click.option("--before", metavar="DATE", help="Only published on this year, month or day or earlier.")
@click.option("--undated", is_flag=True, help="Only where the month of publication is not known.")
@click.option(
    "--target", metavar="WORDS", help="Only where somebody is for or against one with these words in the name."
)
@click.option(
    "--holder", metavar="WORDS", help="Only where one with these words in the name is for or against somebody."
)
@click.option("--sign", type=click.Choice(("+", "-")), help="Only where that one is for (+) or against (-).")
@click.option("--unnamed", is_flag=True, help="Only without a named speaker.")
@click.option(
    "--headline",
    type=click.Choice(("claim", "attributed", "misattributed")),
    help="Only what a headline is made of that has this check: claim, it states it as fact.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N statements.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "jsonl", "csv")), default="text", show_default=True
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def find(ctx: click.Context, /, project: str, form: str, output: str | None, **query: str | bool | int | None) -> None:
    """Find the statements of PROJECT that hold all of WORDS.

    In quotation marks words stand together ('"entirely safe" bridge'); a star stands for any end (bridg*). Without
    words, all statements that the options leave are shown. A name after = is meant whole (--speaker "=Ada Reed").
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.project.project import open_project

    with told(ctx), open_project(project, read_only=True) as opened, destination(output) as write:
        for piece in _pieces(form, opened.find(**query), to_file=output not in (None, "-")):  # type: ignore[arg-type]
            write(piece)


def _pieces(form: str, found: "Iterable[Found]", *, to_file: bool) -> Iterator[str]:
    from sayso.output.json import dumps
    from sayso.output.project import found_columns, found_object, found_text
    from sayso.output.terminal import paper
    from sayso.project.export.csv import csv_line

    if form == "text":
        width, colour = paper(to_file=to_file)
        yield from (found_text(one, width=width, colour=colour) for one in found)
    elif form == "jsonl":
        yield from (dumps(found_object(one)) + "\n" for one in found)
    elif form == "csv":
        yield csv_line(found_columns())
        yield from (csv_line(getattr(one, name) for name in found_columns()) for one in found)
    else:
        begin = "["
        for one in found:
            yield begin + "\n" + dumps(found_object(one), indent=True)
            begin = ","
        yield "[]\n" if begin == "[" else "\n]\n"
