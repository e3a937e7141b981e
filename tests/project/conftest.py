import pytest

import sayso

from .fake import RALLY, FakeReader


@pytest.fixture
def reader():
    return FakeReader()


@pytest.fixture
def project(tmp_path, reader):
    """A project with one article of three statements."""
    (tmp_path / "rally.txt").write_text(RALLY, encoding="utf-8")
    with sayso.open_project(tmp_path / "week.sayso") as opened:
        opened.add([tmp_path / "rally.txt"], reader=reader, who="anna")
        yield opened


@pytest.fixture
def path(tmp_path):
    return tmp_path / "week.sayso"
