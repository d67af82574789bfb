"""The arguments of all commands, a group to a file. Import nothing that a command needs to run."""
