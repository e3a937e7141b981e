"""`sayso add`: articles into a project."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.cli.progress import Progress
    from sayso.project.adding import Outcome

_BAD_INPUT, _INTERRUPTED = 2, 130


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read N articles side by side.",
)
@click.option("--text", metavar="COLUMN", help="The column of a table that holds the articles' text.")
@click.option("--headline", metavar="COLUMN", help="The column with the headlines.")
@click.option("--outlet", metavar="COLUMN", help="The column with the outlets.")
@click.option("--date", metavar="COLUMN", help="The column with the dates of publication.")
@click.option("--url", metavar="COLUMN", help="The column with the addresses.")
@click.option("--byline", metavar="COLUMN", help="The column with the authors.")
@click.option("--id", "id_", metavar="COLUMN", help="The column with your own ids of the articles.")
@click.option("--names", metavar="FILE", help="A CSV list of people (id, name, party, office, from, to) to recognise.")
@click.pass_context
def add(
    ctx: click.Context,
    /,
    project: str,
    sources: tuple[str, ...],
    workers: int,
    names: str | None,
    id_: str | None,
    **columns: str | None,
) -> None:
    """Read articles into PROJECT, one file, which is made if there is none.

    A SOURCE is an HTML, text or PDF file, a folder of them, a web address (http or https) of an article or a feed, a
    feed that was saved (.xml, .rss, .atom, .json), - for standard input, a web archive (.warc, .warc.gz), or a table of
    articles: .csv, .tsv or .jsonl, also with .gz, or .parquet. Columns called text, title or headline, outlet or
    source, date or published, url, author or byline, and id are found by their name.

    Texts that the project has are not read again. Stop it whenever you like: the same command goes on where it was.
    What cannot be read is named, kept in `sayso status`, and tried again the next time; the exit status is then 2.
    """
    from sayso.cli.progress import Progress
    from sayso.errors import InputError
    from sayso.project.adding import summed
    from sayso.project.items import count
    from sayso.project.project import open_project
    from sayso.project.tables import Columns
    from sayso.reader import Reader

    progress = Progress(0, sys.stderr)
    try:
        reader = Reader(names=names)
        with open_project(project) as opened:
            total = count(sources)
            progress = Progress(total, sys.stderr)
            side_by_side = workers if total is None else min(workers, max(total, 1))
            adding = opened.adding(sources, workers=side_by_side, columns=Columns(id=id_, **columns), reader=reader)
            done = summed(follow(adding, progress))
    except InputError as error:
        progress.tell(error)
        ctx.exit(_BAD_INPUT)
    except KeyboardInterrupt:
        progress.clear()
        click.echo("Stopped; what was read is in the project, and the same command goes on from there.", err=True)
        ctx.exit(_INTERRUPTED)
    progress.summary()
    click.echo(
        f"{done.added:,} added, {done.appeared:,} more appearances, {done.known:,} known, {len(done.failed):,} failed."
    )
    ctx.exit(_BAD_INPUT if done.failed else 0)


def follow(adding: "Iterable[Outcome]", progress: "Progress") -> "Iterator[Outcome]":
    """Yield the outcomes, each after it was told of."""
    for outcome in adding:
        if outcome.error is not None:
            progress.fail(outcome.error)
        elif outcome.what in ("added", "read again"):
            progress.succeeded(outcome.words)
        else:
            progress.passed()
        yield outcome
