"""What is on the screen before Textual is: painted, and the terminal taken, with as few imports as can be."""
