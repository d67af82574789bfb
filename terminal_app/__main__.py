"""`python -m terminal_app` is the program."""

import sys

from terminal_app.cli import main

sys.exit(main())
