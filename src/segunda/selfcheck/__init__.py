"""The self-check: questions whose answers stay on her own phone, and the same on paper.

Files anyone can host or hand on. The rules are the ones of `segunda.law`; nothing here decides.
"""
