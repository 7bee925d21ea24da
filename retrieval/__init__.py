"""Finding approved passages that answer a question."""
