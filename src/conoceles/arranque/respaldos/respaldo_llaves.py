"""La copia del llavero: aparte de la ordinaria, de vida corta, y sin lo que ya se borró.

Cada copia es un archivo `llaves-MOMENTO.json` que caduca a los siete días. Al hacer una copia, y cada vez que el
obrero pasa, se quitan de todas las llaves destruidas y se borran las caducas: así destruir una llave alcanza
también a sus copias. A la que se llevó a otra parte la alcanza la lista de lo retirado (`lo_retirado`): reponer la pide, reúne con ella
lo destruido que digan la bitácora de B y los certificados de A, y no revive nada.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict
from uuid import UUID

import msgspec

from conoceles.arranque.respaldos import lo_retirado
from conoceles.bitacora.actos import Acto
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

PATRON = "llaves-*.json"
CARPETA = "llaves"  # dentro de un resguardo que lleva las dos cosas


class Copia(TypedDict):
    """Una copia escrita."""

    momento: str
    caduca: str
    llaves: dict[str, str]


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


def copiar(carpeta: Path, *, ahora: datetime) -> Hecha:
    """Escribe una copia nueva y pone al día las anteriores. `ErrorDeDominio` si la carpeta no sirve."""
    from conoceles.identidad.llaves import copia_de_llaves

    carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
    caduca = ahora + copia_de_llaves.VIVE
    envueltas = copia_de_llaves.vivas()
    contenido: Copia = {"momento": ahora.isoformat(), "caduca": caduca.isoformat(), "llaves": envueltas}
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
    """Borra las copias caducas, quita lo destruido de las demás y pone al día la lista. Devuelve cuántas borró."""
    from conoceles.identidad.llaves import copia_de_llaves

    muertas, caducas = copia_de_llaves.destruidas(), 0
    for ruta, contenido in list(_copias(carpeta)):
        if datetime.fromisoformat(contenido["caduca"]) <= ahora:
            ruta.unlink()
            caducas += 1
        elif muertas & contenido["llaves"].keys():
            vivas = {c: e for c, e in contenido["llaves"].items() if c not in muertas}
            _escribir(ruta, {**contenido, "llaves": vivas})
    lo_retirado.escribir(carpeta, ahora=ahora)
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


def exigir(
    carpeta: Path, *, ahora: datetime, registro: Path | None = None, declaran: Sequence[str] = ()
) -> tuple[Path, Copia, lo_retirado.Lista | None]:
    """La copia que se repondría y la lista de lo retirado, probadas; no escribe nada. `ErrorDeDominio` si no se puede.

    `registro`: con qué registro público se prueba que la lista es la última. `declaran`: los custodios que dicen que ya no existe; entonces
    vale la que haya.
    """
    ruta, contenido = vigente(carpeta, ahora)
    lista = lo_retirado.la_mas_nueva(carpeta)
    return ruta, contenido, lista if declaran else lo_retirado.exigir(lista, contenido["momento"], registro)


def restaurar(
    carpeta: Path, *, ahora: datetime, registro: Path | None = None, declaran: Sequence[str] = ()
) -> Repuestas:
    """Repone lo que `exigir` probó y la memoria de lo retirado. No cambia una llave que abra lo suyo.

    Repetir lo retirado le toca a quien llama (`reposicion`).
    """
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import copia_de_llaves, retiros

    ruta, contenido, lista = exigir(carpeta, ahora=ahora, registro=registro, declaran=declaran)
    suyos = lo_retirado.de_personas(lista, _conocidas(lista) | contenido["llaves"].keys())
    borradas = {fila["clave"] for fila in suyos if fila["acto"] == retiros.DESTRUIDA} | _asentadas()
    retiros.reponer(suyos)
    hecho = copia_de_llaves.reponer(contenido["llaves"], borradas, ahora=ahora)
    de_cuentas.reponer(lista["cierres"] if lista else [])
    if declaran:
        lo_retirado.callar(declaran, ahora=ahora)
    for lugar in (carpeta, carpetas().registro):
        lo_retirado.escribir(lugar, ahora=ahora, repuesta=True)
    (carpetas().registro / lo_retirado.REPUESTO).unlink(missing_ok=True)
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


def frases(hecho: Repuestas) -> list[str]:
    """Lo repuesto, lo que se dejó destruido y, por folio, lo que ninguna abre."""
    return [
        f"Llaves repuestas: {hecho['repuestas']}, de {hecho['archivo']}. Ya servían: {hecho['presentes']}. Cambiadas por la de la copia, por no "
        f"abrir lo suyo: {hecho['reemplazadas']}. Destruidas que no vuelven: {hecho['destruidas']}. No abre ninguna: {hecho['ajenas']}.",
        *(
            f"  {folio}: sus respuestas no se pueden leer; ni su llave de aquí ni la de la copia abre lo suyo."
            for folio in hecho["no_abren"]
        ),
    ]


def _conocidas(lista: lo_retirado.Lista | None) -> set[str]:
    """Las claves de las personas de la base A, y las de lo común de cada elección que quepan en esa lista."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.identidad.llaves import sal
    from conoceles.proceso.models import Proceso

    caben = len(lista["retiros"]) if lista else 0
    comunes = [c for p in Proceso.objects.values_list("pk", flat=True) for c in sal.comunes(p, caben)]
    return {
        str(clave) for clave in (*Candidatura.objects.values_list("clave_identidad", flat=True), *comunes)
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
