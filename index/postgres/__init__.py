"""The shared library: one PostgreSQL database, many readers, workers and replicas."""
