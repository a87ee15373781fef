"""What each change comes to in operations on the source."""
