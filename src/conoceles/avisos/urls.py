"""Rutas de los avisos."""

from django.urls import path

from conoceles.avisos import vistas

urlpatterns = [
    path("", vistas.lista, name="avisos"),
    path("leidos/", vistas.leidos, name="avisos_leidos"),
    path("huso/", vistas.huso, name="avisos_huso"),
    path("<int:numero>/", vistas.uno, name="aviso"),
]
