"""Rutas de difusión."""

from django.urls import path

from conoceles.difusion.vistas import campana, dia

urlpatterns = [
    path("", dia.inicio, name="difusion"),
    path("anotar/", dia.anotar, name="difusion_anotar"),
    path("paquete/<str:dia>.zip", dia.zip_del_dia, name="difusion_paquete"),
    path("evidencia/<int:publicada>.jpg", dia.evidencia, name="difusion_evidencia"),
    path("campana/", campana.campana, name="difusion_campana"),
    path("miniatura/<path:nombre>", campana.miniatura, name="difusion_miniatura"),
]
