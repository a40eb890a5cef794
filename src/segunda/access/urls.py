"""Addresses of this room: the way in and out, one's own account, everybody's accounts."""

from django.urls import URLPattern, path

from segunda.access import views, views_accounts, views_own, views_passkeys

urlpatterns: list[URLPattern] = [
    path("entrar/", views.sign_in, name="sign_in"),
    path("entrar/codigo/", views.code, name="sign_in_code"),
    path("entrar/llave/", views_passkeys.use_passkey, name="use_passkey"),
    path("entrar/clave/", views.new_password, name="sign_in_password"),
    path("entrar/activar/", views.enrol, name="sign_in_enrol"),
    path("salir/", views.sign_out, name="sign_out"),
    path("sesion/", views.session, name="session"),
    path("cuenta/", views_own.own_account, name="own_account"),
    path("cuenta/clave/", views_own.change_password, name="change_password"),
    path("cuenta/codigos/", views_own.new_codes, name="new_codes"),
    path("cuenta/llave/", views_passkeys.add_passkey, name="add_passkey"),
    path("cuenta/sesiones/", views_own.end_others, name="end_others"),
    path("cuentas/", views_accounts.account_list, name="accounts"),
    path("cuentas/lista/<uuid:listing>/", views_accounts.account_list, name="accounts"),
    path("cuentas/nueva/", views_accounts.account_new, name="account_new"),
    path("cuentas/<int:pk>/", views_accounts.account, name="account"),
    path("cuentas/<int:pk>/pedir/<slug:kind>/", views_accounts.account_ask, name="account_ask"),
    path("cuentas/<int:pk>/lugares/", views_accounts.place_add, name="place_add"),
    path("cuentas/lugares/<int:pk>/terminar/", views_accounts.place_end, name="place_end"),
    path("cuentas/propuestas/<int:pk>/", views_accounts.proposal, name="proposal"),
]
