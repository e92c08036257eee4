"""Rutas de difusión."""

from django.urls import path

from conoceles.difusion import vistas

urlpatterns = [
    path("", vistas.inicio, name="difusion"),
    path("anotar/", vistas.anotar, name="difusion_anotar"),
    path("paquete/<str:dia>.zip", vistas.zip_del_dia, name="difusion_paquete"),
    path("evidencia/<int:publicada>.jpg", vistas.evidencia, name="difusion_evidencia"),
]
