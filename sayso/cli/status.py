"""`sayso status`: what is in a project."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def status(ctx: click.Context, project: str, form: str) -> None:
    """Count what is in PROJECT, and say which sources could not be read and why."""
    from dataclasses import asdict

    from sayso.cli.command import told
    from sayso.cli.destination import destination
    from sayso.output.json import dumps
    from sayso.output.project import status_text
    from sayso.project.project import open_project

    with told(ctx):
        with open_project(project, read_only=True) as opened:
            found = opened.status()
        with destination(None) as write:
            write(status_text(found) if form == "text" else dumps(asdict(found), indent=True) + "\n")
