"""The manifest vouches for the files beside it."""

import hashlib
import json
import tomllib
from pathlib import Path

from terminal_app import VERSION
from terminal_app.domain.export import Export
from terminal_app.exports.files import Form, files
from terminal_app.wording import Language, Wording


def test_the_manifest_names_every_file_with_its_digest_and_comes_last(export: Export) -> None:
    for form in Form:
        made = files(export, Wording(Language.ZH), form=form, name=f"d.{form}")
        *names, last = made
        told = json.loads(made[last])
        assert last == f"d.{form}.manifest.json"
        assert [one["name"] for one in told["files"]] == names
        for one in told["files"]:
            assert one["bytes"] == len(made[one["name"]])
            assert one["sha256"] == hashlib.sha256(made[one["name"]]).hexdigest()


def test_the_manifest_says_of_what_and_by_whom(export: Export) -> None:
    made = files(export, Wording(Language.EN), form=Form.HTML, name="d.html")
    told = json.loads(made["d.html.manifest.json"])
    assert (told["made_by"], told["from"], told["to"]) == ("0042", "2024-01-28", "2024-01-28")
    assert told["journal"] == {
        "sequence": export.source.head_sequence,
        "hash": export.source.head_hash,
    }
    assert (told["terminal_id"], told["version"]) == ("T0000000001", "0.0")


def test_the_program_says_the_version_it_is_published_as() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION
