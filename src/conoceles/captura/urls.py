"""Rutas de quien captura."""

from django.urls import path

from conoceles.captura.vistas import (
    ajuste,
    envio,
    formatos,
    fotografia,
    herramientas,
    identidad,
    inicio,
    invitacion,
    previa,
    revocacion,
    secciones,
    tareas,
)
from conoceles.captura.vistas.varias import enviar, invitar
from conoceles.captura.vistas.varias import formatos as firmados

_C = "candidaturas/<slug:folio>/"

urlpatterns = [
    path("", inicio.inicio, name="inicio"),
    path("salud/", inicio.salud, name="salud"),
    path("herramientas/", herramientas.herramientas, name="captura_herramientas"),
    path("herramientas/avisos/", herramientas.avisos, name="captura_avisos"),
    path("herramientas/hoja.xlsx", herramientas.hoja, name="captura_hoja"),
    path("herramientas/cargar/", herramientas.cargar, name="captura_cargar"),
    path("herramientas/invitar/", invitar.invitar_varias, name="captura_invitar"),
    path("herramientas/avance.xlsx", herramientas.avance, name="captura_avance"),
    path("herramientas/enviar/", enviar.conjunto, name="captura_conjunto"),
    path("herramientas/formatos/", firmados.subir, name="captura_formatos_varios"),
    path("herramientas/formatos.zip", firmados.para_firmar, name="captura_formatos_zip"),
    path("herramientas/cuestionario/", herramientas.cuestionario, name="captura_cuestionario"),
    path(_C, tareas.tareas, name="captura_tareas"),
    path(_C + "aviso/", tareas.aviso, name="captura_aviso"),
    path(_C + "fotografia/", fotografia.fotografia, name="captura_fotografia"),
    path(_C + "fotografia/imagen", fotografia.imagen, name="captura_imagen"),
    path(_C + "identidad/", identidad.cuestionario, name="captura_identidad"),
    path(_C + "consentimiento/", identidad.consentimiento, name="captura_consentimiento"),
    path(_C + "verificar/", envio.verificar, name="captura_verificar"),
    path(_C + "enviar/", envio.enviar, name="captura_enviar"),
    path(_C + "acuse/", envio.acuse, name="captura_acuse"),
    path(_C + "acuse.pdf", envio.acuse_en_pdf, name="captura_acuse_pdf"),
    path(_C + "acuse.tlog-proof", envio.prueba_del_acuse, name="captura_acuse_prueba"),
    path(_C + "ajuste/", ajuste.ajuste, name="captura_ajuste"),
    path(_C + "ajuste/acuse.pdf", ajuste.acuse_en_pdf, name="captura_ajuste_acuse"),
    path(_C + "previa/", previa.indice, name="captura_previa"),
    path(_C + "previa/<slug:modo>/candidaturas/<slug:otro>/", previa.perfil, name="captura_previa_perfil"),
    path(_C + "previa/<slug:modo>/<path:nombre>", previa.archivo, name="captura_previa_archivo"),
    path(_C + "revocar/", revocacion.revocar, name="captura_revocar"),
    path(_C + "consentimiento/contestar/", revocacion.contestar, name="captura_contestar"),
    path(_C + "formatos/", formatos.indice, name="captura_formatos"),
    path(_C + "formatos/<int:formato>", formatos.recibido, name="captura_formato"),
    path(_C + "formatos/consentimiento.pdf", formatos.consentimiento_en_pdf, name="captura_formato_pdf"),
    path(_C + "aviso/<slug:clave>.pdf", formatos.aviso_en_pdf, name="captura_aviso_pdf"),
    path(_C + "invitacion/", invitacion.invitacion, name="captura_invitacion"),
    path(_C + "lista/", invitacion.lista, name="captura_lista"),
    path(_C + "copiar/", herramientas.copiar, name="captura_copiar"),
    path(_C + "<slug:seccion>/", secciones.seccion, name="captura_seccion"),
]
