"""`sayso review`: check and correct a project in the browser."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option("--who", metavar="NAME", help="Your name in the log of changes.  [default: as you are logged in]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on.  [default: a free one]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on: this machine's own.")
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only show the link.")
@click.pass_context
def review(ctx: click.Context, project: str, who: str | None, port: int, host: str, browser: bool) -> None:
    """Check and correct what was found in PROJECT, in the browser.

    The pages are for this machine only. The link that is shown lets one browser in, once. Ctrl-C ends; everything that
    was decided is in the project by then.
    """
    from sayso.cli.command import told
    from sayso.errors import InputError

    with told(ctx):
        try:
            from sayso.review.serving import serve
        except ImportError as error:
            missing = f"`sayso review` needs {error.name or 'more'}, which is not installed"
            raise InputError(project, missing, "run pip install 'sayso[review]'") from None
        serve(project, who, host, port, browser=browser, show=lambda link: click.echo(link, err=True))
