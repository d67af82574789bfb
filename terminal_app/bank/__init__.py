"""The bank's coupon platform as this terminal meets it: its wire format, its signatures, its HTTP, and nothing else."""
