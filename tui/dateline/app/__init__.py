"""The Textual app: it lives here and nowhere else."""
