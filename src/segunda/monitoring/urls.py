"""Addresses of the mechanism's program; a part adds its own block."""

from django.urls import URLPattern, path

from segunda.monitoring.views import administration, home, notes, packages, sheets

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("actos/", administration.administration, name="administration"),
    path("actos/entrega/<int:number>/", administration.handing_over, name="handing_over"),
    path("hojas/", sheets.sheets, name="sheets"),
    path("hojas/<slug:name>/", sheets.sheet, name="sheet"),
    path("notas/", notes.note_list, name="notes"),
    path("notas/nueva/", notes.note_new, name="note_new"),
    path("notas/<uuid:public_id>/", notes.note, name="note"),
    path("notas/<uuid:public_id>/corregir/", notes.note_correct, name="note_correct"),
    path("paquetes/", packages.package_list, name="packages"),
    path("paquetes/<int:number>/", packages.package, name="package"),
]
