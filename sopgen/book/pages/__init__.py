"""The booklet's own pages: contents, index, register and chapters, set in type and kept between builds."""
