"""Petitions: signatures kept, compared, counted, and committed to."""
