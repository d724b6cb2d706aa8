"""QTI: writing and reading of versions 1.2, 2.1, 2.2 and 3.0."""
