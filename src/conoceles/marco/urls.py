"""Rutas de lo que toda pantalla pide."""

from django.urls import path

from conoceles.marco import vistas

urlpatterns = [
    path("estatico/<path:nombre>", vistas.estatico, name="estatico"),
    path("acuse/<str:base>/<int:entrada>.pdf", vistas.acuse_en_pdf, name="acuse_de_acto"),
    path("emblema.svg", vistas.emblema, name="emblema"),
]
