"""`python -m terminal_app.sandbox`: the platform without the rest of the program.

Owns its arguments. Refuses to know anything of the terminal.
"""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from terminal_app.sandbox.serve import serve


def main() -> int:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m terminal_app.sandbox")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--database", metavar="URL")
    parser.add_argument("--campaign", metavar="FILE")
    parser.add_argument("--faults", metavar="PLAN", type=Path)
    parser.add_argument("--data-dir", metavar="DIR", type=Path)
    parser.add_argument(
        "--while-stdin-open",
        action="store_true",
        help="stop when whoever started this is gone",
    )
    chosen = parser.parse_args()
    if chosen.while_stdin_open:
        threading.Thread(target=_stop_after_stdin, daemon=True, name="stdin").start()
    return serve(
        port=chosen.port,
        database=chosen.database,
        campaign=chosen.campaign,
        faults=chosen.faults,
        data_dir=chosen.data_dir,
    )


def _stop_after_stdin() -> None:
    # Unbuffered: a buffered read would hold a lock that the interpreter wants at its end.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
