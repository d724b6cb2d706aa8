"""How an item is shown and how a typed answer is read."""
