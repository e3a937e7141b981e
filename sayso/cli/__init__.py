"""The `sayso` command. Each subcommand is a module of its own, imported when it is called."""

import sys
from importlib import import_module
from typing import NoReturn

import click

from sayso import __version__

_COMMANDS = {
    "read": "sayso.cli.read",
    "add": "sayso.cli.add",
    "status": "sayso.cli.status",
    "find": "sayso.cli.find",
    "people": "sayso.cli.people",
    "trace": "sayso.cli.trace",
    "report": "sayso.cli.report",
    "export": "sayso.cli.export",
    "decide": "sayso.cli.decide",
    "code": "sayso.cli.code",
    "undo": "sayso.cli.undo",
    "redo": "sayso.cli.redo",
    "history": "sayso.cli.history",
    "read-again": "sayso.cli.read_again",
    "remove": "sayso.cli.remove",
    "review": "sayso.cli.review",
}

_INTERRUPTED = 130


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Commands)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Say, for every sentence of a news article, on whose say-so it stands."""


def main() -> NoReturn:
    """Run the command line and exit: 0 when all was read, 2 when something given cannot be used, 130 on Ctrl-C."""
    try:
        status = cli.main(prog_name="sayso", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = _INTERRUPTED
    sys.exit(status)
