"""The mechanism's program: places, visits, findings, recommendations; its own users and keys."""
