"""Setting a clinic up."""
