"""The window is moved over one document until it reaches the last token."""


def key(docs, length, window, overlap):
    """Return the number of chunks of the corpus."""
    start, chunks = 0, 1
    while start + window < length:
        start += window - overlap
        chunks += 1
    return docs * chunks
