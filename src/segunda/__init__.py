"""Segunda: who is held, on what title, who may leave, and which paper is missing."""
