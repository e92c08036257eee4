"""Con algo registrado, cambiar la elección es proponer: se ve qué cambia, cita su acto, y lo aprueba otra persona."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conoceles.bitacora.compuerta import Sobre
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella as resumir
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido import cotejo, materias
from conoceles.proceso.contenido.aperturas import con_registros, que_ya_abrieron
from conoceles.proceso.contenido.diferencias import DePieza, de_piezas, lo_demas
from conoceles.proceso.contenido.edicion import Valor, poner
from conoceles.proceso.contenido.fuentes import Fuentes, definir
from conoceles.proceso.contenido.historia import anotar, citar, leer
from conoceles.proceso.contenido.lineas import Linea, de_a
from conoceles.proceso.contenido.materias import OPERACION, Citado
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.serie import huella

SIN_ACTO = "sin acuerdo (operación)"
_DICEN = {"acto-temas": "temas"}  # la pieza que en la carpeta dice el acto de esa materia


@dataclass(frozen=True)
class Diferencia:
    """Lo que unos archivos cambiarían de la elección que rige. `actos`: materia → el que la autoriza."""

    proceso: str
    previa: str  # huella de la que rige
    vigente: Definicion
    nueva: Definicion
    fuentes: Fuentes
    distintas: list[DePieza]
    otras: Mapping[str, tuple[str, str]]
    actos: Mapping[str, Acuerdo]

    @property
    def huella(self) -> str:
        """De lo que se lee: si otra cosa rige cuando se aprueba, es otra."""
        return resumir([[[d.pieza.clave, d.antes, d.despues] for d in self.distintas], dict(self.otras)])

    @property
    def lineas(self) -> list[Linea]:
        """Una por diferencia: de qué a qué."""
        piezas = (Linea(_materia(d), _parte(d), _frase(d)) for d in self.distintas)
        return [*piezas, *(_otra(lugar, *dos) for lugar, dos in self.otras.items())]

    def falta(self) -> ErrorDeDominio | None:
        """Por qué no se propone: cambia sin su acto (`acto`) lo que lo pide."""
        faltan = _piden(self.distintas, self.otras) - self.actos.keys()
        if not faltan:
            return None
        cuales = [linea.frase for linea in self.lineas if linea.materia in faltan]
        mas = f" y {len(cuales) - 3} más" if len(cuales) > 3 else ""
        return ErrorDeDominio(
            f"Esto se cambia con el acto que lo autoriza ({', '.join(sorted(faltan))}): {'; '.join(cuales[:3])}{mas}. Cítelo en "
            "la carpeta o dígalo con --acto, --fecha y --organo; si hay varios, uno por materia. No se cambió nada.",
            campo="acto",
        )

    def reabre(self, ahora: datetime) -> list[str]:
        """Las aperturas que ya pasaron y dejarían de haber pasado."""
        return que_ya_abrieron(self.vigente, self.nueva, ahora)

    def asentar(self, *, carpeta: bool, propuso: str, por: Alcance, ahora: datetime) -> None:
        """Cada diferencia en la misma historia que las de pantalla. Se llama con la definición ya puesta."""
        hoy = self.vigente.calendario.dia_local(ahora)
        comun = {"previa": self.previa, "carpeta": carpeta, "propuso": propuso, "por": por, "ahora": ahora}
        for d in self.distintas:
            suyo = self.actos.get(_materia(d)) or Acuerdo(SIN_ACTO, hoy, d.pieza.organo)
            acto = leer(d.despues["acuerdo"]) if d.acto_propio else suyo
            anotar(self.proceso, d.pieza, (d.antes, d.despues), acto, **comun)  # type: ignore[arg-type]
        for materia in dict.fromkeys(map(_de_que, self.otras)):
            suyas = {de: dos for de, dos in self.otras.items() if _de_que(de) == materia}
            antes, despues = ({de: dos[n] for de, dos in suyas.items()} for n in (0, 1))
            acto = self.actos.get(materia) or Acuerdo(SIN_ACTO, hoy, "")
            anotar(self.proceso, None, (antes, despues), acto, **comun)  # type: ignore[arg-type]


def de(
    previo: Proceso | None, nueva: Definicion, fuentes: Fuentes, citados: Sequence[Citado] = ()
) -> Diferencia | None:
    """Con su acto en cada pieza que lo guarda y no cita otro.

    `None` si la elección todavía es un borrador, o si la carpeta es la que puso el último acto.
    `ErrorDeDominio` o `Conflicto` si lo que rige, o sus textos, no los puso un acto: no hay con qué comparar; o si un acto
    valdría por varias materias sin decirlo.
    """
    if previo is None or not con_registros(previo.pk):
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
    otras = lo_demas(vigente, previo.fuentes, distintas, nueva)
    todas = {_materia(d) for d in distintas} | {*map(_de_que, otras)}
    actos = materias.repartir(citados, _piden(distintas, otras) or todas)
    if citados:
        distintas = [_con_su_acto(d, actos) for d in distintas]
        for d in distintas:
            fuentes = poner(fuentes, d.pieza, d.despues)
        nueva = definir(fuentes)
    actos |= _dichos(distintas)
    return Diferencia(previo.pk, previo.huella, vigente, nueva, fuentes, distintas, otras, actos)


def _dichos(distintas: Sequence[DePieza]) -> dict[str, Acuerdo]:
    """Los que la carpeta dice de una materia entera."""
    suyas = (d for d in distintas if d.acto_propio and d.pieza.clave in _DICEN)
    return {_DICEN[d.pieza.clave]: leer(d.despues["acuerdo"]) for d in suyas}


def _piden(distintas: Sequence[DePieza], otras: Mapping[str, object]) -> set[str]:
    """Las materias que cambian y no dicen su acto."""
    piezas = {_materia(d) for d in distintas if not d.acto_propio}
    return (piezas | {*map(_de_que, otras)}) - _dichos(distintas).keys() - {OPERACION}


def _materia(d: DePieza) -> str:
    return OPERACION if d.pieza.operativa else materias.de_grupo(d.pieza.grupo)


def _parte(d: DePieza) -> str:
    return str(d.pieza.ruta[0][1]) if d.pieza.ruta and isinstance(d.pieza.ruta[0], tuple) else d.pieza.titulo


def _frase(d: DePieza) -> str:
    return de_a(d.pieza.titulo, _en_una_linea(d.antes), _en_una_linea(d.despues))


def _de_que(lugar: str) -> str:
    return materias.de_raiz(lugar.partition(" · ")[0])


def _otra(lugar: str, uno: str, otro: str) -> Linea:
    return Linea(_de_que(lugar), "".join(lugar.split(" · ")[2:3]) or lugar, de_a(lugar, uno, otro))


def _con_su_acto(d: DePieza, actos: Mapping[str, Acuerdo]) -> DePieza:
    suyo = actos.get(_materia(d))
    cita = suyo and d.pieza.acto and not d.pieza.operativa and not d.acto_propio
    return replace(d, despues=d.despues | {"acuerdo": citar(suyo)}) if suyo and cita else d


def _en_una_linea(dicho: Valor) -> str:
    textos = (_texto(valor) for clave, valor in dicho.items() if clave != "acuerdo")
    return ", ".join(filter(None, textos)) or "nada"


def _texto(dicho: object) -> str:
    return ", ".join(map(str, dicho)) if isinstance(dicho, list) else str(dicho if dicho is not None else "")
