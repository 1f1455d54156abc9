"""The history of the schema. Each script stands alone and imports nothing of the program."""
