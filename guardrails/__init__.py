"""Personal-data masking and safety decisions on every text, in and out."""
