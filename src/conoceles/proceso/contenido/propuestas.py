"""Con algo registrado, una carpeta es una propuesta: se ve en qué cambia lo que rige, cita su acto y queda en la historia."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from conoceles.bitacora.compuerta import Sobre
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido import cotejo
from conoceles.proceso.contenido.diferencias import DePieza, de_piezas, lo_demas
from conoceles.proceso.contenido.edicion import Valor, poner
from conoceles.proceso.contenido.enmiendas import anotar, citar
from conoceles.proceso.contenido.fuentes import Fuentes, definir
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.definicion import Acuerdo, Calendario, Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.serie import huella

SIN_ACTO = "sin acuerdo (operación)"
APERTURAS = ("captura_inicio", "publicacion_inicio")


@dataclass(frozen=True)
class DeCarpeta:
    """Lo que una carpeta cambiaría de la elección que rige."""

    proceso: str
    huella: str  # de la que rige
    vigente: Definicion
    nueva: Definicion
    fuentes: Fuentes
    distintas: list[DePieza]
    otras: Mapping[str, tuple[str, str]]

    @property
    def en_palabras(self) -> list[str]:
        """Una frase por diferencia: de qué a qué."""
        piezas = [
            f"{d.pieza.titulo}: {_en_una_linea(d.antes)} → {_en_una_linea(d.despues)}" for d in self.distintas
        ]
        return piezas + [
            f"{lugar}: {uno or 'nada'} → {otro or 'nada'}" for lugar, (uno, otro) in self.otras.items()
        ]

    def falta(self, acuerdo: Acuerdo | None, ahora: datetime) -> ErrorDeDominio | None:
        """Por qué no se aplica: mueve al futuro lo que ya abrió, o cambia sin acto (`acto`) lo que en pantalla cita uno."""
        if abiertas := list(_que_ya_abrieron(self.vigente, self.nueva, ahora)):
            return ErrorDeDominio(
                f"Ya pasó y la carpeta lo mueve al futuro: {'; '.join(abiertas)}. Si un tribunal o el Consejo lo pospuso, hágalo "
                "en Contenidos, con su resolución: ahí se ve a quién le cambia. No se cambió nada."
            )
        if (faltan := [d for d in self.distintas if _sin_acto(d)]) and acuerdo is None:
            return ErrorDeDominio(
                f"Esto se cambia con el acto que lo autoriza: {'; '.join(d.pieza.titulo for d in faltan)}. Cítelo en la "
                "carpeta o dígalo al aplicar, con su número, su fecha y su órgano. No se cambió nada.",
                campo="acto",
            )
        return None

    def asentar(self, acuerdo: Acuerdo | None, *, por: Alcance, ahora: datetime) -> None:
        """Cada diferencia en la misma historia que las de pantalla. Se llama con la definición ya puesta."""
        hoy = self.vigente.calendario.dia_local(ahora)
        for d in self.distintas:
            suyo = acuerdo or Acuerdo(SIN_ACTO, hoy, d.pieza.organo)
            anotar(
                self.proceso, d.pieza, (d.antes, d.despues), _el_suyo(d) if d.acto_propio else suyo,
                previa=self.huella, por=por, ahora=ahora, carpeta=True,
            )  # fmt: skip
        if self.otras:
            cambio = tuple({de: dos[n] for de, dos in self.otras.items()} for n in (0, 1))
            anotar(
                self.proceso, None, (cambio[0], cambio[1]), acuerdo or Acuerdo(SIN_ACTO, hoy, ""),
                previa=self.huella, por=por, ahora=ahora, carpeta=True,
            )  # fmt: skip


def de(
    previo: Proceso | None, nueva: Definicion, fuentes: Fuentes, acuerdo: Acuerdo | None
) -> DeCarpeta | None:
    """Con `acuerdo` en cada pieza que guarda su acto y no cita otro.

    `None` si la elección todavía es un borrador, sin nada registrado, o si la carpeta es la que puso el último acto.
    `ErrorDeDominio` o `Conflicto` si lo que rige, o sus textos, no los puso un acto: no hay con qué comparar.
    """
    if previo is None or not previo.contiendas.filter(formulas__isnull=False).exists():
        return None
    if huella(nueva) == cotejo.huella_que_consta(previo.pk):
        return None  # también repone la que otro cliente de la base haya cambiado
    cotejo.exigir_sus_fuentes(previo)
    if cotejo.en_duda(Sobre(previo.pk)):
        raise ErrorDeDominio(
            "Lo que rige en la base cambió sin pasar por el sistema. Cargue primero la carpeta que regía, que lo repone, y "
            "después proponga el cambio. No se cambió nada."
        )
    vigente = cotejo.la_que_consta(previo.pk)
    distintas = de_piezas(vigente, previo.fuentes, nueva, fuentes)
    if acuerdo:
        distintas = [_con_su_acto(d, acuerdo) for d in distintas]
        for d in distintas:
            fuentes = poner(fuentes, d.pieza, d.despues)
        nueva = definir(fuentes)
    otras = lo_demas(vigente, previo.fuentes, distintas, nueva)
    return DeCarpeta(previo.pk, previo.huella, vigente, nueva, fuentes, distintas, otras)


def _que_ya_abrieron(vigente: Definicion, nueva: Definicion, ahora: datetime) -> list[str]:
    """Las aperturas que ya pasaron, en toda la elección o en un grupo de territorios, y dejarían de haber pasado."""
    hoy, antes = vigente.calendario.dia_local(ahora), vigente.calendario
    pares: list[tuple[str, Calendario, Calendario]] = [("", antes, nueva.calendario)]
    for c in nueva.contiendas:
        lugar = c.municipio, c.distrito
        pares.append((f" en {c.nombre}", antes.de(*lugar), nueva.calendario.de(*lugar)))
    frases: dict[tuple[str, date], str] = {}
    for donde, previo, otro in pares:
        for clave in APERTURAS:
            abrio, abrira = previo.dia(clave), otro.dia(clave)
            if abrio and abrio <= hoy and (abrira is None or abrira > hoy):
                a_cuando = f"al {en_palabras(abrira)}" if abrira else "a ningún día"
                dicha = f"{DE_FECHAS[clave]}{donde}, del {en_palabras(abrio)} {a_cuando}"
                frases.setdefault((clave, abrio), dicha)
    return list(frases.values())


def _sin_acto(d: DePieza) -> bool:
    """Si en pantalla citaría un acto y la carpeta no lo cita."""
    return not d.pieza.operativa and not d.acto_propio


def _con_su_acto(d: DePieza, acuerdo: Acuerdo) -> DePieza:
    cita = d.pieza.acto and _sin_acto(d)
    return replace(d, despues=d.despues | {"acuerdo": citar(acuerdo)}) if cita else d


def _el_suyo(d: DePieza) -> Acuerdo:
    dicho = d.despues["acuerdo"]
    return Acuerdo(dicho["numero"], date.fromisoformat(dicho["fecha"]), dicho["organo"])


def _en_una_linea(dicho: Valor) -> str:
    textos = (_texto(valor) for clave, valor in dicho.items() if clave != "acuerdo")
    return ", ".join(filter(None, textos)) or "nada"


def _texto(dicho: object) -> str:
    texto = ", ".join(map(str, dicho)) if isinstance(dicho, list) else str(dicho if dicho is not None else "")
    return texto if len(texto) <= 80 else f"{texto[:80]}…"
