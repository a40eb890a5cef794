"""The addresses of the state program, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from segunda.web.setup import HANDLERS

globals().update(HANDLERS)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("segunda.web.urls")),
    path("", include("segunda.access.urls")),
    path("", include("segunda.registry.urls")),
    path("", include("segunda.programmes.urls")),
    path("", include("segunda.casework.urls")),
]
