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
from conoceles.proceso.contenido import espera, materias, propuestas
from conoceles.proceso.contenido.aperturas import con_registros, que_ya_abrieron
from conoceles.proceso.contenido.cotejo import exigir_sus_fuentes
from conoceles.proceso.contenido.edicion import Valor, poner, valor
from conoceles.proceso.contenido.fuentes import Fuentes, definir
from conoceles.proceso.contenido.historia import anotar, citar
from conoceles.proceso.contenido.materias import Citado
from conoceles.proceso.contenido.piezas import Pieza, piezas
from conoceles.proceso.contenido.vigencia import asentar, exigir_version_nueva
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import CambioPropuesto, Enmienda, Proceso


@dataclass(frozen=True)
class Propuesta:
    """Cómo quedaría la elección con una pieza enmendada."""

    pieza: Pieza
    antes: Valor
    despues: Valor
    vigente: Definicion
    resultado: Definicion
    fuentes: Fuentes

    def la_piden_dos(self, ahora: datetime) -> bool:
        """Si mueve al futuro lo que ya abrió, con alguien registrado: un tribunal pospone y anula, y una persona se equivoca."""
        return con_registros(self.vigente.clave) and bool(
            que_ya_abrieron(self.vigente, self.resultado, ahora)
        )


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

    `NoEncontrado` si quien la pide no administra; `Conflicto` si otra persona cambió la pieza mientras tanto, o si son dos
    quienes la hacen (`pedir`); lo demás, como `proponer`.
    """
    fila, propuesta = _la_vista(proceso, pieza, dicho, acuerdo, visto, por)
    if propuesta.la_piden_dos(ahora):
        raise Conflicto(
            "Eso ya abrió: moverlo al futuro lo propone una persona y lo aprueba otra. No se cambió nada."
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


@transaction.atomic
def pedir(
    *, proceso: str, pieza: str, dicho: Valor, acuerdo: Acuerdo, visto: str, por: Alcance, ahora: datetime
) -> CambioPropuesto:
    """La que hacen dos: queda propuesta hasta que otra persona la apruebe. Rechaza como `enmendar` y como `espera.dejar`."""
    fila, propuesta = _la_vista(proceso, pieza, dicho, acuerdo, visto, por)
    citados = [Citado(acuerdo, frozenset({materias.de_grupo(propuesta.pieza.grupo)}))]
    diferencia = propuestas.de(fila, propuesta.resultado, propuesta.fuentes, citados)
    if diferencia is None:
        raise ErrorDeDominio("No cambió nada respecto de lo vigente.")
    return espera.dejar(diferencia, propuesta.fuentes, citados, carpeta=False, por=por, ahora=ahora)


def _la_vista(
    proceso: str, pieza: str, dicho: Valor, acuerdo: Acuerdo, visto: str, por: Alcance
) -> tuple[Proceso, Propuesta]:
    """La elección, apartada, y lo que se pide, si nadie cambió la pieza desde que se vio."""
    por.exigir(("administracion", "sistema"), "esa pieza")
    fila = para_cambiar(Proceso.objects.all()).get(pk=proceso)
    exigir_sus_fuentes(fila)
    propuesta = proponer(fila, pieza_de(fila, pieza), dicho, acuerdo)
    if marca(propuesta.antes) != visto:
        raise Conflicto(
            "Otra persona cambió esto mientras usted escribía. Revise lo vigente antes de guardar."
        )
    return fila, propuesta


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
