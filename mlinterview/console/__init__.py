"""A terminal to ask in: single keys where it has them, else lines; and lists to be ticked."""
