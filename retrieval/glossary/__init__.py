"""School terms in Kazakh, Russian and English, one file per subject."""
