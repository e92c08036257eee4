"""Rutas de informes y seguimiento."""

from django.urls import path

from conoceles.informes.vistas import extracto as extractos
from conoceles.informes.vistas import informes
from conoceles.informes.vistas import libro as libro
from conoceles.informes.vistas import omisiones as omisiones
from conoceles.informes.vistas import requerimientos as requerimientos
from conoceles.informes.vistas import seguimiento as seguimiento

urlpatterns = [
    path("", informes.inicio, name="informes"),
    path("generar/", informes.generar, name="informes_generar"),
    path("entregables/", seguimiento.entregables, name="informes_entregables"),
    path("entregables/<int:numero>/sivople.zip", libro.paquete, name="informes_paquete"),
    path("ruta/", libro.ruta, name="informes_ruta"),
    path("ruta/documento/", libro.agregar, name="informes_agregar_documento"),
    path("entregables/calendario.ics", seguimiento.agenda_ics, name="informes_agenda"),
    path("entregables/<int:numero>/", seguimiento.avanzar, name="informes_avanzar_entregable"),
    path("entregables/documentos/<int:paso>", seguimiento.documento, name="informes_documento"),
    path("omisiones/", omisiones.inicio, name="informes_omisiones"),
    path("omisiones/expedientes.zip", omisiones.todos, name="informes_expedientes"),
    path("omisiones/<slug:folio>.pdf", omisiones.uno, name="informes_expediente"),
    path("extracto/", extractos.extracto, name="informes_extracto"),
    path("requerimientos/", requerimientos.inicio, name="informes_requerimientos"),
    path("requerimientos/nuevo/", requerimientos.requerir, name="informes_requerir"),
    path("requerimientos/<int:numero>/respuesta/", requerimientos.atender, name="informes_atender"),
    path("registros/", seguimiento.bitacoras, name="informes_registros"),
    path("registros/<slug:que>/", seguimiento.anotar, name="informes_anotar"),
    path("<uuid:informe>/paso/", informes.avanzar, name="informes_avanzar"),
    path("<uuid:informe>/revision/", informes.revisar, name="informes_revisar"),
    path("<uuid:informe>/aviso.pdf", informes.aviso, name="informes_aviso"),
    path("<uuid:informe>/entrega.zip", informes.entrega, name="informes_entrega"),
    path("<uuid:informe>/<slug:formato>", informes.descargar, name="informes_descargar"),
]
