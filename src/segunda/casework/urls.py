"""The addresses of casework."""

from django.urls import path

from segunda.casework.views import recommendations

urlpatterns = [
    path("recomendaciones/", recommendations.recommendation_list, name="recommendations"),
    path("recomendaciones/por-contestar/", recommendations.waiting_list,
         name="recommendations_waiting"),
    path("recomendaciones/recibir/", recommendations.take, name="recommendation_take"),
    path("recomendaciones/<uuid:public_id>/", recommendations.recommendation,
         name="recommendation"),
    path("recomendaciones/<uuid:public_id>/encargar/", recommendations.assign,
         name="recommendation_assign"),
    path("recomendaciones/<uuid:public_id>/contestar/", recommendations.answer,
         name="recommendation_answer"),
]  # fmt: skip
