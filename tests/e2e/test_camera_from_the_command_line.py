"""The camera from a script, on films: no enrolment, no platform."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import films

TOKEN = "1" + "0123456789" * 28 + "77"


def run(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "terminal_app", "--data-dir", str(folder), *words, "--json"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, json.loads(done.stdout or done.stderr)


def test_a_code_is_read_with_its_kind_and_the_time_it_took(tmp_path: Path) -> None:
    path = films.film(tmp_path, films.motion_blur(TOKEN))
    status, told = run(tmp_path, "camera", "read", "--device", path)
    assert (status, told["kind"], told["text"]) == (0, "coupon", TOKEN)
    assert told["frames"] >= 1
    assert told["ms"] >= 1


def test_the_program_ends_in_order_while_the_film_still_runs(tmp_path: Path) -> None:
    path = films.film(tmp_path, films.motion_blur(TOKEN))
    ends = [run(tmp_path, "camera", "read", "--device", path)[0] for _ in range(4)]
    assert ends == [0] * 4


@pytest.mark.parametrize(
    ("scene", "status", "code"),
    [
        (films.still("281234567890123456", "payment"), 1, "code_payment"),
        (films.two_coupons(TOKEN, TOKEN[::-1]), 1, "codes_two"),
        (films.blank(frames=45), 3, "camera_without_code"),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_what_was_in_view_instead_is_the_answer_when_the_time_is_up(
    tmp_path: Path, scene: films.Scene, status: int, code: str
) -> None:
    path = films.film(tmp_path, scene)
    found = run(tmp_path, "camera", "read", "--device", path, "--timeout", "1")
    assert (found[0], found[1]["code"]) == (status, code)


def test_the_camera_of_the_settings_is_used_when_none_is_named(tmp_path: Path) -> None:
    path = films.film(tmp_path, films.still(TOKEN))
    (tmp_path / "settings.toml").write_text(f"[camera]\ndevice = '{path}'\n")
    assert run(tmp_path, "camera", "read")[1]["text"] == TOKEN


def test_a_camera_that_is_not_there_is_a_trouble_with_its_code(tmp_path: Path) -> None:
    status, told = run(tmp_path, "camera", "read", "--device", "/dev/video-none")
    assert (status, told["code"]) == (3, "camera_not_found")


def test_the_list_is_an_object_whatever_there_is(tmp_path: Path) -> None:
    status, told = run(tmp_path, "camera", "list")
    assert status == 0
    for one in told["devices"]:
        assert set(one) == {"device", "name", "width", "height"}
