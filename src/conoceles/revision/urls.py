"""Rutas del instituto."""

from django.urls import path

from conoceles.revision.vistas import (
    actos,
    ajustes,
    cola,
    correo,
    evaluacion,
    expediente,
    formatos,
    hoy,
    identidad,
    padron,
)

urlpatterns = [
    path("", cola.cola, name="revision_cola"),
    path("hoy/", hoy.hoy, name="revision_hoy"),
    path("hoy/correos/<int:numero>/", correo.correo, name="revision_correo"),
    path("validar-varias/", cola.lote, name="revision_lote"),
    path("ajustes/", ajustes.cola, name="revision_ajustes"),
    path("padron/", padron.importar, name="revision_padron"),
    path("padron/plantilla.xlsx", padron.plantilla, name="revision_padron_plantilla"),
    path("formatos/", formatos.cola, name="revision_formatos"),
    path("<slug:folio>/formatos/<int:formato>/", formatos.formato, name="revision_formato"),
    path("<slug:folio>/formatos/<int:formato>/archivo", formatos.archivo, name="revision_formato_archivo"),
    path("evaluacion/", evaluacion.inicio, name="revision_evaluacion"),
    path("evaluacion/siguiente/", evaluacion.siguiente, name="revision_siguiente"),
    path("evaluacion/concluir/", evaluacion.concluir, name="revision_concluir"),
    path("evaluacion/<slug:folio>/", evaluacion.lectura, name="revision_lectura"),
    path("evaluacion/<slug:folio>/desacuerdo/", evaluacion.desacuerdo, name="revision_desacuerdo"),
    path("<slug:folio>/ajuste/", ajustes.ajuste, name="revision_ajuste"),
    path("<slug:folio>/ajuste/fotografia", ajustes.fotografia, name="revision_ajuste_fotografia"),
    path("<slug:folio>/correccion/", ajustes.correccion, name="revision_correccion"),
    path("<slug:folio>/actos/", actos.actos, name="revision_actos"),
    path("<slug:folio>/supresion.pdf", actos.certificado, name="revision_certificado"),
    path("<slug:folio>/identidad/", identidad.identidad, name="revision_identidad"),
    path("<slug:folio>/", expediente.expediente, name="revision_expediente"),
    path("<slug:folio>/fotografia", expediente.fotografia, name="revision_fotografia"),
    path("<slug:folio>/tomar/", expediente.tomar, name="revision_tomar"),
    path("<slug:folio>/validar/", expediente.validar, name="revision_validar"),
    path("<slug:folio>/observar/", expediente.observar, name="revision_observar"),
]
