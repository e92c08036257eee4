"""El padrón que alguien cambió sin pasar por el sistema: dos personas reponen lo que constaba o, de un nombre o una edad, dan por bueno lo nuevo.

Lo que constaba se prueba con el sello de su último acto: quien no es el sistema no puede hacerlo. Si no se puede probar, no se salda aquí.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import VIVAS
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.constancia import PADRON
from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre, Persona
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.ajuste.escrituras import DE_LA_PERSONA
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.transiciones import asentar, tomar_para_cambiar
from conoceles.integridad.escritas import remediar
from conoceles.integridad.hallazgo import Que
from conoceles.integridad.pregunta import de_candidaturas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto

_DE_PERSONA = "persona__"
ROTULOS = {
    "persona__nombre": "nombre completo", "persona__nombres": "nombre", "persona__primer_apellido": "primer apellido",
    "persona__segundo_apellido": "segundo apellido", "sobrenombre": "sobrenombre", "persona__sexo": "sexo",
    "persona__fecha_nacimiento": "fecha de nacimiento", "persona__edad_publicada": "edad", "circunscripcion": "circunscripción",
    "reeleccion": "reelección", "acciones_afirmativas": "acciones afirmativas", "calidad": "calidad", "suplencia": "suplencia",
}  # fmt: skip
Valores = Mapping[str, object]  # columna → lo que dice


@dataclass(frozen=True)
class Cambiado:
    """Un dato del padrón que ya no dice lo que su último acto dejó."""

    columna: str
    consta: object
    hay: object

    @property
    def rotulo(self) -> str:
        """Como se lee en pantalla."""
        return ROTULOS[self.columna]


def cambiado(candidatura: Candidatura) -> bool:
    """Si su padrón cambió por fuera, y nada más de ella: lo demás solo se repone del respaldo, y antes."""
    halladas = de_candidaturas([candidatura.folio])
    return bool(halladas) and all(h.parte == PADRON and h.que is Que.CAMBIO for h in halladas)


def probar(candidatura: Candidatura, posibles: Iterable[Valores]) -> list[Cambiado]:
    """En qué cambió, con los primeros valores que llevan el sello de su último acto; vacía si ninguno lo lleva.

    `posibles`: lo que pudo decir. Los que no se reponen en su fila ni en la de la persona (su lugar en la boleta) no cuentan.
    """
    [consta] = sin_constancia([candidatura.folio])
    tabla = TABLAS[Candidatura]
    hay = tabla.valores(candidatura.pk)
    for dichos in posibles:
        suyos = {c: v for c, v in dichos.items() if c in ROTULOS and hay[c] != v}
        filas = tabla.como_si(candidatura.pk, suyos)
        if suyos and any(f.parte == PADRON and f.sello == consta.padron for f in filas):
            return [Cambiado(columna, v, hay[columna]) for columna, v in suyos.items()]
    return []


def se_atestigua(cambiados: Iterable[Cambiado]) -> bool:
    """Si todo lo que cambió puede darse por bueno."""
    return {c.columna for c in cambiados} <= TABLAS[Candidatura].se_atestigua


@transaction.atomic
def saldar(
    *,
    candidatura: Candidatura,
    consta: Valores,
    repone: bool,
    motivo: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Devuelve lo que constaba o, si no `repone`, da por bueno lo que hay. Quien llama ya vio que son dos personas.

    Rechaza como `exigir_saldable`. También se salda en las demás candidaturas de la persona.
    """
    fila = tomar_para_cambiar(candidatura, por)
    fila.persona = para_cambiar(Persona.objects.all()).get(pk=fila.persona_id)
    cambiados, numero, fecha = exigir_saldable(
        fila, consta, repone, motivo, acuerdo, fecha_acuerdo, por=por, ahora=ahora
    )
    hermanas = fila.persona.candidaturas.exclude(pk=fila.pk).order_by("pk")
    suyas = [
        fila,
        *(h for h in hermanas if any(c.columna.startswith(_DE_PERSONA) for c in cambiados) and cambiado(h)),
    ]
    if repone:
        remediar(de_candidaturas([fila.folio]))
        _poner(fila, cambiados)
    for suya in suyas:
        propios = [c for c in cambiados if suya is fila or c.columna.startswith(_DE_PERSONA)]
        if suya is not fila and repone and cambiado(suya):
            continue  # tiene otra cosa suya que tampoco consta
        if not repone:
            _corregir(suya, propios, motivo, numero, fecha, por, ahora)
        acto = Acto.PADRON_REPUESTO if repone else Acto.PADRON_ATESTIGUADO
        campos = [c.rotulo for c in propios]
        asentar(suya, acto, por=por, ahora=ahora, campos=campos, acuerdo=numero, fecha=fecha.isoformat())


def exigir_saldable(
    candidatura: Candidatura,
    consta: Valores,
    repone: bool,
    motivo: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    *,
    por: Alcance,
    ahora: datetime,
) -> tuple[list[Cambiado], str, date]:
    """Lo que `saldar` exige, sin hacer nada: en qué cambió, y el número y la fecha, limpios.

    `NoEncontrado` a quien no administra; `Conflicto` si lo suyo ya consta, si con `consta` no se prueba, o si se daría por bueno lo
    que solo se repone; `ErroresDeCampos` de lo que falta.
    """
    por.exigir(ADMINISTRACION, "esa candidatura")
    if not cambiado(candidatura):
        raise Conflicto(
            "Su padrón ya consta, o cambió algo más de ella que se repone antes del respaldo. No se hizo nada."
        )
    otros = {} if motivo.strip() else {"motivo": "Escriba por qué."}
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora, otros=otros)
    cambiados = probar(candidatura, [consta])
    if not cambiados:
        raise Conflicto("Eso no es lo que constaba: no lleva el sello de su último acto. No se hizo nada.")
    if not repone and not se_atestigua(cambiados):
        raise Conflicto(
            "Solo un nombre, un sobrenombre, un nacimiento o una edad se dan por buenos; lo demás se repone."
        )
    de_persona = {c.columna: c.consta for c in cambiados if c.columna.startswith(_DE_PERSONA)}
    hermanas = candidatura.persona.candidaturas.exclude(pk=candidatura.pk) if de_persona else ()
    if not repone and not all(cambiado(h) and probar(h, [de_persona]) for h in hermanas):
        raise Conflicto("En otra candidatura suya cambió algo más: repóngalo antes. No se hizo nada.")
    return cambiados, numero, fecha


def _poner(fila: Candidatura, cambiados: Iterable[Cambiado]) -> None:
    for uno in cambiados:
        de_ella = uno.columna.startswith(_DE_PERSONA)
        quien, campo = (fila.persona if de_ella else fila), uno.columna.removeprefix(_DE_PERSONA)
        setattr(quien, campo, uno.consta)
        quien.save(update_fields=[campo])


def _corregir(
    fila: Candidatura,
    cambiados: Iterable[Cambiado],
    motivo: str,
    numero: str,
    fecha: date,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Del nombre queda lo mismo que al corregirlo en pantalla: el corte siguiente no lo deshace."""
    suyos = {c.columna.removeprefix(_DE_PERSONA): c for c in cambiados}
    del_nombre = {campo: c for campo, c in suyos.items() if campo in (*DE_LA_PERSONA, "sobrenombre")}
    if del_nombre and fila.estado in VIVAS:
        CorreccionDeNombre.objects.create(
            candidatura=fila, decia={campo: c.consta for campo, c in del_nombre.items()},
            dice={campo: c.hay for campo, c in del_nombre.items()}, motivo=" ".join(motivo.split())[:300], acuerdo=numero,
            fecha_acuerdo=fecha, por=por.actor, nombre_por=por.nombre, en=ahora,
        )  # fmt: skip
