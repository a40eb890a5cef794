"""Addresses of the mechanism's program; a part adds its own block."""

from django.urls import URLPattern, path

from segunda.monitoring.views import (
    administration,
    findings,
    follow_up,
    home,
    notes,
    recommendations,
    roundtables,
    sheets,
)

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
    path("hallazgos/", findings.finding_list, name="findings"),
    path("hallazgos/nuevo/", findings.finding_new, name="finding_new"),
    path("hallazgos/<uuid:public_id>/", findings.finding, name="finding"),
    path("hallazgos/<uuid:public_id>/corregir/", findings.finding_correct, name="finding_correct"),
    path("recomendaciones/", recommendations.recommendation_list, name="recommendations"),
    path("recomendaciones/nueva/", recommendations.recommendation_new, name="recommendation_new"),
    path("recomendaciones/<uuid:public_id>/", recommendations.recommendation,
         name="recommendation"),
    path("recomendaciones/<uuid:public_id>/texto/", recommendations.recommendation_word,
         name="recommendation_word"),
    path("recomendaciones/<uuid:public_id>/repite/", recommendations.recommendation_repeat,
         name="recommendation_repeat"),
    path("recomendaciones/destinatario/<int:pk>/envio/", follow_up.sent, name="addressee_sent"),
    path("recomendaciones/destinatario/<int:pk>/respuesta/", follow_up.reply,
         name="addressee_reply"),
    path("recomendaciones/destinatario/<int:pk>/valoracion/", follow_up.assess,
         name="addressee_assess"),
    path("acuerdos/", roundtables.commitment_list, name="commitments"),
    path("acuerdos/nuevo/", roundtables.commitment_new, name="commitment_new"),
    path("acuerdos/<uuid:public_id>/", roundtables.commitment, name="commitment"),
    path("practicas/", roundtables.practice_list, name="practices"),
    path("practicas/nueva/", roundtables.practice_new, name="practice_new"),
]  # fmt: skip
