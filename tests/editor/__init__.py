"""What an editor with the YAML language server offers to who writes sources."""
