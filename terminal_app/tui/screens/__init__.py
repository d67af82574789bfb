"""Screens, named after what their user sees: each composes widgets, asks one use case, shows one result."""
