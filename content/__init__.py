"""Lessons: their records, format, checks, rendering and import."""
