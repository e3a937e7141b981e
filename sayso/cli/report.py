"""`sayso report`: who is quoted how much, by whom, when and how, as one page."""

import click


@click.command(no_args_is_help=True)
@click.argument("project", metavar="PROJECT")
@click.option("--outlet", metavar="NAME", help="Only of this outlet.")
@click.option("--after", metavar="DATE", help="Only published on this year, month or day or later (2016-08).")
@click.option("--before", metavar="DATE", help="Only published on this year, month or day or earlier.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears when it is whole.")
@click.pass_context
def report(ctx: click.Context, /, project: str, output: str | None, **scope: str | None) -> None:
    """Write a page that counts the statements of PROJECT: by speaker, outlet, month and kind.

    Each number leads to its statements. The page is complete in itself, needs no network and no script, and has at
    most 10 MB; above each list stands the `sayso find` command for all of it.
    """
    from sayso.cli.command import told
    from sayso.cli.destination import destination, refuse_to_overwrite
    from sayso.output.report_page import report_page
    from sayso.project.project import open_project

    with told(ctx):
        refuse_to_overwrite(output, [project])
        with open_project(project, read_only=True) as opened, destination(output) as write:
            write(report_page(opened.report(**scope)))
