"""The pages of the gallery."""

from django.urls import include, path

from segunda.web.setup import HANDLERS
from segunda.web.tests import gallery

globals().update(HANDLERS)
urlpatterns = [
    path("", gallery.parts, name="start"),
    path("vacio/", gallery.nothing, name="nothing"),
    path("lista/", gallery.listing, name="listing"),
    path("hoja/", gallery.sheet, name="sheet"),
    path("hecho/", gallery.finished, name="finished"),
    path("avance/", gallery.job, name="job"),
    path("entrar/", gallery.sign_in, name="sign_in"),
    path("salir/", gallery.sign_in, name="sign_out"),
    path("negado/", gallery.denied),
    path("una-vez/", gallery.once_only),
    path("roto/", gallery.broken),
    path("choque/", gallery.clash),
    path("", include("segunda.web.urls")),
]
