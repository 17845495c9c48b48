"""A roadmap as a document that goes on living elsewhere: Word, Excel, a table, a calendar, a picture.

Each module has `WRITERS`: for a file ending, the function that
makes such a document from a `detente.report.told.Told`. Nothing private stands in a document unless it is asked for.
"""

from detente.report.documents.writing import endings, write_document

__all__ = ["endings", "write_document"]
