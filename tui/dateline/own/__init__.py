"""What a person keeps for themselves, in files of their own: named views, marks and notes."""
