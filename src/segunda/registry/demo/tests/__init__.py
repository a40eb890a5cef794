"""Tests of the demonstration register."""
