"""Rutas de los derechos sobre los datos: las de la persona y las de administración."""

from django.urls import path

from conoceles.derechos.vistas import persona, solicitudes, vinculos, vulneraciones

_C = "candidaturas/<slug:folio>/mis-datos/"

urlpatterns = [
    path(_C, persona.mis_datos, name="mis_datos"),
    path(_C + "descargar/", persona.descargar, name="mis_datos_descargar"),
    path(_C + "otro-perfil/", vinculos.de_ella, name="mis_datos_vinculos"),
    path(_C + "<slug:derecho>/", persona.ejercer, name="mis_datos_ejercer"),
    path("derechos/", solicitudes.cola, name="derechos"),
    path("derechos/vinculos/", vinculos.por_reconocer, name="derechos_vinculos"),
    path("derechos/registrar/", solicitudes.elegir, name="derechos_elegir"),
    path("derechos/registrar/<slug:folio>/<slug:derecho>/", solicitudes.registrar, name="derechos_registrar"),
    path("derechos/vulneraciones/", vulneraciones.registro, name="derechos_vulneraciones"),
    path("derechos/vulneraciones/<uuid:ident>/", vulneraciones.una, name="derechos_vulneracion"),
    path("derechos/<uuid:ident>/", solicitudes.solicitud, name="derechos_solicitud"),
    path("derechos/<uuid:ident>/paquete.zip", solicitudes.entregar, name="derechos_paquete"),
    path("derechos/<uuid:ident>/respuesta.pdf", solicitudes.en_papel, name="derechos_respuesta"),
]
