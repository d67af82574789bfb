"""The campaign's rules and records, pure: no clock, no randomness, no input or output."""
