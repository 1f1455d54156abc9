"""Printed documents, laid out with reportlab."""
