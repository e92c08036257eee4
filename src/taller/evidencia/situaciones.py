"""Qué situaciones de una elección se prueban y con qué pruebas (plan §5.V).

Cada nodo es el de pytest (`archivo::función`); un nodo sin función toma el archivo entero. Una función con
parámetros cuenta una prueba por caso. `tests/arranque/test_documentos.py` comprueba que todos existen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Situacion:
    """Algo que puede acontecer en la elección, el aspecto que cubre y sus pruebas."""

    aspecto: str  # funcionalidad, capacidad, continuidad, seguridad
    nombre: str
    nodos: tuple[str, ...]


ASPECTOS = ("funcionalidad", "capacidad", "continuidad", "seguridad")

_FUNCIONALIDAD = {
    "La definición de la elección trae un error": (
        "tests/proceso/test_definicion_rota.py",
        "tests/proceso/test_definicion_disparatada.py",
    ),
    "Otro instituto carga su elección sin tocar código": ("tests/proceso/test_otro_instituto.py",),
    "Padrón real del INE con roles equivocados": (
        "tests/candidaturas/test_archivo_ine.py",
        "tests/expediente/test_importacion.py::test_importar_corrige_el_rol_y_reconoce_el_municipio",
    ),
    "El padrón llega en varios cortes": ("tests/candidaturas/test_cortes.py",),
    "En una coalición captura quien sigla": (
        "tests/candidaturas/test_cortes.py::test_quien_responde_en_una_coalicion_es_quien_sigla",
        "tests/candidaturas/test_responsables.py",
    ),
    "El partido captura y guarda por secciones": ("tests/captura/test_secciones.py",),
    "El aviso de privacidad va antes del primer campo": (
        "tests/captura/test_lista.py::test_tareas_antes_del_aviso_no_abren_nada",
        "tests/captura/test_lista.py::test_guardar_antes_del_aviso_no_guarda",
        "tests/captura/test_lista.py::test_aviso_aceptado_abre_las_tareas",
    ),
    "Las preguntas de identidad saltan según lo contestado": ("tests/proceso/test_condiciones.py",),
    "La fotografía cumple o no las especificaciones": (
        "tests/captura/test_fotografia.py",
        "tests/curricular/test_fotografias.py",
    ),
    "El partido captura y envía una sola vez": (
        "tests/captura/test_envio.py::test_enviada_entrega_acuse_en_pantalla_y_pdf",
        "tests/captura/test_envio.py::test_segundo_envio_se_rechaza_con_la_razon",
        "tests/captura/test_envio.py::test_enviada_queda_cerrada",
        "tests/expediente/test_enviar.py::test_un_segundo_envio_escrito_a_mano_lo_rechaza_la_base",
        "tests/expediente/test_enviar.py::test_lo_asentado_no_se_cambia_ni_se_borra",
    ),
    "Falta información y se intenta enviar": (
        "tests/expediente/test_enviar.py::test_enviar_sin_una_seccion_obligatoria_dice_cual",
        "tests/expediente/test_enviar.py::test_enviar_sin_una_respuesta_de_identidad_dice_cual",
        "tests/proceso/test_validacion.py",
    ),
    "El acuse prueba qué se envió, quién y cuándo": ("tests/expediente/test_acuse.py",),
    "El instituto revisa y valida": ("tests/revision/test_pantallas.py",),
    "Observación y subsanación": (
        "tests/captura/test_envio.py::test_observada_reabre_solo_lo_observado",
        "tests/captura/test_envio.py::test_subsanacion_se_envia_con_otro_acuse",
        "tests/captura/test_envio.py::test_identidad_observada_se_reabre_con_lo_contestado",
        "tests/expediente/test_observar.py",
    ),
    "Publicación con información parcial": (
        "tests/publicacion/test_publicador.py::test_publicar_solo_muestra_contenido_validado_y_dice_por_que_falta",
        "tests/publicacion/test_plantillas.py::test_ficha_vacia_dice_la_razon_una_vez_y_no_parece_error",
    ),
    "Antes del inicio de la publicación y después de la jornada": (
        "tests/publicacion/test_publicador.py::test_antes_de_la_publicacion_no_hay_perfiles",
        "tests/publicacion/test_publicador.py::test_despues_de_la_jornada_el_archivo_no_lleva_contacto",
    ),
    "De la captura a la ciudadanía, en un navegador de verdad": ("tests/recorridos/test_jornada.py",),
    "La ciudadanía busca sin acentos y con erratas, y compara": ("tests/lector/test_busqueda.py",),
    "Los datos abiertos vuelven a dar la hoja del INE": ("tests/publicacion/test_datos_ine.py",),
    "Los reportes estadísticos cuadran con otra cuenta": (
        "tests/estadistica/test_publica.py::test_publica_tiene_la_forma_del_contrato",
        "tests/estadistica/test_publica.py::test_avance_y_distribuciones_coinciden_con_otra_cuenta",
    ),
}

_CAPACIDAD = {
    "Una corrección solo rehace lo que depende de ella": (
        "tests/publicacion/test_publicador.py::test_publicar_una_correccion_solo_rehace_lo_que_depende_de_ella",
        "tests/publicacion/test_publicador.py::test_incremental_y_completa_dan_los_mismos_archivos",
    ),
    "Más candidaturas no significan más consultas": (
        "tests/publicacion/test_consultas_de_publicar.py::test_las_consultas_no_crecen_con_las_candidaturas",
    ),
    "Las páginas pesan poco y llegan comprimidas": (
        "tests/publicacion/test_diseno.py::test_presupuesto_de_peso",
        "tests/lector/test_wsgi.py::test_entrega_lo_ya_comprimido_que_el_cliente_acepta",
        "tests/lector/test_wsgi.py::test_la_memoria_no_pasa_de_su_tope",
    ),
    "Archivos y formularios desmedidos": (
        "tests/candidaturas/test_lectura.py::test_importar_lo_que_no_existe_o_es_enorme_se_rechaza",
        "tests/cuentas/test_acceso.py::test_cuerpo_enorme_se_rechaza_antes_de_leerlo",
    ),
}

_CONTINUIDAD = {
    "Caída entre las dos bases": (
        "tests/expediente/test_caidas_al_enviar.py::test_caida_entre_las_dos_bases_no_deja_nada_enviado",
        "tests/expediente/test_caidas_al_enviar.py::test_reintentar_tras_la_caida_usa_lo_ya_sellado",
        "tests/expediente/test_caidas_al_enviar.py::test_reparar_descarta_lo_que_a_no_acepto_y_deja_reintentar",
        "tests/expediente/test_caidas_al_enviar.py::test_un_envio_sin_su_version_en_b_se_avisa_con_el_folio",
        "tests/identidad/test_operaciones.py::test_fallo_entre_bases_no_pierde_lo_escrito",
        "tests/identidad/test_consultas.py::test_huerfanas_solo_las_viejas_que_nadie_reclama",
        "tests/identidad/test_consultas.py::test_faltantes_nombra_lo_que_a_registro_y_b_no_tiene",
    ),
    "El publicador muere a media publicación": (
        "tests/publicacion/test_publicador.py::test_una_muerte_entre_pasos_no_deja_un_sitio_mezclado",
        "tests/lector/test_wsgi.py::test_una_pagina_nunca_mezcla_dos_instantaneas",
    ),
    "Un proceso se cae mientras se atiende": ("tests/arranque/test_servidor.py",),
    "El obrero tropieza y reintenta": ("tests/arranque/test_obrero.py",),
    "Se respalda y se restaura": (
        "tests/arranque/test_respaldo.py",
        "tests/arranque/test_respaldo_llaves.py",
    ),
    "Se pierde el servidor y se restaura lo respaldado bajo carga": (
        "tests/recorridos/test_restauracion.py",
    ),
    "El servidor y la base mueren a media noche del último día": ("tests/recorridos/test_golpes.py",),
    "La importación falla al final": (
        "tests/expediente/test_importacion.py::test_si_algo_falla_al_final_no_queda_nada",
    ),
    "Dos ventanas capturan a la vez": (
        "tests/captura/test_secciones.py::test_dos_ventanas_muestran_las_dos_versiones",
        "tests/captura/test_secciones.py::test_identidad_en_dos_ventanas_muestra_las_dos",
    ),
}

_SEGURIDAD = {
    "Un rival pide lo ajeno": (
        "tests/candidaturas/test_alcances.py",
        "tests/captura/test_lista.py::test_candidatura_ajena_no_existe",
        "tests/captura/test_fotografia.py::test_imagen_ajena_no_existe",
        "tests/expediente/test_enviar.py::test_enviar_la_ajena_no_existe",
        "tests/revision/test_pantallas.py::test_quien_captura_no_ve_la_revision",
    ),
    "El partido quiere ver la identidad de la persona que invitó": (
        "tests/captura/test_invitacion.py",
        "tests/recorridos/test_accesos.py::test_eva_contesta_su_identidad_y_ana_solo_ve_que_esta_completa",
    ),
    "Un enlace de acceso se roba, se repite o vence": ("tests/accesos/test_enlaces.py",),
    "Una sesión sin segundo factor quiere seguir": ("tests/cuentas/test_factores.py",),
    "Cada dirección por cada persona, contra una sola tabla": ("tests/recorridos/test_rutas.py",),
    "Un cambio de estado que la tabla no permite": ("tests/expediente/test_estados.py",),
    "Se abre en producción algo de la demostración": ("tests/arranque/test_produccion.py",),
    "Identidad sin consentimiento": (
        "tests/identidad/test_consultas.py::test_publicables_sin_consentimiento_no_trae_a_la_persona",
        "tests/identidad/test_conteos.py::test_se_cuenta_como_cada_quien_lo_permitio",
        "tests/publicacion/test_visibilidad.py",
        "tests/publicacion/test_identidad_publica.py",
        "tests/revision/test_pantallas.py::test_ninguna_pantalla_ensena_identidad",
        "tests/expediente/test_acuse_firmado.py::test_el_codigo_no_nombra_a_nadie",
        "tests/expediente/test_acuse.py::test_el_acuse_no_lleva_respuestas_de_identidad",
    ),
    "Cincuenta respuestas marcadas no aparecen en ninguna parte": ("tests/recorridos/test_canarios.py",),
    "Alguien lee la base de identidad": ("tests/identidad/test_cifrado.py",),
    "Alguien intenta cambiar lo sellado o la bitácora": (
        "tests/identidad/test_disparadores.py",
        "tests/bitacora/test_bitacora.py",
        "tests/arranque/test_candados.py",
    ),
    "Consentimiento revocado y datos suprimidos": (
        "tests/identidad/test_operaciones.py::test_revocar_agrega_fila_y_avisa",
        "tests/identidad/test_operaciones.py::test_suprimir_deja_ilegible_para_siempre",
        "tests/identidad/test_consultas.py::test_publicables_tras_revocar_y_volver_a_consentir",
    ),
    "Un grupo tan pequeño que delataría a alguien": (
        "tests/identidad/test_ruido.py",
        "tests/estadistica/test_publica.py::test_la_tabla_sale_contesten_pocas_o_todas_y_aunque_digan_lo_mismo",
        "tests/estadistica/test_una_vez.py::test_lo_que_sale_no_depende_de_lo_que_contestaron_sino_de_su_azar",
    ),
    "El padrón trae datos que no se pueden guardar": ("tests/candidaturas/test_descartes.py",),
    "Contraseñas, segundo factor y sesiones": ("tests/cuentas/test_entrada.py",),
    "Un tercero altera lo publicado": ("tests/lector/test_verificar.py",),
    "Consultas hostiles al sitio público": (
        "tests/lector/test_busqueda.py::test_ninguna_consulta_falla",
        "tests/lector/test_wsgi.py::test_rutas_mal_formadas_se_rechazan",
        "tests/lector/test_wsgi.py::test_lo_que_no_es_publico_no_existe",
        "tests/publicacion/test_plantillas.py::test_texto_de_la_candidatura_no_inyecta_html",
    ),
    "El servidor público no guarda secretos ni rastros": (
        "tests/arranque/test_servidor.py::test_el_lector_no_recibe_credenciales",
        "tests/lector/test_wsgi.py::test_el_lector_no_carga_nada_ajeno_a_la_biblioteca_estandar",
        "tests/lector/test_visitas.py::test_se_cuentan_paginas_sin_consulta_ni_direccion",
    ),
}

SITUACIONES = tuple(
    Situacion(aspecto, nombre, nodos)
    for aspecto, grupo in zip(ASPECTOS, (_FUNCIONALIDAD, _CAPACIDAD, _CONTINUIDAD, _SEGURIDAD), strict=True)
    for nombre, nodos in grupo.items()
)
