"""Photographs of phones that show a coupon, drawn from a seed: what a counter's camera would see."""
