"""SQLAlchemy, Alembic, SQLCipher and keys. The only place with SQL."""
