"""The parts of the back office: each loads its figures in a job, shows them, and answers the keys that are its own."""
