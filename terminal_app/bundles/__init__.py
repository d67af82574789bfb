"""Support bundles as files: made, searched before they leave, and read as something that a stranger may have made."""
