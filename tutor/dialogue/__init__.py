"""One question becoming one answer."""
