"""Plates: letters typeset once that serve for all that differ from them in single lines only."""
