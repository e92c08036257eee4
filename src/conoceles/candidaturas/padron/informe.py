"""Lo que pasó con cada renglón, numerado y en español, y agrupado por causa."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict

from conoceles.nucleo.canonico import huella
from conoceles.nucleo.texto import cuantos

_CITADO = re.compile(r"([^«]*)(«.*?»)(.*)", re.DOTALL)
_MUESTRA = 12  # otras columnas o mensajes que acompañan al ejemplo
GRAVEDADES = ("error", "aceptada", "aviso")  # de la peor a la más leve


@dataclass(frozen=True)
class Aviso:
    """Una rareza: dónde está y qué se hizo. `fila` es la de la hoja de cálculo, o `None` si es de la columna."""

    codigo: str
    mensaje: str
    hoja: str = ""
    fila: int | None = None
    columna: str = ""
    valores: int = 1  # cuántos alcanza
    folio: str = ""  # de quién es, si en su pantalla se atiende

    def orden(self) -> tuple[str, int, str, str, str]:
        """Primero por hoja y renglón: así se recorre el archivo al corregirlo."""
        return (self.hoja, self.fila or 0, self.columna, self.codigo, self.mensaje)


@dataclass(frozen=True)
class Causa:
    """Los hallazgos de un mismo código; 0 renglones si son de columnas. `ejemplo`: dónde está el primero y qué le pasa."""

    codigo: str
    gravedad: str
    renglones: int
    valores: int
    ejemplo: str

    @property
    def cuantos(self) -> str:
        """«323 renglones»; de una columna entera, cuántos valores."""
        if self.renglones:
            return cuantos(self.renglones, "renglón", "renglones")
        return cuantos(self.valores, "valor", "valores")


class Escrito(TypedDict):
    """El documento del contrato. `causas`: cada `Causa`; los conteos son los de `Informe`."""

    archivo: str
    formato: str
    mapa: str
    simulado: bool
    filas: int
    fuera: int
    altas: int
    cambios: int
    sin_cambio: int
    personas: int
    formulas: int
    candidaturas: int
    aceptadas: list[str]
    causas: list[dict[str, str | int]]
    avisos: list[dict[str, object]]
    errores: list[dict[str, object]]


@dataclass
class Informe:
    """Resultado de una importación; `filas` cuenta renglones de la hoja principal."""

    archivo: str = ""
    formato: str = ""
    mapa: str = ""  # huella de padron.toml, si el archivo se leyó con él
    simulado: bool = False
    filas: int = 0
    fuera: int = 0
    altas: int = 0
    cambios: int = 0
    sin_cambio: int = 0
    personas: int = 0
    formulas: int = 0
    candidaturas: int = 0
    avisos: list[Aviso] = field(default_factory=list)
    errores: list[Aviso] = field(default_factory=list)
    acepta: frozenset[str] = frozenset()  # códigos de pérdida que una persona aceptó
    hechos: hashlib._Hash = field(
        default_factory=hashlib.sha256, repr=False, compare=False
    )  # de cada cambio, en su orden
    visto: str = ""  # la `huella` del ensayo que se confirma; si lo de hoy es otra cosa, no se aplica

    def avisar(
        self,
        codigo: str,
        mensaje: str,
        hoja: str = "",
        fila: int | None = None,
        columna: str = "",
        valores: int = 1,
    ) -> None:
        """Agrega una rareza que no impide importar."""
        self.avisos.append(Aviso(codigo, mensaje, hoja, fila, columna, valores))

    def fallar(
        self,
        codigo: str,
        mensaje: str,
        hoja: str = "",
        fila: int | None = None,
        columna: str = "",
        valores: int = 1,
        folio: str = "",
    ) -> None:
        """Agrega una causa que impide importar: con una sola, nada se aplica. Aceptada, solo se anota."""
        destino = self.avisos if codigo in self.acepta else self.errores
        destino.append(Aviso(codigo, mensaje, hoja, fila, columna, valores, folio))

    def hara(self, *que: object) -> None:
        """Suma un cambio a los anteriores; lo que dice no se puede leer ahí."""
        self.hechos.update(repr([*map(str, que)]).encode())

    def folios(self, codigo: str) -> list[str]:
        """De quiénes son los hallazgos de ese código que se atienden en su pantalla."""
        return sorted({a.folio for a in (*self.errores, *self.avisos) if a.codigo == codigo and a.folio})

    @property
    def aceptadas(self) -> list[str]:
        """Los códigos aceptados que sí hicieron falta."""
        return sorted({aviso.codigo for aviso in self.avisos} & self.acepta)

    def causas(self) -> list[Causa]:
        """Una por código, la peor primero."""
        grupos: dict[tuple[str, str], list[Aviso]] = {}
        for aviso in self.errores:
            grupos.setdefault(("error", aviso.codigo), []).append(aviso)
        for aviso in self.avisos:
            gravedad = "aceptada" if aviso.codigo in self.acepta else "aviso"
            grupos.setdefault((gravedad, aviso.codigo), []).append(aviso)
        causas = [_causa(codigo, gravedad, suyos) for (gravedad, codigo), suyos in grupos.items()]
        return sorted(
            causas, key=lambda c: (GRAVEDADES.index(c.gravedad), -max(c.renglones, c.valores), c.codigo)
        )

    @property
    def huella(self) -> str:
        """Cambia si cambia lo que haría, aunque dé las mismas cuentas, o de lo que avisa."""
        conteos = (
            self.filas,
            self.fuera,
            self.altas,
            self.cambios,
            self.sin_cambio,
            self.personas,
            self.formulas,
        )
        dichos = [[*map(str, map(vars, sorted(de, key=Aviso.orden)))] for de in (self.errores, self.avisos)]
        return huella([self.hechos.hexdigest(), *conteos, *dichos, self.aceptadas])

    @property
    def aplica(self) -> bool:
        """Si lo hecho se queda: sin errores, sin simular y, si se confirma un ensayo, igual a él."""
        return not (self.errores or self.simulado or (self.visto and self.visto != self.huella))

    def sin_efecto(self) -> None:
        """Nada se aplicó: los conteos de lo hecho quedan en cero."""
        self.altas = self.cambios = self.sin_cambio = self.personas = self.formulas = self.candidaturas = 0

    def frase_de_errores(self) -> str:
        """Para quien opera: cada causa con su tamaño y un ejemplo."""
        cuantos = "un error" if len(self.errores) == 1 else f"{len(self.errores):,} errores"
        lineas = [f"No se importó nada: el archivo tiene {cuantos}."]
        lineas += [f"  {frase_de_causa(causa)}" for causa in self.causas() if causa.gravedad == "error"]
        lineas.append(
            "Corrija el archivo, o diga cómo se lee en padron.toml (qué puede nombrar: `padron columnas`); "
            "si admite perder eso, acepte su código con --aceptar CÓDIGO."
        )
        return "\n".join(lineas)

    def como_dict(self) -> Escrito:
        """El documento del contrato; avisos y errores, numerados en el orden de la hoja."""
        return {
            "archivo": self.archivo,
            "formato": self.formato,
            "mapa": self.mapa,
            "simulado": self.simulado,
            "filas": self.filas,
            "fuera": self.fuera,
            "altas": self.altas,
            "cambios": self.cambios,
            "sin_cambio": self.sin_cambio,
            "personas": self.personas,
            "formulas": self.formulas,
            "candidaturas": self.candidaturas,
            "aceptadas": self.aceptadas,
            "causas": [vars(causa) for causa in self.causas()],
            "avisos": _numerar(self.avisos),
            "errores": _numerar(self.errores),
        }


def frase_de_causa(causa: Causa) -> str:
    """«LUGAR_REPETIDO (323 renglones): en CANDIDATOS, renglón 8: …»."""
    return f"{causa.codigo} ({causa.cuantos}): {causa.ejemplo}"


def _causa(codigo: str, gravedad: str, avisos: list[Aviso]) -> Causa:
    primero = min(avisos, key=Aviso.orden)
    de_renglon = {(aviso.hoja, aviso.fila) for aviso in avisos if aviso.fila}
    de_hoja = sum(aviso.valores for aviso in avisos if not aviso.fila and not aviso.columna)
    donde = ", ".join(
        parte
        for parte in (
            primero.hoja,
            f"renglón {primero.fila}" if primero.fila else "",
            f"columna {primero.columna}" if primero.columna else "",
        )
        if parte
    )
    return Causa(
        codigo=codigo,
        gravedad=gravedad,
        renglones=len(de_renglon) + de_hoja,
        valores=sum(aviso.valores for aviso in avisos),
        ejemplo=(f"{donde}: {primero.mensaje}" if donde else primero.mensaje) + _otros(primero, avisos),
    )


def _otros(primero: Aviso, avisos: list[Aviso]) -> str:
    """Las demás columnas, o los demás mensajes distintos: con verlos suele bastar para corregir el archivo."""
    otras = Counter[str]()
    for aviso in avisos if primero.columna and primero.fila is None else ():
        otras[aviso.columna] += aviso.valores if aviso.columna != primero.columna else 0
    dichos = [f"{columna} ({valores:,})" for columna, valores in otras.items() if valores]
    if not dichos:
        dichos = [
            _distinto(aviso.mensaje, primero.mensaje) for aviso in avisos if aviso.mensaje != primero.mensaje
        ]
        dichos = sorted(dict.fromkeys(dichos))
    if not dichos:
        return ""
    mas = f" y {len(dichos) - _MUESTRA:,} más" if len(dichos) > _MUESTRA else ""
    return f" También: {'; '.join(dichos[:_MUESTRA])}{mas}."


def _distinto(mensaje: str, primero: str) -> str:
    """Si dos mensajes solo difieren en lo citado, lo citado; si no, el mensaje sin su punto final."""
    uno, otro = _CITADO.fullmatch(mensaje), _CITADO.fullmatch(primero)
    if uno and otro and (uno[1], uno[3]) == (otro[1], otro[3]):
        return uno[2]
    return mensaje.rstrip(".")


def _numerar(avisos: Iterable[Aviso]) -> list[dict[str, object]]:
    return [
        {
            "numero": numero,
            "hoja": aviso.hoja,
            "fila": aviso.fila,
            "columna": aviso.columna,
            "codigo": aviso.codigo,
            "mensaje": aviso.mensaje,
        }
        for numero, aviso in enumerate(sorted(avisos, key=Aviso.orden), start=1)
    ]
