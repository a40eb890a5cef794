"""The list of who may leave as files: asked for by a page, made by the worker, kept 8 hours.

asking    an export is asked for and queued; its files are given to whoever asked
making    the worker reads as the one who asked, in one snapshot, and writes both files
contents  the lines, the heading and the footer of the files
tasks     the job of the queue
"""
