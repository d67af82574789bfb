"""What the program does, one verb to a file: one request in, one result out, no screen, no adapter."""
