"""The guide for staff, tried: its files, its commands, and what it says the terminal shows."""
