"""Scenes on the screen: a QPainter painter and the widget that shows a chart, a table of it, and speaks its
points.
"""
