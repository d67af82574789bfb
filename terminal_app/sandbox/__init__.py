"""The bank's stand-in platform, for training, demo and tests: a process of its own.

It decides with rules of its own and shares nothing with the terminal but docs/protocol.md.
"""
