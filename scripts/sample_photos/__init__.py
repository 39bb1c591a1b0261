"""Paints the photographs of the sample archive: cut-paper scenes with light and grain."""
