"""Writings made on request from the record and never kept: letters, petitions, cover notes.

A writing is blocks of words (`model`); `as_docx` and `as_pdf` show the same blocks. Each word says
where it comes from: the template, the record, the law, or nowhere (a blank to fill in).
"""
