"""The program on the checkout PC of a store in a coupon campaign."""

VERSION = "0.1.0"
"""The same as in pyproject.toml; said here too, for a program that runs from its folder is not installed."""
