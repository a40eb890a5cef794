"""The pages of the mechanism's program, one file for each part of its work."""
