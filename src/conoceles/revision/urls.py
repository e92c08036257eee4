"""Rutas del instituto."""

from django.urls import path

from conoceles.revision.vistas import cola, expediente, hoy

urlpatterns = [
    path("", cola.cola, name="revision_cola"),
    path("hoy/", hoy.hoy, name="revision_hoy"),
    path("validar-varias/", cola.lote, name="revision_lote"),
    path("<slug:folio>/", expediente.expediente, name="revision_expediente"),
    path("<slug:folio>/fotografia", expediente.fotografia, name="revision_fotografia"),
    path("<slug:folio>/tomar/", expediente.tomar, name="revision_tomar"),
    path("<slug:folio>/validar/", expediente.validar, name="revision_validar"),
    path("<slug:folio>/observar/", expediente.observar, name="revision_observar"),
]
