"""Reading an answer: characters, words, sentences and clauses, and what is denied in them."""
