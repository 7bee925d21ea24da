"""Measurements of the product's own code paths on anybody's data."""
