"""The concepts of stability, one a module: a new one is a new file with a `CONCEPT`."""
