"""What is overdue or due soon."""
