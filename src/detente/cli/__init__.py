"""The command line. Each module with a ``command`` is a subcommand of that name, found by its file (see `lazy`)."""
