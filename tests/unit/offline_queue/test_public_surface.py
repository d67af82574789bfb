import ast
import inspect
import re
import sys
from pathlib import Path

import offline_queue

PACKAGE = Path(inspect.getfile(offline_queue)).parent

PUBLIC = set(
    re.findall(
        r"\w+",
        """
        SCHEMA_VERSION WAIT_MAX_MS Budget Delivered Drained Effect Entry IdReused Later OutboxError
        Outcome OutsideTransaction Rejected SchemaTooNew State Stats Stopped UnknownEntry claim
        claim_one delay_ms drain enqueue entries first get hasten install park postpone purge requeue
        settle stats
        """,
    )
)


def test_the_public_names_are_these_and_no_others() -> None:
    assert sorted(offline_queue.__all__) == sorted(PUBLIC)
    visible = {
        name
        for name, value in vars(offline_queue).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert visible == PUBLIC


def test_every_verb_takes_the_callers_connection_first_and_names_the_rest() -> None:
    verbs = [getattr(offline_queue, name) for name in PUBLIC]
    verbs = [verb for verb in verbs if inspect.isfunction(verb)]
    for verb in verbs:
        first, *rest = inspect.signature(verb).parameters.values()
        if verb in (offline_queue.delay_ms, offline_queue.drain):
            continue
        assert first.name == "connection"
        if verb is not offline_queue.get:
            assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in rest), verb


def test_everything_public_is_explained() -> None:
    for name in PUBLIC:
        value = getattr(offline_queue, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert value.__doc__, name


def test_it_needs_the_standard_library_and_nothing_else() -> None:
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                assert top == "offline_queue" or top in sys.stdlib_module_names, (file, name)


def test_it_reads_no_clock_draws_no_number_and_never_commits() -> None:
    for file in PACKAGE.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert not imported & {"time", "datetime", "random", "secrets", "uuid"}, file
        called = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & {"commit", "rollback", "executescript", "close"}, file


def test_it_tells_type_checkers_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
