"""Letters to power: personal, print-ready, and tracked."""

__version__ = "0.1.0"
