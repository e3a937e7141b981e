"""`sayso undo`: take back the last change to a project."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option("--only", metavar="NAME", help="The last change of this person, not of everybody.")
@click.pass_context
def undo(ctx: click.Context, project: str, only: str | None) -> None:
    """Take back the last change to PROJECT that stands: a decision, an article added or removed.

    Do it again to take back the one before. `sayso redo` does it again; `sayso history` shows all changes.
    """
    from sayso.cli.command import told
    from sayso.output.history import change_text
    from sayso.project.project import open_project

    with told(ctx), open_project(project, create=False) as opened:
        change = opened.undo(only=only)
        click.echo(f"Undone: {change_text(change, opened.number_of(change))}", nl=False)
