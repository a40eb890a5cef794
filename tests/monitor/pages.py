"""The pages the walks look at, and how each is found; what no walk opens, with why.

A path as it stands; `LIST first REST`: of a list the first line; `PAGE > START END`: on a page the
first link that begins and ends so; else a name of `program.people`.
"""

FIRST = ("/plan/2027/ first", "/plan/2027/ first cambiar/",
         "/lugares/ first", "/lugares/ first corregir/",
         "/hallazgos/ first", "/hallazgos/ first corregir/", "/recomendaciones/ first",
         "/acuerdos/ first", "/recomendaciones/ first texto/", "/instrumentos/ first",
         "/instrumentos/ first papel/")  # fmt: skip
LISTS = ("/plan/", "/plan/2027/", "/plan/senales/", "/plan/nueva/", "/conflictos/", "/lugares/",
         "/lugares/nuevo/", "/visitas/", "/visitas/nueva/", "/constancias/", "/instrumentos/",
         "/instrumentos/subir/", "/paquetes/", "paquete", "/practicas/", "/practicas/nueva/",
         "/practicas/ > /practicas/ corregir/")  # fmt: skip
FOLLOWED = ("/hallazgos/", "/hallazgos/repetidos/", "/hallazgos/nuevo/", "/recomendaciones/",
            "/recomendaciones/nueva/", "/recomendaciones/?ver=silencio", "/acuerdos/",
            "/acuerdos/nuevo/",
            "/casos/", "/casos/nuevo/", "/casos/ first", "/casos/ first cambiar/",
            "/casos/ first enlazar/",
            "/recomendaciones/ first > /recomendaciones/destinatario/ envio/corregir/",
            "/recomendaciones/ first > /recomendaciones/destinatario/ respuesta/",
            "/recomendaciones/ first > /recomendaciones/destinatario/ valoracion/",
            "/recomendaciones/?texto=pregnant > /recomendaciones/ / > "
            "/recomendaciones/destinatario/ envio/")  # fmt: skip
REPORTS = ("/informes/", "/informes/ficha/nueva/", "/informes/anual/nuevo/",
           "/informes/especial/nuevo/", "/informes/datos/", "/informes/datos/nuevo/issue/",
           "/informes/datos/ > /informes/datos/ /",
           "/informes/datos/ > /informes/datos/ / corregir/",
           "informe", "informe publica/", "informe publica/vista/", "informe nota/1/",
           "informe publica/1/")  # fmt: skip
PEOPLE = ("/consejo/", "/consejo/nuevo/", "/consejo/ first", "/consejo/ first corregir/",
          "/consejo/opiniones/nueva/", "/consejo/ > /consejo/opiniones/ /",
          "/remisiones/", "/remisiones/nueva/", "/remisiones/areas/nueva/", "/remisiones/ first",
          "/remisiones/ > /remisiones/areas/ /", "/remisiones/ first dato/name/",
          "/remisiones/ first > /remisiones/hoja/ /",
          "/estrategia/", "/estrategia/nueva/", "/estrategia/ first",
          "/estrategia/ > /estrategia/ anadir/", "/estrategia/ first cambiar/")  # fmt: skip
PLAIN = ("/", "/actos/", "/notas/", "/notas/nueva/", "/hojas/", "/hojas/instalar/",
         "/hojas/actualizar/", "/hojas/copiar/", "/hojas/restaurar/", "/hojas/entregar/",
         "/cuenta/", "/cuenta/clave/", *LISTS, *FOLLOWED, *REPORTS, *PEOPLE, "visita", "respuestas",
         *FIRST)  # fmt: skip
OF_A_VISIT = (
    "visita",
    "visita acta/",
    "visita cambiar/",
    "visita archivo/",
    "visita pedido/",
    "visita informe/",
    "visita > /pedidos/ /",
    "respuestas",
    "respuestas constancia/",
    "borrador",
    "borrador 1/",
    "borrador 2/",
    "tendencias",
    "/conflictos/ > /conflictos/ terminar/",
)
ALL = (
    ("director", (*PLAIN, "/cuentas/", "/cuentas/nueva/", "/cuentas/ > /cuentas/ /", "entrega")),
    ("doctor", ("/", "/notas/", "/notas/nueva/", "medical", "medical/corregir/")),
    ("lawyer", OF_A_VISIT),
    ("computer_administrator", ("/", "/actos/", "/hojas/copiar/")),
)
EVERYDAY = (
    (
        "director",
        (
            "/plan/senales/",
            "/plan/2027/ first",
            "/",
            "/actos/",
            "entrega",
            "/recomendaciones/ first",
            "/paquetes/",
            "paquete",
        ),
    ),
    ("doctor", ("/notas/", "medical")),
    ("lawyer", ("visita", "borrador 1/")),
)
NAMED = ("visita", "respuestas", "borrador", "tendencias", "informe")
"""Pages of what the program is prepared with (`program.people`)."""
NO_PAGE = {
    "a file": {"attachment", "certificates_file", "council_file", "findings_file",
               "findings_list_file", "instrument_book", "places_file", "places_list_file",
               "plan_file", "patterns_file", "practices_file", "recommendations_file",
               "report_copy",
               "sent_package", "signals_file", "strategy_file", "visits_file",
               "visits_list_file"},
    "only sent to": {"draft_take", "filled_correct", "form_start", "instrument_use", "language",
                     "recommendation_repeat", "recommendation_send", "recover", "report_counts",
                     "report_print", "report_publish", "end_others", "place_add", "place_end",
                     "session", "sign_out"},
    "the list, narrowed": {"findings_list", "places_list", "visits_list", "strategy_plan"},
    "walked in another test, or a state of an account": {
        "sign_in", "sign_in_code", "sign_in_enrol", "sign_in_password", "use_passkey",
        "account_ask", "add_passkey", "new_codes", "proposal"},
}  # fmt: skip
