"""Pelican plugins: thin adapters between Pelican's objects and `kyyeu`."""
