"""Rutas de informes y seguimiento."""

from django.urls import path

from conoceles.informes import views
from conoceles.informes import vistas_de_extracto as extractos
from conoceles.informes import vistas_de_omisiones as omisiones
from conoceles.informes import vistas_de_seguimiento as seguimiento

urlpatterns = [
    path("", views.inicio, name="informes"),
    path("generar/", views.generar, name="informes_generar"),
    path("entregables/", seguimiento.entregables, name="informes_entregables"),
    path("entregables/calendario.ics", seguimiento.agenda, name="informes_agenda"),
    path("entregables/<int:numero>/", seguimiento.avanzar, name="informes_avanzar_entregable"),
    path("entregables/documentos/<int:paso>", seguimiento.documento, name="informes_documento"),
    path("omisiones/", omisiones.inicio, name="informes_omisiones"),
    path("omisiones/expedientes.zip", omisiones.todos, name="informes_expedientes"),
    path("omisiones/<slug:folio>.pdf", omisiones.uno, name="informes_expediente"),
    path("extracto/", extractos.extracto, name="informes_extracto"),
    path("registros/", seguimiento.bitacoras, name="informes_registros"),
    path("registros/<slug:que>/", seguimiento.anotar, name="informes_anotar"),
    path("<uuid:informe>/paso/", views.avanzar, name="informes_avanzar"),
    path("<uuid:informe>/aviso.pdf", views.aviso, name="informes_aviso"),
    path("<uuid:informe>/entrega.zip", views.entrega, name="informes_entrega"),
    path("<uuid:informe>/<slug:formato>", views.descargar, name="informes_descargar"),
]
