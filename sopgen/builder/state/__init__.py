"""What stays in the output folder between builds, and how files get there whole."""
