"""Banks of items: reading them, with a list of what is wrong."""
