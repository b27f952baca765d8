"""What was done with letters: events that are only ever added, kept in a database."""
