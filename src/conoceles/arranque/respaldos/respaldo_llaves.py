"""La copia del llavero: aparte de la ordinaria, de vida corta, y sin lo que ya se borró.

Cada copia es un archivo `llaves-MOMENTO.json` que caduca a los pocos días. Al hacer una copia, y cada vez que el
obrero pasa, se quitan de todas las llaves destruidas y se borran las caducas: así destruir una llave alcanza
también a sus copias. Llevan además la memoria de lo retirado (conclusiones y revocaciones), que se pone al día con
ellas. Reponer reúne lo destruido y lo retirado en todas partes (el almacén, las copias, la bitácora de B y los
certificados de A), nunca lo revive y repite lo que falte.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypedDict
from uuid import UUID

import msgspec

from conoceles.bitacora.actos import Acto
from conoceles.cuentas.constancia.cierre import Cierre
from conoceles.identidad.llaves.retirado import Retirado
from conoceles.nucleo.errores import ErrorDeDominio

DIAS = 7  # lo que vive una copia si CONOCELES_LLAVES_DIAS no dice otra cosa
PATRON = "llaves-*.json"


class Copia(TypedDict):
    """Una copia escrita, con la memoria de lo retirado y de lo cerrado."""

    momento: str
    caduca: str
    llaves: dict[str, str]
    destruidas: list[str]
    retiros: list[Retirado]
    cierres: list[Cierre]


_LECTOR = msgspec.json.Decoder(Copia)  # aquí, con un solo hilo: `proceso.serie` dice por qué


class Hecha(TypedDict):
    """Lo que se dice de la copia nueva; `borradas`, cuántas caducas se fueron."""

    archivo: str
    llaves: int
    caduca: str
    borradas: int


class Repuestas(TypedDict):
    """Lo que se dice al reponer. `no_abren`: los folios de quienes no abre lo suyo ninguna llave, y entonces `ok` es falso;
    `ajenas`: cuántas llaves, también las que no son de nadie."""

    archivo: str
    momento: str
    repuestas: int
    reemplazadas: int
    presentes: int
    destruidas: int
    ajenas: int
    no_abren: list[str]
    ok: bool


def dias() -> int:
    """Días que vive una copia. `ErrorDeDominio` si el ajuste no es un entero positivo."""
    texto = os.environ.get("CONOCELES_LLAVES_DIAS") or str(DIAS)
    if not texto.isascii() or not texto.isdigit() or int(texto) < 1:
        raise ErrorDeDominio(f"CONOCELES_LLAVES_DIAS debe ser un número de días, no «{texto}».")
    return int(texto)


def copiar(carpeta: Path, *, ahora: datetime) -> Hecha:
    """Escribe una copia nueva y pone al día las anteriores. `ErrorDeDominio` si la carpeta no sirve."""
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import copia_de_llaves, retiros

    carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
    caduca = ahora + timedelta(days=dias())
    envueltas = copia_de_llaves.vivas()
    contenido: Copia = {
        "momento": ahora.isoformat(),
        "caduca": caduca.isoformat(),
        "llaves": envueltas,
        "destruidas": sorted(copia_de_llaves.destruidas()),
        "retiros": retiros.copia(),
        "cierres": de_cuentas.copia(),
    }
    destino = carpeta / f"llaves-{ahora:%Y%m%dT%H%M%S%f}.json"
    _escribir(destino, contenido)
    caducas = depurar(carpeta, ahora=ahora)
    return {
        "archivo": str(destino),
        "llaves": len(envueltas),
        "caduca": caduca.isoformat(),
        "borradas": caducas,
    }


def depurar(carpeta: Path, *, ahora: datetime) -> int:
    """Borra las copias caducas y pone al día las demás: sin lo destruido y con lo retirado. Devuelve cuántas borró."""
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import copia_de_llaves, retiros

    muertas, memoria, caducas = copia_de_llaves.destruidas(), retiros.copia(), 0
    cierres = de_cuentas.copia()
    for ruta, contenido in list(_copias(carpeta)):
        if datetime.fromisoformat(contenido["caduca"]) <= ahora:
            ruta.unlink()
            caducas += 1
            continue
        al_dia: Copia = {
            **contenido,
            "llaves": {c: e for c, e in contenido["llaves"].items() if c not in muertas},
            "destruidas": sorted(muertas | set(contenido["destruidas"])),
            "retiros": retiros.juntar(contenido["retiros"], memoria),
            "cierres": de_cuentas.juntar(contenido["cierres"], cierres),
        }
        if al_dia != contenido:
            _escribir(ruta, al_dia)
    return caducas


def ultima(carpeta: Path) -> datetime | None:
    """Cuándo se hizo la copia más reciente. Poner al día las anteriores las reescribe, pero no las hace nuevas."""
    return max(
        (datetime.fromisoformat(contenido["momento"]) for _, contenido in _copias(carpeta)), default=None
    )


def vigente(carpeta: Path, ahora: datetime) -> tuple[Path, Copia]:
    """La más reciente que no caduca todavía. `ErrorDeDominio` si no hay."""
    vigentes = [c for c in _copias(carpeta) if datetime.fromisoformat(c[1]["caduca"]) > ahora]
    if not vigentes:
        raise ErrorDeDominio(f"No hay en {carpeta} una copia vigente del llavero.", campo="origen")
    return vigentes[-1]


def restaurar(carpeta: Path, *, ahora: datetime) -> Repuestas:
    """Repone la copia vigente más reciente y la memoria de lo retirado. No cambia una llave que abra lo suyo.

    Repetir lo retirado le toca a quien llama (`arranque.reposicion`).
    """
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import copia_de_llaves, retiros

    ruta, contenido = vigente(carpeta, ahora)
    todas = list(_copias(carpeta))
    borradas = {c for _, otra in todas for c in otra["destruidas"]} | _asentadas()
    hecho = copia_de_llaves.reponer(contenido["llaves"], borradas, ahora=ahora)
    retiros.reponer(retiros.juntar(*(otra["retiros"] for _, otra in todas)))
    de_cuentas.reponer(de_cuentas.juntar(*(otra["cierres"] for _, otra in todas)))
    return {
        "archivo": str(ruta),
        "momento": contenido["momento"],
        "repuestas": hecho.repuestas,
        "reemplazadas": hecho.reemplazadas,
        "presentes": hecho.presentes,
        "destruidas": hecho.destruidas,
        "ajenas": len(hecho.no_abren),
        "no_abren": _folios(hecho.no_abren),
        "ok": not hecho.no_abren,
    }


def _folios(claves: Collection[UUID]) -> list[str]:
    from conoceles.candidaturas.models import Candidatura

    suyas = Candidatura.objects.filter(clave_identidad__in=claves).order_by("folio")
    return list(suyas.values_list("folio", flat=True))


def _asentadas() -> set[str]:
    """Claves que la bitácora de B o un certificado de A dan por suprimidas."""
    from django.db.models import Q

    from conoceles.bitacora.consultas import desde
    from conoceles.candidaturas.models import Candidatura

    folios = list(desde("identidad", 0).filter(acto=Acto.IDENTIDAD_SUPRIMIDA).values_list("folio", flat=True))
    filas = Candidatura.objects.filter(Q(folio__in=folios) | Q(supresion__isnull=False))
    return {str(clave) for clave in filas.values_list("clave_identidad", flat=True)}


def _copias(carpeta: Path) -> Iterator[tuple[Path, Copia]]:
    """Las copias en orden de fecha. `ErrorDeDominio` si una no se entiende."""
    for ruta in sorted(carpeta.glob(PATRON)):
        try:
            contenido = _LECTOR.decode(ruta.read_bytes())
            datetime.fromisoformat(contenido["caduca"])
        except (OSError, ValueError):
            raise ErrorDeDominio(
                f"{ruta.name} no es una copia del llavero o está dañada.", campo="origen"
            ) from None
        yield ruta, contenido


def _escribir(destino: Path, contenido: Copia) -> None:
    """De un golpe y con permiso 0600: una copia a medias no reemplaza a la anterior."""
    parcial = destino.with_suffix(".parcial")
    descriptor = os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as salida:
        json.dump(contenido, salida, sort_keys=True)
        salida.flush()
        os.fsync(salida.fileno())
    os.replace(parcial, destino)
