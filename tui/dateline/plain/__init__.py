"""The chronology in linear order, for screen readers, Braille displays and terminals that cannot draw."""
