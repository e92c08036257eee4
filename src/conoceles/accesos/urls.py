"""Rutas de los accesos: las del instituto, y las dos de quien todavía no entra."""

from django.urls import path

from conoceles.accesos import vistas, vistas_publicas

urlpatterns = [
    path("accesos/", vistas.lista, name="accesos"),
    path("accesos/designar/", vistas.designar, name="accesos_designar"),
    path("accesos/personal/", vistas.personal, name="accesos_personal"),
    path("accesos/<int:cuenta>/", vistas.persona, name="accesos_persona"),
    path("acceso/", vistas_publicas.recibir, name="acceso_recibir"),
    path("acceso/<str:testigo>/", vistas_publicas.abrir, name="acceso_abrir"),
    path("cuenta/recuperar/", vistas_publicas.recuperar, name="acceso_recuperar"),
]
