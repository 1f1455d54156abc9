"""A picture as data: a display list of poly, dots, rects, lines and text, painted by ``ui`` and ``reports``."""
