"""The curated text files: where they are, how they are read, what must hold across them."""
