"""Personal-data recognizers, one file per country or kind."""
