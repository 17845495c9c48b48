"""The texts that the report gives for the fixtures, kept to be read as diffs."""
