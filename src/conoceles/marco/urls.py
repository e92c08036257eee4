"""Rutas de lo que toda pantalla pide."""

from django.urls import path

from conoceles.marco import vistas

urlpatterns = [
    path("estatico/<path:nombre>", vistas.estatico, name="estatico"),
    path("emblema.svg", vistas.emblema, name="emblema"),
]
