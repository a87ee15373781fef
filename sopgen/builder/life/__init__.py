"""What happens to an SOP once it is written: enacted, revised, withdrawn."""
