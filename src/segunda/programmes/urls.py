"""The addresses of programmes."""

from django.urls import path

from segunda.programmes.views import account, activities, days, redemptions, sheets, summary

ONE = "actividades/<uuid:public_id>/"
DAY = f"{ONE}dia/<slug:day>/"
urlpatterns = [
    path("actividades/", activities.activity_list, name="activities"),
    path("actividades/nueva/", activities.activity_new, name="activity_new"),
    path(ONE, activities.activity, name="activity"),
    path(f"{ONE}cambiar/", activities.activity_change, name="activity_change"),
    path(f"{ONE}inscribir/", activities.enrol, name="activity_enrol"),
    path(f"{ONE}archivo/", activities.activity_file, name="activity_file"),
    path(f"{ONE}papel/", activities.blank, name="activity_blank"),
    path(f"{ONE}dia/", days.go_to_day, name="activity_go"),
    path(DAY, days.day, name="activity_day"),
    path(f"{DAY}hoja/", sheets.sheet, name="activity_sheet"),
    path(f"{DAY}confirmar/", days.confirm, name="activity_day_confirm"),
    path(f"{DAY}devolver/", days.give_back, name="activity_day_return"),
    path("personas/<uuid:public_id>/horas/", account.account, name="person_hours"),
    path("personas/<uuid:public_id>/horas/archivo/", account.account_file,
         name="person_hours_file"),
    path("personas/<uuid:public_id>/redencion/", redemptions.redemption_new,
         name="redemption_new"),
    path("redenciones/", redemptions.redemption_list, name="redemptions"),
    path("redenciones/archivo/", redemptions.redemption_file, name="redemptions_file"),
    path("redenciones/<uuid:entity>/", redemptions.redemption, name="redemption"),
    path("redenciones/<uuid:entity>/opinion/", redemptions.opinion, name="redemption_opinion"),
    path("redenciones/<uuid:entity>/resolucion/", redemptions.decide, name="redemption_decide"),
    path("redenciones/<uuid:entity>/corregir/", redemptions.reopen, name="redemption_reopen"),
    path("actividades/resumen/", summary.summary, name="activity_summary"),
    path("actividades/resumen/archivo/", summary.summary_file, name="activity_summary_file"),
    path("inscripciones/<uuid:entity>/salida/", activities.enrolment_end, name="enrolment_end"),
    path("horas/por-confirmar/", sheets.to_confirm, name="to_confirm"),
]  # fmt: skip
