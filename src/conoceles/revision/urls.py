"""Rutas del instituto."""

from django.urls import path

from conoceles.revision import views

urlpatterns = [
    path("", views.cola, name="revision_cola"),
    path("<slug:folio>/", views.expediente, name="revision_expediente"),
    path("<slug:folio>/fotografia", views.fotografia, name="revision_fotografia"),
    path("<slug:folio>/validar/", views.validar, name="revision_validar"),
    path("<slug:folio>/observar/", views.observar, name="revision_observar"),
]
