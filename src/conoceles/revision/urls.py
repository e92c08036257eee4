"""Rutas del instituto."""

from django.urls import path

from conoceles.revision import views, vistas_actos, vistas_ajustes

urlpatterns = [
    path("", views.cola, name="revision_cola"),
    path("ajustes/", vistas_ajustes.cola, name="revision_ajustes"),
    path("<slug:folio>/ajuste/", vistas_ajustes.ajuste, name="revision_ajuste"),
    path("<slug:folio>/correccion/", vistas_ajustes.correccion, name="revision_correccion"),
    path("<slug:folio>/actos/", vistas_actos.actos, name="revision_actos"),
    path("<slug:folio>/supresion.pdf", vistas_actos.certificado, name="revision_certificado"),
    path("<slug:folio>/", views.expediente, name="revision_expediente"),
    path("<slug:folio>/fotografia", views.fotografia, name="revision_fotografia"),
    path("<slug:folio>/validar/", views.validar, name="revision_validar"),
    path("<slug:folio>/observar/", views.observar, name="revision_observar"),
]
