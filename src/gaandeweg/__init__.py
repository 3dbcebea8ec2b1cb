"""Gaandeweg: learning along the way, while you deliver."""

__version__ = "0.1.0"
