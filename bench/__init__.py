"""Benches: how fast the product is, and what it loses when killed. Never part of the tests."""
