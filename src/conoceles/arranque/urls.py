"""Rutas del sistema de captura."""

from django.urls import URLPattern, URLResolver, include, path

from conoceles.arranque.servicios import salud

urlpatterns: list[URLPattern | URLResolver] = [
    path("salud/vivo", salud.vivo),
    path("salud/listo", salud.listo),
    path("", include("conoceles.marco.urls")),
    path("cuenta/", include("conoceles.cuentas.urls")),
    path("", include("conoceles.accesos.urls")),
    path("revision/", include("conoceles.revision.urls")),
    path("ayuda/", include("conoceles.ayuda.urls")),
    path("avisos/", include("conoceles.avisos.urls")),
    path("informes/", include("conoceles.informes.urls")),
    path("difusion/", include("conoceles.difusion.urls")),
    path("", include("conoceles.derechos.urls")),
    path("contenidos/", include("conoceles.contenidos.urls")),
    path("", include("conoceles.captura.urls")),
]

handler400 = "conoceles.marco.errores.solicitud_mala"
handler500 = "conoceles.marco.errores.falla"
