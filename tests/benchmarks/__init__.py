"""Measurements by ratio, run by hand; never timed tests."""
