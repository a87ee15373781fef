"""What the booklet, letters and forms say on pages of their own: read from templates, printed by both writers."""
