"""Enmendar una pieza: la definición entera se vuelve a comprobar, y el acto queda con quien lo hizo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.canonico import huella as resumir
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas
from conoceles.proceso.contenido.cotejo import exigir_sus_fuentes
from conoceles.proceso.contenido.edicion import Valor, poner, valor
from conoceles.proceso.contenido.fuentes import Fuentes, definir
from conoceles.proceso.contenido.piezas import Pieza, piezas
from conoceles.proceso.contenido.vigencia import asentar, exigir_version_nueva
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Enmienda, Proceso


@dataclass(frozen=True)
class Propuesta:
    """Cómo quedaría la elección con una pieza enmendada."""

    pieza: Pieza
    antes: Valor
    despues: Valor
    vigente: Definicion
    resultado: Definicion
    fuentes: Fuentes


def piezas_de(proceso: Proceso) -> tuple[Pieza, ...]:
    """Lo editable de esa elección. `ErrorDeDominio` si se cargó antes de que se guardaran sus archivos."""
    if not proceso.fuentes:
        raise ErrorDeDominio("Para editar en pantalla, vuelva a cargar la carpeta de esta elección.")
    return piezas(consultas.definicion(proceso.clave), proceso.fuentes)


def pieza_de(proceso: Proceso, clave: str) -> Pieza:
    """`NoEncontrado` si no es una pieza editable."""
    hallada = next((p for p in piezas_de(proceso) if p.clave == clave), None)
    if hallada is None:
        raise NoEncontrado(f"«{clave}» no se edita en pantalla.")
    return hallada


def marca(antes: Valor) -> str:
    """Huella de lo que la pantalla mostraba: si otra persona lo cambió, se nota."""
    return resumir(antes)


def proponer(proceso: Proceso, pieza: Pieza, dicho: Valor, acuerdo: Acuerdo) -> Propuesta:
    """Lo que resultaría, sin guardar nada. `dicho` trae los datos de la pieza.

    `DefinicionInvalida` con las mismas frases que la carpeta; `ErrorDeDominio` si nada cambia o si un aviso
    cambia sin versión nueva.
    """
    antes = valor(proceso.fuentes, pieza)
    citado = {"acuerdo": citar(acuerdo)} if pieza.acto else {}
    fuentes = poner(proceso.fuentes, pieza, dicho | citado)
    despues = valor(fuentes, pieza)
    if despues == antes:
        raise ErrorDeDominio("No cambió nada respecto de lo vigente.")
    resultado = definir(fuentes)
    exigir_version_nueva(resultado)
    return Propuesta(pieza, antes, despues, consultas.definicion(proceso.clave), resultado, fuentes)


@transaction.atomic
def enmendar(
    *, proceso: str, pieza: str, dicho: Valor, acuerdo: Acuerdo, visto: str, por: Alcance, ahora: datetime
) -> Enmienda:
    """Aplica la enmienda. `visto` es la `marca` de lo que se tenía a la vista al escribirla.

    `NoEncontrado` si quien la pide no administra; `Conflicto` si otra persona cambió la pieza mientras tanto;
    lo demás, como `proponer`.
    """
    por.exigir(("administracion", "sistema"), "esa pieza")
    fila = para_cambiar(Proceso.objects.all()).get(pk=proceso)
    exigir_sus_fuentes(fila)
    propuesta = proponer(fila, pieza_de(fila, pieza), dicho, acuerdo)
    if marca(propuesta.antes) != visto:
        raise Conflicto(
            "Otra persona cambió esto mientras usted escribía. Revise lo vigente antes de guardar."
        )
    previa = fila.huella
    asentar(propuesta.resultado, propuesta.fuentes, ahora=ahora, inventado=fila.inventado)
    return anotar(
        fila.pk,
        propuesta.pieza,
        (propuesta.antes, propuesta.despues),
        acuerdo,
        previa=previa,
        por=por,
        ahora=ahora,
    )


def anotar(
    proceso: str,
    pieza: Pieza | None,
    cambio: tuple[Valor, Valor],
    acuerdo: Acuerdo,
    *,
    previa: str,
    por: Alcance,
    ahora: datetime,
    carpeta: bool = False,
) -> Enmienda:
    """La historia de lo que ya rige: qué, de qué a qué, quién y con qué acto. Sin `pieza`, lo que no se edita en pantalla.

    `previa`: la huella de la definición que regía.
    """
    if not acuerdo.numero or acuerdo.fecha is None:
        raise ErrorDeDominio("Toda enmienda cita el número y la fecha del acto que la autoriza.")
    quedo = Proceso.objects.only("huella", "fuentes").get(pk=proceso)
    antes, despues = cambio
    enmienda = Enmienda.objects.create(
        proceso_id=proceso, pieza=pieza.clave if pieza else "", carpeta=carpeta, antes=antes, despues=despues,
        numero=acuerdo.numero, fecha=acuerdo.fecha, organo=acuerdo.organo, huella_previa=previa,
        huella=quedo.huella, por=por.actor, nombre_por=por.nombre, en=ahora,
    )  # fmt: skip
    datos: Valor = {
        "enmienda": enmienda.pk,
        "pieza": enmienda.pieza,
        "acuerdo": acuerdo.numero,
        "huella": enmienda.huella,
        "fuentes": resumir(quedo.fuentes),
    }
    datos |= _movida(pieza, despues) if pieza else {}
    registrar(
        using="default", por=por, acto=Acto.DEFINICION_ENMENDADA, ahora=ahora, proceso=proceso, datos=datos
    )
    return enmienda


def _movida(pieza: Pieza, despues: Valor) -> Valor:
    """La fecha que se movió, de quiénes y a qué día: con eso se avisa. Nada si lo enmendado no es una fecha."""
    if not pieza.fecha:
        return {}
    return {"fecha": pieza.fecha, "territorios": pieza.territorios, "dia": despues["dia"]}


@transaction.atomic
def exportar(*, proceso: str, por: Alcance, ahora: datetime) -> Fuentes:
    """Los archivos con las enmiendas aplicadas; queda constancia de hasta cuál enmienda llevan.

    `NoEncontrado` si no existe la elección; `ErrorDeDominio` si se cargó antes de guardar sus archivos.
    """
    fila = Proceso.objects.filter(pk=proceso).first()
    if fila is None:
        raise NoEncontrado(f"No se ha cargado el proceso «{proceso}».")
    piezas_de(fila)
    ultima = fila.enmiendas.order_by("-id").values_list("id", flat=True).first() or 0
    datos = {"enmienda": ultima, "huella": fila.huella}
    registrar(
        using="default", por=por, acto=Acto.DEFINICION_EXPORTADA, ahora=ahora, proceso=proceso, datos=datos
    )
    fuentes: Fuentes = fila.fuentes
    return fuentes


def citar(acuerdo: Acuerdo) -> Valor:
    """El acto, como lo dice el valor de una pieza."""
    return {
        "numero": acuerdo.numero,
        "fecha": acuerdo.fecha.isoformat() if acuerdo.fecha else "",
        "organo": acuerdo.organo,
    }
