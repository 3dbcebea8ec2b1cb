"""Noorderhaaks, a municipality that does not exist: to try the product out on one's own machine."""
