"""What a sandbox hands out can be handed on."""

from pathlib import Path

from terminal_app.sandbox import identity


def test_an_admin_token_can_be_an_argument_of_a_command(tmp_path: Path) -> None:
    tokens = [identity.identity_in(tmp_path / str(at)).admin_token for at in range(50)]
    assert len(set(tokens)) == 50
    assert all(token.isalnum() for token in tokens)
