"""What `make bench` measures; every figure leaves as one JSON line."""
