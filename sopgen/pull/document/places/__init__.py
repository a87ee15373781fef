"""Where things stand in an edited body: rows of steps, shapes, texts that changed places."""
