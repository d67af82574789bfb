"""Parts of screens. Each shows what it is given, and says in a message what a person did with it."""
