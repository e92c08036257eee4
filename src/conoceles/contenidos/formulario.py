"""Lo que la pantalla pide de una pieza: de texto a valor, con una frase junto a cada causa."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import DefinicionInvalida
from conoceles.proceso.contenido.edicion import VACIOS, Dicho, Valor
from conoceles.proceso.contenido.nombres import DE_FECHAS
from conoceles.proceso.contenido.piezas import Dato, Pieza
from conoceles.proceso.contenido.propuestas import SIN_ACTO
from conoceles.proceso.definicion import Acuerdo

MAXIMOS = {"linea": 300, "parrafo": 4_000, "markdown": 100_000, "fechas": 4_000, "claves": 4_000}
ACTO = (
    Dato("acto_numero", "Número de acuerdo, acta u oficio", "linea"),
    Dato("acto_fecha", "Fecha del acto", "fecha"),
    Dato("acto_organo", "Órgano que lo aprobó", "linea"),
)

FALTA = "Escriba este dato."
_FECHA = re.compile(rf"\b({'|'.join(DE_FECHAS)}) ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Campo:
    """Un control de la pantalla con lo escrito y, si algo está mal, por qué."""

    dato: Dato
    escrito: str
    error: str = ""


def escritos(pieza: Pieza, dicho: Valor) -> dict[str, str]:
    """El valor vigente como se escribiría en la pantalla."""
    return {dato.clave: _a_texto(dato, dicho[dato.clave]) for dato in pieza.datos} | {
        "acto_organo": pieza.organo
    }


def recibidos(pieza: Pieza, enviados: Mapping[str, str]) -> dict[str, str]:
    """Lo que llegó en la solicitud, sin caracteres de control."""
    claves = [dato.clave for dato in (*pieza.datos, *ACTO)]
    return {c: _CONTROL.sub("", enviados.get(c, "").replace("\r\n", "\n")) for c in claves}


def acto_de(pieza: Pieza) -> tuple[Dato, ...]:
    """Lo que se pide del acto; de lo operativo, si lo hay."""
    return tuple(replace(dato, obligatorio=False) for dato in ACTO) if pieza.operativa else ACTO


def leer(pieza: Pieza, escrito: Mapping[str, str], hoy: date) -> tuple[Valor, Acuerdo, dict[str, str]]:
    """Valor, acto y errores por campo; con errores, lo demás no se usa. Lo operativo sin acto es del día en que se hace."""
    errores: dict[str, str] = {}
    dicho = {d.clave: _a_valor(d, escrito[d.clave], errores) for d in pieza.datos}
    if pieza.operativa and not (escrito["acto_numero"].strip() or escrito["acto_fecha"].strip()):
        return dicho, Acuerdo(SIN_ACTO, hoy, pieza.organo), errores
    numero, fecha, organo = (str(_a_valor(d, escrito[d.clave], errores)) for d in ACTO)
    return dicho, Acuerdo(numero, date.fromisoformat(fecha) if fecha else None, organo), errores


def campos(datos: tuple[Dato, ...], escrito: Mapping[str, str], errores: Mapping[str, str]) -> list[Campo]:
    """Cada dato con lo que se escribió en él y su error, si lo hay."""
    return [Campo(d, escrito.get(d.clave, ""), errores.get(d.clave, "")) for d in datos]


def por_campo(pieza: Pieza, error: ErrorDeDominio) -> dict[str, str]:
    """Cada falta de la definición junto al dato que la causa; si no se sabe cuál, junto al primero."""
    primero = (*pieza.datos, *ACTO)[0].clave
    claves = {dato.clave for dato in pieza.datos}
    if not isinstance(error, DefinicionInvalida):
        return {error.campo if error.campo in claves else primero: error.mensaje}
    frases: dict[str, list[str]] = {}
    for falta in error.errores:
        ultima = falta.clave.rsplit(".", 1)[-1]
        frases.setdefault(ultima if ultima in claves else primero, []).append(falta.razon)
    return {clave: " ".join(_frase(r) for r in razones) for clave, razones in frases.items()}


def _frase(razon: str) -> str:
    """La razón que da la carpeta, dicha para quien ve la pantalla: sin claves y con las fechas en palabras."""
    if razon == "falta esta clave.":
        return FALTA
    legible = _FECHA.sub(_con_nombre, razon)
    return legible[:1].upper() + legible[1:]


def _con_nombre(hallada: re.Match[str]) -> str:
    nombre = DE_FECHAS[hallada[1]]
    return f"{nombre[:1].lower()}{nombre[1:]}: {en_palabras(date.fromisoformat(hallada[2]))}"


def _a_texto(dato: Dato, dicho: Dicho) -> str:
    if isinstance(dicho, list):
        return "\n".join(dicho)
    if dato.tipo == "logico":
        return "si" if dicho else ""
    return "" if dicho is None else str(dicho)


def _a_valor(dato: Dato, escrito: str, errores: dict[str, str]) -> Dicho:
    texto = escrito.strip()
    if dato.tipo == "logico":
        return texto == "si"
    if not texto:
        if dato.obligatorio:
            errores[dato.clave] = FALTA
        return VACIOS.get(dato.tipo, "")
    if len(texto) > MAXIMOS.get(dato.tipo, 20):
        errores[dato.clave] = f"Caben {MAXIMOS.get(dato.tipo, 20):,} caracteres."
        return VACIOS.get(dato.tipo, "")
    return _convertir(dato, texto, errores)


def _partes(texto: str) -> list[str]:
    """Por comas, espacios o renglones; una coma de más no es una parte."""
    return texto.replace(",", " ").split()


def _convertir(dato: Dato, texto: str, errores: dict[str, str]) -> Dicho:
    if dato.tipo == "markdown":
        return texto + "\n"
    try:
        if dato.tipo == "fecha":
            return date.fromisoformat(texto).isoformat()
        if dato.tipo == "fechas":
            return sorted({date.fromisoformat(dia).isoformat() for dia in _partes(texto)})
        if dato.tipo == "claves":
            return sorted(set(_partes(texto)))
        return int(texto) if dato.tipo == "entero" else texto
    except ValueError:
        errores[dato.clave] = {
            "fecha": "Escriba un día que exista, como 2024-04-27.",
            "fechas": "Escriba un día por renglón, como 2024-03-28.",
        }.get(dato.tipo, "Escriba un número entero.")
        return VACIOS.get(dato.tipo, "")
