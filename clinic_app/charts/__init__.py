"""A picture as data: poly, dots, rects, lines and text, painted by ``ui`` and ``reports``."""
