"""The code stays small, typed and documented, its parts know each other in one direction, and importing it is cheap."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

PACKAGE = Path(sayso.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)

LAYERS = {
    "sayso": 0,
    "sayso.article": 0,
    "sayso.errors": 0,
    # These three know only text, so the other parts may use them.
    "sayso.statements.quotation": 1,
    "sayso.statements.wordpiece": 1,
    "sayso.statements.stream": 1,
    "sayso.intake": 2,
    "sayso.statements": 3,
    "sayso.speakers": 4,
    "sayso.figures": 5,
    "sayso.relations": 6,
    "sayso.reader": 7,
    "sayso.workers": 7,
    "sayso.spacy_component": 8,
    # An article as JSON knows only the article; a project keeps some of that.
    "sayso.output.json": 1,
    "sayso.project": 8,
    "sayso.output": 9,
    "sayso.review": 10,
    "sayso.cli": 11,
    "sayso.__main__": 12,
}
"""From what is known by all to what knows all. A module may import from its own layer and those below it."""


def name_of(path):
    return str(path.relative_to(PACKAGE.parent))


def functions():
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, FUNCTION):
                yield f"{name_of(path)}:{node.lineno} {node.name}", node, node.end_lineno - node.lineno + 1


def is_public(name):
    return not name.startswith("_")


def public_definitions(body, where):
    """Yield the public functions, classes and methods of a module or class body; not what is inside a function."""
    for node in body:
        if isinstance(node, (*FUNCTION, ast.ClassDef)) and is_public(node.name):
            yield f"{where} {node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body, f"{where} {node.name}")


def test_no_file_is_longer_than_500_lines_and_half_have_at_most_120():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: n for name, n in lengths.items() if n > 500} == {}
    assert statistics.median(lengths.values()) <= 120


def test_no_function_is_longer_than_80_lines_and_nine_in_ten_have_at_most_30():
    lengths = {name: n for name, _, n in functions()}
    assert {name: n for name, n in lengths.items() if n > 80} == {}
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 30


def test_every_function_is_annotated():
    bare = []
    for name, node, _ in functions():
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
        missing = [a.arg for a in every if a is not None and a.annotation is None and a.arg not in ("self", "cls")]
        if missing or node.returns is None:
            bare.append(name)
    assert bare == []


def test_every_public_name_and_every_module_has_a_docstring():
    silent = []
    for path, tree in TREES.items():
        is_empty_init = path.name == "__init__.py" and not tree.body
        if not is_empty_init and ast.get_docstring(tree) is None:
            silent.append(name_of(path))
        for name, node in public_definitions(tree.body, name_of(path)):
            if ast.get_docstring(node) is None:
                silent.append(name)
    assert silent == []


def module_of(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(module):
    while module not in LAYERS:
        module, dot, _ = module.rpartition(".")
        assert dot, "a new part of the package needs a place in LAYERS"
    return LAYERS[module]


def imports(path):
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in {module_of(one) for one in FILES} else node.module


@pytest.mark.parametrize("path", [p for p in FILES if module_of(p) != "sayso"], ids=name_of)
def test_a_module_knows_only_its_own_layer_and_those_below(path):
    module = module_of(path)
    if module not in LAYERS:
        assert layer(module) > 0, "only the article and its errors are known by all"
    above = [name for name in imports(path) if name.split(".")[0] == "sayso" and layer(name) > layer(module)]
    assert above == []


@pytest.mark.parametrize(
    "module", ["sayso", "sayso.cli", "sayso.cli.read", "sayso.cli.add", "sayso.cli.review", "sayso.project.project"]
)
def test_importing_loads_no_heavy_library(module):
    heavy = (
        "numpy",
        "onnxruntime",
        "lxml",
        "trafilatura",
        "urllib3",
        "spacy",
        "asyncio",
        "multiprocessing",
        "starlette",
    )
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_loads_no_heavy_library():
    code = (
        "import sys, contextlib, sayso.cli\n"
        "sys.argv = ['sayso', 'read', '--help']\n"
        "with contextlib.suppress(SystemExit): sayso.cli.main()\n"
        "assert not {'numpy', 'onnxruntime', 'lxml', 'trafilatura'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: sayso read" in done.stdout
