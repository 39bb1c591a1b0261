"""Word files (.docx): the only place that knows python-docx.

`fault_of_docx` and `picture_of_docx` are for the process that asks; what parses XML,
``file.layout_of_docx``, runs in the worker alone.
"""

from kyyeu.importers.word.guard import fault_of_docx, picture_of_docx

__all__ = ["fault_of_docx", "picture_of_docx"]
