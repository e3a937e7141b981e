"""`sayso redo`: do again what was undone."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option("--only", metavar="NAME", help="What was undone of this person, not of everybody.")
@click.pass_context
def redo(ctx: click.Context, project: str, only: str | None) -> None:
    """Do again what was undone last in PROJECT, if nothing was changed since."""
    from sayso.cli.command import told
    from sayso.output.history import change_text
    from sayso.project.project import open_project

    with told(ctx), open_project(project, create=False) as opened:
        change = opened.redo(only=only)
        click.echo(f"Done again: {change_text(change, opened.number_of(change))}", nl=False)
