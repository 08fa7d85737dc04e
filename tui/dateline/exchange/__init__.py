"""Other formats: what Dateline writes, one module for each."""
