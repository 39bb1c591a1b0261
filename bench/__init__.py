"""Timings beside peers, in one run; never part of the tests. ``bench/README.md`` says how."""
