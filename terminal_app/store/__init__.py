"""The terminal's own file: journal, outbox, what was downloaded, who may sign in. SQLite, and nothing beside it."""
