"""What things are: people, ages, quantities, answers, notes, plans, errors.

Standard library only, frozen dataclasses only. Nothing here reads a file, a clock or a database.
"""
