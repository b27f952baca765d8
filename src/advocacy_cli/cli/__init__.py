"""The command line: reads options, calls the desk, shows what comes back. Decides nothing."""
