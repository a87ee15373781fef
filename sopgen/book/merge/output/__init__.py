"""The new PDF file: objects, names and metadata as they are written."""
