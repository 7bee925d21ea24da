"""Detectors of personal data, one file per country or kind."""
