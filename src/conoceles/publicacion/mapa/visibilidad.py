"""El mapa de visibilidad: qué puede salir y qué no. Lo que no está aquí no se publica.

Fuente: plan de trabajo §4 (dos bases), §4.6 y §13 (consentimiento y acciones afirmativas).
El publicador pide los nombres de campo a este módulo; así, un campo nuevo nace callado. La visibilidad de
cada pregunta la declara su carpeta.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from conoceles.proceso.definicion import Cuestionario
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas


class Visibilidad(Enum):
    """Las cuatro suertes de un dato personal."""

    PUBLICA = "pública"
    CON_CONSENTIMIENTO = "con consentimiento"
    SOLO_ESTADISTICA = "solo estadística"
    INTERNA = "interna"


class NoPublicable(Exception):
    """Se pidió publicar un dato que el mapa no declara público."""


def _mapa(**clases: str) -> dict[str, Visibilidad]:
    """De `PUBLICA="a b c"` a campo → visibilidad. `ValueError` si un campo está en dos clases."""
    mapa: dict[str, Visibilidad] = {}
    for clase, campos in clases.items():
        for campo in campos.split():
            if campo in mapa:
                raise ValueError(f"El campo «{campo}» está en dos clases de visibilidad.")
            mapa[campo] = Visibilidad[clase]
    return mapa


MODELOS: Mapping[str, Mapping[str, Visibilidad]] = {
    "candidaturas.Persona": _mapa(
        PUBLICA="nombre nombres primer_apellido segundo_apellido sexo edad_publicada",
        INTERNA="id proceso fecha_nacimiento curp_hmac correo_avisos",
    ),
    "candidaturas.Formula": _mapa(
        PUBLICA="contienda fuerza posicion responde clave_origen",
        INTERNA="id",
    ),
    "candidaturas.Candidatura": _mapa(
        PUBLICA="proceso folio formula calidad suplencia sobrenombre circunscripcion reeleccion acciones_afirmativas estado origen",
        INTERNA="id persona clave_identidad registrada_en",
    ),
    "candidaturas.CorreccionDeNombre": _mapa(
        PUBLICA="acuerdo fecha_acuerdo", INTERNA="id candidatura decia dice motivo por nombre_por en"
    ),
    "candidaturas.Invitacion": _mapa(
        INTERNA="id candidatura cuenta ajeno por en retirada_por retirada_en contesto liberada_por liberada_en"
    ),
    "curricular.Borrador": _mapa(INTERNA="id candidatura seccion contenido version por en"),
    "curricular.Fotografia": _mapa(
        PUBLICA="sha256 ancho alto",
        INTERNA="id candidatura formato octetos fecha_toma fecha_archivo motivo por en",
    ),
    "curricular.VersionCurricular": _mapa(
        PUBLICA="contenido huella en",
        INTERNA="id candidatura numero origen fotografia cuestionario_version por",
    ),
    "identidad.BorradorIdentidad": _mapa(INTERNA="clave cifrado version en"),
    "identidad.Bloqueo": _mapa(INTERNA="id clave bloqueada motivo en"),
    "identidad.Candado": _mapa(INTERNA="clave cerrado en sello"),
    "identidad.DocumentoIdentidad": _mapa(
        CON_CONSENTIMIENTO="cifrado", INTERNA="id clave version origen compromiso en"
    ),
    "identidad.PedidoDeAjuste": _mapa(INTERNA="ajuste clave cifrado en"),
    "identidad.VersionDescartada": _mapa(INTERNA="id clave version en"),
    "identidad.Vinculo": _mapa(
        CON_CONSENTIMIENTO="otra", INTERNA="id clave estado acreditacion evidencia referencia por en"
    ),
    "identidad.Acreditacion": _mapa(INTERNA="id clave cuenta direccion vale evidencia referencia por en"),
    "identidad.Consentimiento": _mapa(
        INTERNA="id clave tratamiento publicacion grupos surten estadistica aviso_version definicion medio acreditacion por en"
    ),
    "identidad.FormatoFirmado": _mapa(INTERNA="id clave consentimiento sha256 tipo octetos por en"),
    "identidad.ResolucionDeFormato": _mapa(INTERNA="id formato aceptado motivo por en"),
    "identidad.ConteoSuelto": _mapa(SOLO_ESTADISTICA="pregunta respuesta cuantas", INTERNA="id proceso lote"),
    "identidad.TablaAsentada": _mapa(
        SOLO_ESTADISTICA="pregunta corte poblacion epsilon cifras", INTERNA="id proceso en"
    ),
    "cuentas.CierreRecordado": _mapa(INTERNA="id cuenta parte en sello"),
    "identidad.Llave": _mapa(INTERNA="clave envuelta creada_en"),
    "identidad.Retiro": _mapa(
        INTERNA="id clave acto seccion grupos surten estadistica acuerdo fecha_acuerdo por en sello"
    ),
    "expediente.Transicion": _mapa(INTERNA="id desde acto hacia"),
    "expediente.AvisoLeido": _mapa(INTERNA="id candidatura version por en"),
    "expediente.Ronda": _mapa(INTERNA="id candidatura numero secciones abierta_por abierta_en"),
    "expediente.ParteLista": _mapa(INTERNA="id candidatura ronda por en"),
    "expediente.Envio": _mapa(
        PUBLICA="acuse",
        INTERNA="id candidatura ronda version huella_curricular identidad_version compromiso_identidad"
        " cabeza_identidad definicion extemporaneo recibido_en por nombre_por en",
    ),
    "expediente.Observacion": _mapa(INTERNA="id candidatura ronda seccion motivo texto por en"),
    "expediente.Ajuste": _mapa(
        INTERNA="id candidatura medio recibido_en vence_en dice debe_decir fotografia con_identidad por"
        " nombre_por en"
    ),
    "expediente.AjusteResuelto": _mapa(
        INTERNA="id ajuste causa version identidad_version compromiso_identidad recibido_en por en"
    ),
    "expediente.CorreccionOficial": _mapa(
        PUBLICA="causa acuerdo fecha_acuerdo",
        INTERNA="id candidatura version identidad_version compromiso_identidad por en",
    ),
    "expediente.Conclusion": _mapa(
        PUBLICA="estado acuerdo fecha_acuerdo sustituta", INTERNA="id candidatura estado_previo por en"
    ),
    "expediente.SeccionOculta": _mapa(
        PUBLICA="expediente seccion", INTERNA="id candidatura fecha por en fin_expediente fin_por fin_en"
    ),
    "expediente.Retencion": _mapa(
        INTERNA="id candidatura expediente fecha por en fin_expediente fin_por fin_en"
    ),
    "expediente.CambioDeResponsable": _mapa(INTERNA="id formula antes ahora acuerdo fecha_acuerdo por en"),
    "expediente.Supresion": _mapa(INTERNA="id candidatura numero motivo fundamento bloqueada_en por en"),
    "expediente.Recordatorio": _mapa(INTERNA="id candidatura destinatario nombre ronda hito dia correo en"),
    "expediente.Cierre": _mapa(
        SOLO_ESTADISTICA="acciones",
        INTERNA="id proceso estados acuerdo fecha_acuerdo organo por nombre_por en fin_acuerdo fin_fecha fin_por fin_en",
    ),
    "correo.Correo": _mapa(
        INTERNA="id para asunto cuerpo clase proceso folio secreto message_id por en estado intentos siguiente_en"
        " enviado_en motivo reenvio_de"
    ),
    "ayuda.SolicitudDeAyuda": _mapa(INTERNA="id proceso folio pagina texto por nombre_por en"),
    "ayuda.RespuestaDeAyuda": _mapa(INTERNA="id solicitud texto por nombre_por en"),
    "ayuda.Capacitacion": _mapa(INTERNA="id proceso fecha tema publico lugar imparte por en"),
    "ayuda.Asistencia": _mapa(INTERNA="id capacitacion nombre representa por en retirada_por retirada_en"),
    "ayuda.ListaFirmada": _mapa(INTERNA="id capacitacion archivo formato por en"),
    "cuentas.Cuenta": _mapa(
        INTERNA="id password last_login correo nombre papel ambito contiendas is_active demo huso"
    ),
    "avisos.Aviso": _mapa(INTERNA="id cuenta base entrada acto proceso folio en por_correo mensaje leido_en"),
    "avisos.Mensaje": _mapa(INTERNA="id proceso cuenta hora correo"),
    "avisos.Marcador": _mapa(INTERNA="base hasta"),
    "cuentas.Designacion": _mapa(
        INTERNA="id proceso cuenta ambito contiendas oficio fecha_oficio por en baja_motivo baja_por baja_en"
    ),
    "cuentas.Enlace": _mapa(INTERNA="id cuenta motivo resumen por en vence_en usado_en anulado_en"),
    "cuentas.AcuseDeRecibo": _mapa(INTERNA="id enlace en"),
    "evaluacion.Evaluacion": _mapa(
        INTERNA="id candidatura lectura version rubrica evaluador nombre marcas en cerrada_en"
    ),
    "evaluacion.Propuesta": _mapa(INTERNA="id candidatura marcas por nombre en"),
    "evaluacion.Resolucion": _mapa(INTERNA="id candidatura forma marcas constancia por nombre en"),
    "evaluacion.Conclusion": _mapa(INTERNA="id proceso por en"),
    "revision.PorConfirmar": _mapa(
        INTERNA="id candidatura acto datos por nombre_por en confirmado fin_por fin_en"
    ),
    "revision.Apartado": _mapa(INTERNA="id candidatura ronda por nombre_por en visto hasta"),
    "informes.Informe": _mapa(
        INTERNA="id proceso tipo periodo version corte restringido huella pdf xlsx por en"
    ),
    "informes.FirmaDeInforme": _mapa(INTERNA="informe firma llave en"),
    "informes.PasoDeInforme": _mapa(INTERNA="id informe estado constancia fecha misma_persona por en"),
    "informes.AvisoDeCambio": _mapa(INTERNA="id anterior nuevo documento pdf por en"),
    "informes.CifrasDelCorte": _mapa(INTERNA="id proceso corte version huella en"),
    "informes.AvisoDeEntregable": _mapa(INTERNA="id anterior nuevo documento por en"),
    "pulso.Latido": _mapa(INTERNA="arranque equipo pared monotono origen dominio fallas"),
    "pulso.Freno": _mapa(INTERNA="id causa equipo antes despues en"),
    "pulso.Reanudacion": _mapa(INTERNA="id freno nota por nombre_por en"),
    "pulso.Ausencia": _mapa(INTERNA="id hasta motivo por nombre_por en pared"),
    "informes.Actividad": _mapa(INTERNA="id proceso fecha texto por en"),
    "informes.PasoDeEntregable": _mapa(INTERNA="id proceso numero estado documento nombre constancia por en"),
    "informes.Liberacion": _mapa(INTERNA="id proceso interfaz version fecha cambios por en"),
    "informes.CasoNoPrevisto": _mapa(INTERNA="id proceso fecha organo asunto resolucion fundamento por en"),
    "informes.RevisionDeLaComision": _mapa(INTERNA="id informe resultado texto constancia fecha por en"),
    "informes.DocumentoEmitido": _mapa(
        INTERNA="id proceso numero ruta actividad responsable fecha vista_ine por en"
    ),
    "informes.Requerimiento": _mapa(INTERNA="id proceso area asunto texto oficio fecha vence por en"),
    "informes.RespuestaARequerimiento": _mapa(INTERNA="id requerimiento fecha texto constancia por en"),
    "difusion.Elenco": _mapa(INTERNA="id proceso desde boletas en"),
    "difusion.Publicada": _mapa(INTERNA="id proceso dia hora red direccion evidencia por en"),
    "difusion.ComprobacionDeEnlace": _mapa(INTERNA="id proceso nombre direccion resultado detalle por en"),
    "difusion.PasoDeAccion": _mapa(INTERNA="id proceso accion fecha texto por en"),
    "difusion.Aliada": _mapa(INTERNA="id proceso numero version nombre clase territorio activa por en"),
    "difusion.Adaptacion": _mapa(
        PUBLICA="donde clase campo texto hizo reviso", INTERNA="id proceso original por en"
    ),
    "difusion.Entrega": _mapa(INTERNA="id proceso aliada fecha material piezas anula por en"),
    "derechos.SolicitudARCO": _mapa(
        INTERNA="id candidatura numero derecho medio acreditada alcance debe_decir con_identidad detalle"
        " recibida_en por en"
    ),
    "derechos.PasoARCO": _mapa(INTERNA="id solicitud estado causa nota fundamento vence_en por en"),
    "derechos.Vulneracion": _mapa(
        INTERNA="id tipo detectada_en que_paso datos personas causa medidas fundamento vence_en por en"
    ),
    "derechos.SeguimientoDeVulneracion": _mapa(
        INTERNA="id vulneracion tipo texto fundamento hecho_en por en"
    ),
    "bitacora.Entrada": _mapa(INTERNA="id momento actor acto proceso folio datos anterior huella sello"),
}

# Datos internos de los que se publica algo derivado, y qué es ese algo.
DERIVADOS: Mapping[tuple[str, str], str] = {
    ("candidaturas.Persona", "fecha_nacimiento"): "la edad cumplida en el día que fija la definición",
    ("candidaturas.Candidatura", "id"): "la unión de filas de la base A, que no sale",
    ("candidaturas.Candidatura", "clave_identidad"): "la pregunta a la base B por lo consentido",
    ("candidaturas.Formula", "id"): "quién es compañera o compañero de fórmula",
    (
        "expediente.Observacion",
        "seccion",
    ): "qué parte del perfil espera corrección; nunca el motivo ni el texto",
    ("expediente.Ronda", "abierta_en"): "el último día para capturar, si nadie acusó recibo de un acceso",
    ("cuentas.AcuseDeRecibo", "en"): "el último día para capturar",
    ("curricular.VersionCurricular", "origen"): "si la información viene de una elección concluida",
}


def publicos(modelo: str, prefijo: str = "", *, derivados: Iterable[str] = ()) -> list[str]:
    """Nombres para `.values()`: los campos PÚBLICA del modelo, y los derivados que se nombren.

    `NoPublicable` si un derivado no está en `DERIVADOS`.
    """
    campos = [campo for campo, suerte in MODELOS[modelo].items() if suerte is Visibilidad.PUBLICA]
    for campo in derivados:
        if (modelo, campo) not in DERIVADOS:
            raise NoPublicable(f"«{modelo}.{campo}» no es público ni deriva en nada público.")
        campos.append(campo)
    return [prefijo + campo for campo in campos]


def mapa(cuestionario: Cuestionario) -> dict[str, Visibilidad]:
    """Pregunta → la visibilidad que declara en su carpeta."""
    return {c.clave: Visibilidad[c.visibilidad.upper()] for c in cuestionario.campos()}


def filtrar(
    respuestas: Respuestas, cuestionario: Cuestionario, *suertes: Visibilidad
) -> dict[str, Respuesta]:
    """Solo las respuestas a preguntas de una de esas `suertes`; lo que el cuestionario no pregunta se pierde."""
    declarado = mapa(cuestionario)
    return {clave: valor for clave, valor in respuestas.items() if declarado.get(clave) in suertes}
