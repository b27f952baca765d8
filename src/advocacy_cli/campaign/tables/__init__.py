"""Lists as tables: CSV, TSV and JSON Lines in, CSV out, and the flat form between."""
