"""Ustaz: a self-hosted tutor that answers only from approved lessons."""
