"""The addresses of the record, by the thing they are about; never a name or number in one."""

from django.urls import path

from segunda.registry.views import custody, facts, file, home, identity, justice, people

PERSON = "personas/<uuid:public_id>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("personas/", people.search, name="people"),
    path("personas/lista/<uuid:listing>/", people.listing, name="people_list"),
    path(PERSON, file.file, name="person"),
    path(f"{PERSON}ley/", file.law, name="person_law"),
    path(f"{PERSON}historia/", file.history, name="person_history"),
    path(f"{PERSON}todo/", file.everything, name="person_everything"),
    path("ingreso/", custody.admission, name="admission"),
    path(f"{PERSON}ingreso/", custody.readmission, name="person_readmit"),
    path(f"{PERSON}preguntas/", custody.questions, name="person_questions"),
    path(f"{PERSON}traslado/", custody.move, name="person_move"),
    path(f"{PERSON}titulo/", custody.status, name="person_status"),
    path(f"{PERSON}identidad/", identity.correct, name="person_correct"),
    path(f"{PERSON}familia/", identity.family, name="person_family"),
    path(f"{PERSON}hechos/", facts.fact, name="person_fact"),
    path(f"{PERSON}disputas/", facts.disputes, name="person_disputes"),
    path("disputas/<uuid:entity>/", facts.answer, name="person_dispute"),
    path(f"{PERSON}justicia/", justice.justice, name="person_justice"),
    path("titulos/<uuid:entity>/fin/", justice.end_hold, name="hold_end"),
    path(f"{PERSON}egreso/", justice.release, name="person_release"),
    path("egresos/<uuid:entity>/", justice.confirm, name="release_confirm"),
    path("egresos/<uuid:entity>/retirar/", justice.withdraw, name="release_withdraw"),
]
