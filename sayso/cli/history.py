"""`sayso history`: every change to a project, who made it and when."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("article", type=int, required=False, metavar="[ARTICLE]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N changes.")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@click.pass_context
def history(ctx: click.Context, project: str, article: int | None, limit: int | None, form: str) -> None:
    """Show the changes to PROJECT, or to one ARTICLE (its number), the newest first.

    jsonl has for each change what was there before it and after it.
    """
    from dataclasses import asdict
    from itertools import islice

    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.output.history import change_text
    from sayso.output.json import dumps
    from sayso.project.project import open_project

    with told(ctx), open_project(project, read_only=True) as opened, destination(None) as write:
        for change in islice(opened.history(article), limit):
            if form == "text":
                write(change_text(change, opened.number_of(change)))
            else:
                write(dumps(asdict(change) | {"subject": change.subject._asdict()}) + "\n")
