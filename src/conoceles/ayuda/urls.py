"""Rutas de la ayuda. Los manuales van al final: su clave ocuparía el lugar de cualquier otra."""

from django.urls import path

from conoceles.ayuda.vistas import capacitaciones, manuales, solicitudes

_S = "capacitacion/<int:numero>/"

urlpatterns = [
    path("", manuales.indice, name="ayuda"),
    path("pedir/", solicitudes.pedir, name="ayuda_pedir"),
    path("solicitudes/<int:numero>/", solicitudes.solicitud, name="ayuda_solicitud"),
    path("capacitacion/", capacitaciones.lista, name="ayuda_capacitaciones"),
    path(_S, capacitaciones.sesion, name="ayuda_capacitacion"),
    path(_S + "lista.pdf", capacitaciones.lista_para_firmar, name="ayuda_lista"),
    path(_S + "constancias.pdf", capacitaciones.constancias, name="ayuda_constancias"),
    path(_S + "firmada", capacitaciones.firmada, name="ayuda_firmada"),
    path("<slug:manual>/", manuales.manual, name="ayuda_manual"),
    path("<slug:manual>/imagenes/<slug:imagen>.png", manuales.imagen, name="ayuda_imagen"),
]
