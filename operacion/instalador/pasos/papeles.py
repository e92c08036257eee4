"""Lo de cada servicio: sus ajustes, su papel en PostgreSQL y las llaves que puede leer."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from instalador import lugares, postgres
from instalador.entorno import escrito
from instalador.lugares import BASES, PROGRAMA
from instalador.pasos import bases
from instalador.pasos.ajustes import leidos
from instalador.pasos.cuenta import ordenar
from instalador.pasos.lugar import CAPTURA, RESPALDO, SERVICIO
from instalador.piezas import Archivo, Orden, Paso, Pieza, correr, sale_bien

SECRETOS = lugares.DATOS / "secretos"
COMPARTIDA = (SERVICIO, CAPTURA, 0o640)  # la usa la captura; la pone y la cambia quien opera
LLAVES = dict.fromkeys(("django.llave", "maestra.llave", "curp.llave", "acuses.llave"), COMPARTIDA)
LLAVES["segundo_lugar.llave"] = (RESPALDO, RESPALDO, 0o640)
FRENTE = "CONOCELES_FRENTE"  # lo comparten la captura y nginx
SOLO_DE_QUIEN_PUBLICA = (SERVICIO, SERVICIO, 0o600)


def paso() -> Paso:
    return Paso(
        "Lo de cada servicio",
        [
            *(Archivo(archivo(p), partial(_texto, p), 0o600, es_dato=True) for p in bases.PAPELES),
            *map(_papel, bases.PAPELES),
            Orden(
                "poner al día las bases, dar a cada papel lo suyo y repartir las llaves",
                _arrancarian,
                _repartir,
                es_dato=True,
            ),
        ],
    )


def archivo(papel: str) -> Path:
    """Lo que ese servicio lee después de `captura.env`, y vale sobre ello."""
    return lugares.AJUSTES.with_name(f"papel-{papel}.env")


def _texto(papel: str) -> str:
    """Las direcciones de `captura.env` con su papel y su clave, que se inventa una sola vez."""
    antes, generales = leidos(archivo(papel)), leidos()
    clave = urlsplit(antes.get("CONOCELES_BD_CURRICULAR", "")).password or secrets.token_urlsafe(32)
    suyas = {
        c: urlsplit(generales.get(c, ""))
        ._replace(netloc=_entrada(papel, clave, generales.get(c, "")))
        .geturl()
        for c in (f"CONOCELES_BD_{base.upper()}" for base in BASES)
    }
    if papel == "captura":
        suyas[FRENTE] = antes.get(FRENTE) or secrets.token_urlsafe(32)
    renglones = [f"{c}={escrito(v)}" for c, v in {"CONOCELES_PAPEL": papel, **suyas}.items()]
    return "\n".join(["# Lo escribe operacion/instalar a partir de captura.env.", *renglones]) + "\n"


def _entrada(papel: str, clave: str, direccion: str) -> str:
    return f"{bases.nombre(papel)}:{clave}@{urlsplit(direccion).netloc.rpartition('@')[2]}"


def _direcciones(papel: str) -> list[str]:
    return [v for c, v in leidos(archivo(papel)).items() if c.startswith("CONOCELES_BD_")]


def _papel(papel: str) -> Pieza:
    def hacer() -> None:
        for direccion in _direcciones(papel):
            bases.dar_entrada(direccion)

    return Orden(
        f"crear en PostgreSQL el papel {bases.nombre(papel)}",
        lambda: bool(_direcciones(papel)) and all(map(postgres.entra, _direcciones(papel))),
        hacer,
        es_dato=True,
    )


def _arrancarian() -> bool:
    """Cada uno, con su usuario y sus ajustes, tiene sus llaves, ninguna de más, y las bases al día; y cada llave es de quien debe."""
    return all(map(_es_de_quien_debe, _guardadas())) and all(
        sale_bien(
            *(
                "runuser",
                "-u",
                usuario,
                "--",
                PROGRAMA / ".venv" / "bin" / "python",
                "-m",
                "conoceles",
                "papeles",
            ),
            entorno=leidos() | leidos(archivo(papel)) | {"PYTHONPATH": str(PROGRAMA / "src")},
        )
        for papel, usuario in (("captura", CAPTURA), ("respaldo", RESPALDO))
    )


def _repartir() -> None:
    """Antes, lo que hay: con una llave de otro, ninguna orden arranca. Después, lo que la orden cree."""
    _devolver()
    ordenar("papeles")
    segundo = SECRETOS / "segundo_lugar.llave"
    if not segundo.exists():
        Archivo(segundo, lambda: secrets.token_urlsafe(32) + "\n", *_de(LLAVES[segundo.name])).poner()
    _devolver()


def _devolver() -> None:
    for ruta in _guardadas():
        dueno, grupo, modo = LLAVES.get(ruta.name, SOLO_DE_QUIEN_PUBLICA)
        correr("chown", "-h", f"{dueno}:{grupo}", ruta)
        ruta.chmod(modo)


def _es_de_quien_debe(ruta: Path) -> bool:
    dueno, grupo, modo = LLAVES.get(ruta.name, SOLO_DE_QUIEN_PUBLICA)
    return ruta.is_symlink() or (ruta.owner(), ruta.group(), ruta.stat().st_mode & 0o777) == (
        dueno,
        grupo,
        modo,
    )


def _guardadas() -> list[Path]:
    return list(SECRETOS.iterdir()) if SECRETOS.is_dir() else []


def _de(llave: tuple[str, str, int]) -> tuple[int, str, str]:
    dueno, grupo, modo = llave
    return modo, dueno, grupo
