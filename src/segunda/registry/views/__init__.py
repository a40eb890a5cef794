"""The pages of the record. A page calls one query or one action, and renders."""
