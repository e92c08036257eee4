"""Rutas de difusión."""

from django.urls import path

from conoceles.difusion.vistas import adaptaciones, aliadas, campana, dia, enlaces, estrategia

urlpatterns = [
    path("", dia.inicio, name="difusion"),
    path("anotar/", dia.anotar, name="difusion_anotar"),
    path("paquete/<str:dia>.zip", dia.zip_del_dia, name="difusion_paquete"),
    path("evidencia/<int:publicada>.jpg", dia.evidencia, name="difusion_evidencia"),
    path("campana/", campana.campana, name="difusion_campana"),
    path("miniatura/<path:nombre>", campana.miniatura, name="difusion_miniatura"),
    path("enlaces/", enlaces.inicio, name="difusion_enlaces"),
    path("enlaces/comprobar/", enlaces.comprobar, name="difusion_comprobar"),
    path("estrategia/", estrategia.inicio, name="difusion_estrategia"),
    path("estrategia/<slug:clave>/", estrategia.anotar, name="difusion_accion"),
    path("aliadas/", aliadas.inicio, name="difusion_aliadas"),
    path("aliadas/anotar/", aliadas.anotar, name="difusion_aliada"),
    path("aliadas/<int:numero>/entrega/", aliadas.entregar, name="difusion_entregar"),
    path("aliadas/<int:numero>/paquete.zip", aliadas.paquete_zip, name="difusion_paquete_de_aliada"),
    path("aliadas/entregas/<int:pk>/anular/", aliadas.anular, name="difusion_anular"),
    path("adaptaciones/", adaptaciones.inicio, name="difusion_adaptaciones"),
    path("adaptaciones/voz/", adaptaciones.recibir_voz, name="difusion_voz"),
    path("adaptaciones/<slug:clase>/", adaptaciones.recibir_hoja, name="difusion_recibir_adaptacion"),
    path("adaptaciones/<slug:clase>.csv", adaptaciones.hoja, name="difusion_hoja_por_adaptar"),
]
