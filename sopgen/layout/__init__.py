"""All geometry: measuring, page breaks, placing, routing; the result is the Scene."""
