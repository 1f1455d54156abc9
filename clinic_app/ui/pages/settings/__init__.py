"""People, log and letterhead of the clinic."""
