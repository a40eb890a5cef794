"""The product's own password hash, made light: a test signs in often and guards nobody."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    """Argon2id with the least work it allows."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
