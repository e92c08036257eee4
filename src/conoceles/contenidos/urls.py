"""Rutas del gestor de contenidos."""

from django.urls import path

from conoceles.contenidos import nueva, propuesto, vistas

urlpatterns = [
    path("", vistas.inicio, name="contenidos"),
    path("historia/", vistas.historia, name="contenidos_historia"),
    path("nueva/", nueva.nueva, name="contenidos_nueva"),
    path("exportar/", vistas.exportar, name="contenidos_exportar"),
    path("propuesto/", propuesto.propuesto, name="contenidos_propuesto"),
    path("<slug:pieza>/", vistas.pieza, name="contenidos_pieza"),
]
