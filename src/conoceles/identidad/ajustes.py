"""Cambiar lo sellado después de publicar: el ajuste que se pide y la corrección de oficio.

Lo pedido vive aquí, cifrado; la base A solo sabe que lo hay. Quien pide no ve lo sellado ni se le dice si lo
que escribe es distinto: preguntar muchas veces no debe revelar una respuesta.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import exigir_integra
from conoceles.identidad.documentos import BASE, ultimo
from conoceles.identidad.llaves import cifrado, llavero
from conoceles.identidad.models import PedidoDeAjuste
from conoceles.identidad.operaciones import Sello, escribir_sello, leer_para_acto
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Cuestionario, Seccion
from conoceles.proceso.preguntas.condiciones import aplicar_saltos, visible
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas
from conoceles.proceso.preguntas.legible import legible
from conoceles.proceso.preguntas.validacion import limpiar, revisar_seccion


@dataclass(frozen=True)
class Cambio:
    """Una respuesta antes y después, legibles. `repr` no enseña nada."""

    etiqueta: str
    dice: str = field(repr=False)
    debe_decir: str = field(repr=False)


@sensitive_variables()
def pedir(
    *, candidatura: Candidatura, ajuste: UUID, debe_decir: Respuestas, por: Alcance, ahora: datetime
) -> None:
    """Guarda cifrado lo que el ajuste pide; `debe_decir` ya pasó por `limpias`.

    Se escribe antes de confirmar A: si A no confirma, ningún ajuste nombra esta fila y nadie la lee.
    `Conflicto` si no hay respuestas conservadas.
    """
    matriz.exigir(por, candidatura, "pedir_ajuste")
    clave = candidatura.clave_identidad
    _exigir_conservadas(clave)
    aad = _contexto(ajuste)
    cerrado = cifrado.cerrar(llavero.obtener(clave), {"debe_decir": dict(debe_decir)}, aad)
    with transaction.atomic(using=BASE):
        exigir_integra(candidatura)
        PedidoDeAjuste.objects.create(ajuste=ajuste, clave=clave, cifrado=cerrado, en=ahora)
        anotar(candidatura, Acto.IDENTIDAD_PEDIDA, por=por, ahora=ahora)


def puede_pedir(candidatura: Candidatura, por: Alcance) -> bool:
    """Si a quien actúa le toca pedir cambios de identidad en esta candidatura."""
    try:
        matriz.exigir(por, candidatura, "pedir_ajuste")
    except NoEncontrado:
        return False
    return True


@sensitive_variables()
def limpias(proceso_clave: str, recibido: Respuestas) -> dict[str, Respuesta]:
    """Las preguntas que traen respuesta nueva, cada una revisada por sí sola; vacío es «no cambia».

    `ErroresDeCampos` si una respuesta no es de la lista o no cabe, o si depende de otra que no se pide a la
    vez: lo sellado aquí no se mira, y sola podría gastar el ajuste sin cambiar nada.
    """
    cuestionario = proceso.definicion(proceso_clave).identidad
    dichas: dict[str, Respuesta] = {}
    errores: dict[str, str] = {}
    for seccion in map(_sin_condiciones, cuestionario.secciones):
        limpio = limpiar(seccion, recibido)
        dichas |= limpio
        hallazgos = revisar_seccion(seccion, limpio, envio=False)
        errores |= {h.campo: h.mensaje for h in hallazgos if h.nivel == "error"}
    errores |= _sueltas(cuestionario, dichas)
    if errores:
        raise ErroresDeCampos("Hay respuestas de identidad que no se pueden pedir así.", errores)
    return dichas


@sensitive_variables()
def _sueltas(cuestionario: Cuestionario, dichas: Respuestas) -> dict[str, str]:
    """Las que ninguna respuesta de la misma solicitud abre."""
    etiquetas = {c.clave: c.etiqueta for c in cuestionario.campos()}
    return {
        c.clave: f"Depende de «{etiquetas[c.visible_si.campo]}»: contéstela también aquí, como deba decir."
        for c in cuestionario.campos()
        if c.visible_si and c.clave in dichas and not visible(c, dichas)
    }


@sensitive_variables()
def leer_pedido(
    *, candidatura: Candidatura, ajuste: UUID, por: Alcance, ahora: datetime
) -> tuple[Cambio, ...]:
    """Dice y debe decir, para quien resuelve; la lectura queda en la bitácora de B."""
    sellado = leer_para_acto(
        candidatura=candidatura, motivo="Resolver el ajuste pedido", por=por, ahora=ahora
    )
    pedido = _pedido(candidatura.clave_identidad, ajuste)
    campos = candidatura.definicion.identidad.campos()
    return tuple(
        Cambio(c.etiqueta, legible(c, sellado.get(c.clave)), legible(c, pedido[c.clave]))
        for c in campos
        if c.clave in pedido
    )


@sensitive_variables()
def pedido_en_claro(*, candidatura: Candidatura, ajuste: UUID, por: Alcance) -> dict[str, Respuesta]:
    """Lo que se pidió, para aplicarlo enseguida por otro acto; quien llama no lo muestra ni lo guarda."""
    matriz.exigir(por, candidatura, "cambiar")
    return _pedido(candidatura.clave_identidad, ajuste)


@sensitive_variables()
def aplicar(*, candidatura: Candidatura, ajuste: UUID, por: Alcance, ahora: datetime) -> Sello:
    """Sella como versión nueva lo que el ajuste pidió. Repetirlo devuelve la misma versión."""
    matriz.exigir(por, candidatura, "cambiar")
    pedido = _pedido(candidatura.clave_identidad, ajuste)
    return _cambiar(candidatura, pedido, "ajuste", por, ahora)


@sensitive_variables()
def corregir(*, candidatura: Candidatura, debe_decir: Respuestas, por: Alcance, ahora: datetime) -> Sello:
    """Corrección de oficio de las respuestas: no gasta el ajuste. `debe_decir` ya pasó por `limpias`."""
    matriz.exigir(por, candidatura, "cambiar")
    _exigir_conservadas(candidatura.clave_identidad)
    return _cambiar(candidatura, debe_decir, "correccion", por, ahora)


@sensitive_variables()
def _cambiar(
    candidatura: Candidatura, cambios: Respuestas, origen: str, por: Alcance, ahora: datetime
) -> Sello:
    """La versión nueva guarda lo demás como estaba; el consentimiento no se toca."""
    clave = candidatura.clave_identidad
    anterior = ultimo(clave)
    if anterior is None:
        raise Conflicto("No hay respuestas de identidad que cambiar.")
    cuestionario = candidatura.definicion.identidad
    nuevas = aplicar_saltos(cuestionario, anterior.respuestas | dict(cambios))
    with transaction.atomic(using=BASE):
        exigir_integra(candidatura)
        escrito = escribir_sello(clave, nuevas, llavero.obtener(clave), origen, ahora)
        datos = {"version": escrito.version, "compromiso": escrito.compromiso, "origen": origen}
        entrada = anotar(candidatura, Acto.IDENTIDAD_CAMBIADA, por=por, ahora=ahora, **datos)
    return Sello(escrito.version, escrito.compromiso, entrada.huella)


@sensitive_variables()
def _pedido(clave: UUID, ajuste: UUID) -> dict[str, Respuesta]:
    fila = PedidoDeAjuste.objects.filter(ajuste=ajuste, clave=clave).first()
    if fila is None:
        raise ErrorDeDominio("Ese ajuste no pide cambios de identidad.")
    return abrir_pedido(fila, llavero.obtener(clave))


@sensitive_variables()
def abrir_pedido(fila: PedidoDeAjuste, llave: bytes) -> dict[str, Respuesta]:
    """Lo pedido, descifrado; solo para esta sala."""
    documento = cifrado.abrir(llave, bytes(fila.cifrado), _contexto(fila.ajuste))
    return dict(documento["debe_decir"])


def _exigir_conservadas(clave: UUID) -> None:
    consentido = documentos.consentimientos([clave]).get(clave)
    if consentido is None or not consentido.tratamiento or clave not in documentos.ultimos([clave]):
        raise Conflicto("No se conservan respuestas de identidad de esta candidatura: no hay qué cambiar.")


def _sin_condiciones(seccion: Seccion) -> Seccion:
    sueltos = (
        replace(c, visible_si=None, opciones=tuple(replace(o, visible_si=None) for o in c.opciones))
        for c in seccion.campos
    )
    return replace(seccion, campos=tuple(sueltos))


def _contexto(ajuste: UUID) -> bytes:
    return cifrado.contexto("pedido", "cifrado", ajuste, 1)
