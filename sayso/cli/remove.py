"""`sayso remove`: articles out of a project."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.argument("articles", type=int, nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_context
def remove(ctx: click.Context, project: str, articles: tuple[int, ...]) -> None:
    """Remove each ARTICLE (its number) from PROJECT, with its statements and the decisions on them.

    `sayso undo` brings the last one back, then the one before.
    """
    from sayso.cli.command import told
    from sayso.project.project import open_project

    with told(ctx), open_project(project, create=False) as opened:
        for number in articles:
            article = opened.article(number)
            opened.remove(number)
            click.echo(f"Removed article {number}: {_one_line(article.headline or article.id)}")


def _one_line(text: str) -> str:
    from sayso.output.visible import visible

    return " ".join(visible(text).split())
