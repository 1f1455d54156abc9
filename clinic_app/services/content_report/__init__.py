"""The clinical content as a report to review: ``build.content_report`` makes it."""
