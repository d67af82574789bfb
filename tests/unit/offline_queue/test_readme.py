import inspect
import re
from pathlib import Path

import pytest

import offline_queue

README = Path(inspect.getfile(offline_queue)).parent / "README.md"


def test_the_example_in_the_readme_runs_and_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = README.read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    (printed,) = re.findall(r"```text\n(.*?)```", text, flags=re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, str(README), "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out == printed


def test_the_readme_names_everything_public() -> None:
    text = README.read_text(encoding="utf-8")
    missing = [name for name in offline_queue.__all__ if f"`{name}" not in text]
    assert missing == []
