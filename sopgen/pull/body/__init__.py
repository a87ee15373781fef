"""How an edited body is read: rows of steps, shapes, texts that changed places, texts struck out."""
