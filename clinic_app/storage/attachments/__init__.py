"""The encrypted files of clips, beside the database. Each has its own key, which lies in the encrypted database."""
