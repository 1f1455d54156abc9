"""Milestones: the checklist of the child's age, the motor windows, and what both mean today."""
