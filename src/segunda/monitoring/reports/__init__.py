"""Reports: one document of plain values, laid out as DOCX, PDF and a page; no Django in here."""
