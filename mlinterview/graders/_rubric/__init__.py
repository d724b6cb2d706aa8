"""The rubric engine: phrases compiled once an item, matched against the words of an answer."""
