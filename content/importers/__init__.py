"""Readers of textbook and lesson formats, one file each."""
