"""The headless commands: JSON or CSV in and out, never localised, exit code 0, 1 or 2."""
