"""The records of the library: items, responses, scores, schemes, forms, the taxonomy."""
