"""Lists of words, and what they tell about a text."""
