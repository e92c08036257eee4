"""Rutas de los accesos: las del instituto, y las dos de quien todavía no entra."""

from django.urls import path

from conoceles.accesos.vistas import entrega, publicas

urlpatterns = [
    path("accesos/", entrega.lista, name="accesos"),
    path("accesos/designar/", entrega.designar, name="accesos_designar"),
    path("accesos/personal/", entrega.personal, name="accesos_personal"),
    path("accesos/<int:cuenta>/", entrega.persona, name="accesos_persona"),
    path("acceso/", publicas.recibir, name="acceso_recibir"),
    path("acceso/<str:testigo>/", publicas.abrir, name="acceso_abrir"),
    path("cuenta/recuperar/", publicas.recuperar, name="acceso_recuperar"),
]
