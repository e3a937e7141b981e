"""`sayso read-again`: the articles of a project, read by the model that this Sayso has."""

import sys

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read N articles side by side.",
)
@click.option("--names", metavar="FILE", help="A CSV list of people (id, name, party, office, from, to) to recognise.")
@click.pass_context
def read_again(ctx: click.Context, project: str, workers: int, names: str | None) -> None:
    """Read again each article of PROJECT that another model has read than the one that comes with this Sayso.

    What people have decided stays. A decision on a statement that is not found any more is kept, and counted in `sayso
    status`. Stop it whenever you like: the same command goes on where it was.
    """
    from sayso.cli.add import follow
    from sayso.cli.command import BAD_INPUT, told
    from sayso.cli.progress import Progress
    from sayso.project.adding import summed
    from sayso.project.project import open_project
    from sayso.reader import Reader

    with told(ctx), open_project(project, create=False) as opened:
        reader = Reader(names=names)
        total = opened.older(reader=reader)
        progress = Progress(total, sys.stderr)
        reading = opened.reading_again(workers=min(workers, max(total, 1)), reader=reader)
        try:
            done = summed(follow(reading, progress))
        except KeyboardInterrupt:
            progress.clear()
            click.echo("Stopped; the same command goes on from there.", err=True)
            raise
        progress.summary()
        click.echo(f"{done.read_again:,} read again, {len(done.failed):,} failed.")
        ctx.exit(BAD_INPUT if done.failed else 0)
