"""El ensayo de cada mes: restaurar la última copia en una instalación aparte, comprobarla y dejar la evidencia.

No toca la de verdad: su propia carpeta, sus propias bases en un PostgreSQL que se enciende para esto y se tira, y solo
para ella una copia de los secretos, con permiso 0600, que se borra al terminar.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NotRequired, TypedDict

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.arranque.respaldos import copias, respaldo_llaves
from conoceles.arranque.respaldos.reposicion import Vuelto
from conoceles.nucleo import firma
from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

BASES = ("curricular", "identidad", "llaves")
BINARIOS = Path("/usr/lib/postgresql")
# De una copia que no atiende a nadie no cuentan el obrero, el correo ni sus propios respaldos; ni lo que le falte a una elección, que no lo rompió.
DE_LA_MAQUINA = {
    "OBRERO_DETENIDO", "OBRERO_SIN_ARRANCAR", "SIN_CORREO", "SIN_RESPALDO", "RESPALDO_VIEJO", "LLAVERO_SIN_COPIA",
    "CALENDARIO_DETENIDO", "SECRETOS_SIN_SELLAR", "RESGUARDO_SIN_PROBAR", "CIERRE_VENCIDO", "SIN_APERTURA", "SIN_RESPONSABLE",
}  # fmt: skip


class Hallazgo(TypedDict):
    """Un renglón de `comprobar --json`, o la razón de no haber llegado a él."""

    codigo: str
    frase: str
    gravedad: NotRequired[str]
    eleccion: NotRequired[str]
    remedio: NotRequired[str]


class Evidencia(TypedDict):
    """Lo que queda escrito de un ensayo; de la copia que no se restauró, solo lo obligatorio."""

    momento: str
    copia: str
    de: NotRequired[str]
    archivos: NotRequired[int]
    segundos_en_restaurar: NotRequired[float]
    repetidas: NotRequired[dict[str, int]]
    llaves: NotRequired[dict[str, int]]
    errores: list[Hallazgo]
    ok: bool
    firma: NotRequired[str]


def ensayar(carpeta: Path, *, ahora: datetime, custodios: Sequence[Path] = ()) -> Evidencia:
    """Con la última copia de `carpeta`. Devuelve la evidencia, que también queda escrita; `ok`, si todo se recuperó.

    `custodios`: sus llaves. Con ellas no se usa nada de esta máquina, que puede no tener ninguna instalación, y la evidencia va firmada con la
    llave que la copia traía sellada: prueba que se abrió.
    """
    hechas = copias.todas(carpeta) if carpeta.is_dir() else []
    if not hechas:
        raise ErrorDeDominio(f"En {carpeta} no hay ninguna copia que ensayar.", campo="carpeta")
    inicio = time.monotonic()
    with (
        _escrito_si_falla(hechas[-1].name, ahora, bool(custodios)),
        tempfile.TemporaryDirectory(prefix="conoceles-ensayo-") as aparte,
        _entorno(Path(aparte), hechas[-1], custodios) as entorno,
    ):
        vuelto = msgspec.json.decode(
            _ordenar(entorno, *_volver(carpeta, hechas[-1], Path(aparte), custodios), fallo=True),
            type=Vuelto,
        )
        segundos = time.monotonic() - inicio
        llave = (Path(entorno["CONOCELES_DATOS"]) / "secretos" / "firma.llave").read_bytes()
        hallados = _errores(entorno)
    propios = _errores(dict(os.environ)) if hallados and not custodios else {}
    errores = [h for clave, h in hallados.items() if clave not in propios]
    evidencia: Evidencia = {
        "momento": ahora.isoformat(),
        "copia": hechas[-1].name,
        "de": vuelto["copia"]["momento"],
        "archivos": vuelto["copia"]["archivos"],
        "segundos_en_restaurar": round(segundos, 1),
        "repetidas": {c: n for c, n in vuelto.items() if isinstance(n, int) and c.endswith("_repetidas")},
        "llaves": _contadas(vuelto.get("llaves")),
        "errores": errores,
        "ok": not errores,
    }
    if custodios:
        evidencia["firma"] = Ed25519PrivateKey.from_private_bytes(llave).sign(_dicho(evidencia)).hex()
    _escribir(evidencia, ahora, bool(custodios))
    return evidencia


def probado_con_custodios() -> bool:
    """Si hay evidencia de que alguna copia se abrió entera con los dos custodios, firmada con la llave de hoy."""
    for escrita in (carpetas().registros / "ensayos").glob(f"*{CON_CUSTODIOS}"):
        evidencia = msgspec.json.decode(escrita.read_bytes(), type=Evidencia)
        if evidencia["ok"] and firma.firmar(_dicho(evidencia)).hex() == evidencia.get("firma"):
            return True
    return False


def _dicho(evidencia: Evidencia) -> bytes:
    return json_canonico({campo: valor for campo, valor in evidencia.items() if campo != "firma"})


CON_CUSTODIOS = "-custodios.json"
DE_FUERA = (
    "CONOCELES_OPERA",
    "CONOCELES_SEGUNDO_LUGAR",
    "CONOCELES_ARCHIVOS",
)  # el ensayo no escribe en ellos


def _errores(entorno: dict[str, str]) -> dict[tuple[str, str], Hallazgo]:
    """Los de esa instalación, por código y elección. Lo que ya estaba mal en la de verdad no lo rompió la copia."""
    hallazgos = msgspec.json.decode(
        _ordenar(entorno, "comprobar", "--sin-anotar", fallo=True), type=list[Hallazgo]
    )
    suyos = (h for h in hallazgos if h["gravedad"] == "error" and h["codigo"] not in DE_LA_MAQUINA)
    return {(h["codigo"], h["eleccion"]): h for h in suyos}


@contextlib.contextmanager
def _escrito_si_falla(copia: str, ahora: datetime, con_custodios: bool) -> Iterator[None]:
    """La copia que no se restaura también deja su evidencia: es la que más importa que alguien lea."""
    try:
        yield
    except ErrorDeDominio as error:
        hallado: Hallazgo = {"codigo": "NO_SE_RESTAURO", "frase": error.mensaje}
        dicho: Evidencia = {"momento": ahora.isoformat(), "copia": copia, "errores": [hallado], "ok": False}
        _escribir(dicho, ahora, con_custodios)
        raise


def _escribir(evidencia: Evidencia, ahora: datetime, con_custodios: bool) -> None:
    destino = carpetas().registros / "ensayos"
    destino.mkdir(mode=0o700, exist_ok=True, parents=True)
    texto = json.dumps(evidencia, ensure_ascii=False, indent=1) + "\n"
    (destino / f"{ahora:%Y-%m-%d}{CON_CUSTODIOS if con_custodios else '.json'}").write_text(
        texto, encoding="utf-8"
    )


@contextlib.contextmanager
def _entorno(aparte: Path, copia: Path, custodios: Sequence[Path]) -> Iterator[dict[str, str]]:
    """El de una instalación vacía en esa carpeta, del mismo motor que la de la copia."""
    datos = aparte / "datos"
    if not custodios:
        shutil.copytree(carpetas().secretos, datos / "secretos")
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_BD_")}
    entorno |= {"CONOCELES_DATOS": str(datos)}
    entorno = {k: v for k, v in entorno.items() if k not in DE_FUERA}
    if not (copia / "curricular.dump").exists():
        yield entorno
        return
    with _postgres(aparte) as bases:
        yield entorno | bases


@contextlib.contextmanager
def _postgres(aparte: Path) -> Iterator[dict[str, str]]:
    """Un servidor en un puerto libre de esta máquina, con una clave que nadie más sabe, solo mientras dura el ensayo."""
    versiones = sorted(BINARIOS.glob("*/bin"), key=lambda ruta: int(ruta.parent.name))
    if not versiones:
        raise ErrorDeDominio(
            "Para ensayar en PostgreSQL hacen falta sus programas: apt-get install postgresql."
        )
    programas, lugar, clave, puerto = versiones[-1], aparte / "postgres", secrets.token_urlsafe(24), _puerto()
    (aparte / "clave").write_text(clave)
    como = ["-A", "scram-sha-256", "--pwfile", str(aparte / "clave"), "-E", "UTF8", "--no-sync"]
    _correr([str(programas / "initdb"), "-D", str(lugar), "-U", "ensayo", *como])
    opciones = f"-p {puerto} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    pg_ctl = [str(programas / "pg_ctl"), "-D", str(lugar), "-w", "-l", str(aparte / "postgres.log")]
    _correr([*pg_ctl, "-o", opciones, "start"])
    try:
        for base in BASES:
            en = ["-h", "127.0.0.1", "-p", str(puerto), "-U", "ensayo", "-T", "template0"]
            _correr([str(programas / "createdb"), *en, base], PGPASSWORD=clave)
        yield {
            f"CONOCELES_BD_{base.upper()}": f"postgresql://ensayo:{clave}@127.0.0.1:{puerto}/{base}"
            for base in BASES
        }
    finally:
        _correr([*pg_ctl, "-m", "immediate", "stop"])


def _puerto() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def _correr(orden: list[str], **entorno: str) -> None:
    """Sin guardar lo que dice: pg_ctl deja su salida abierta en el servidor que arranca."""
    hecho = subprocess.run(
        orden, env=os.environ | entorno, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if hecho.returncode:
        raise ErrorDeDominio(f"En el ensayo, {Path(orden[0]).name} no terminó bien ({hecho.returncode}).")


def _volver(carpeta: Path, copia: Path, aparte: Path, custodios: Sequence[Path]) -> list[str]:
    """La orden: con las llaves que haya, y probando la lista con el registro público de verdad; donde no lo hay, con el de la copia.

    Las llaves se llevan aparte: volver deja junto a ellas la lista de lo retirado, y la de verdad no se toca.
    """
    log = (copia if custodios else carpetas().datos) / "sitio" / "log"
    orden = ["resguardo", "volver", str(copia), *(["--custodios", *map(str, custodios)] if custodios else [])]
    lugares = (
        Path(d) for d in (os.environ.get("CONOCELES_RESPALDO_LLAVES"), carpeta / respaldo_llaves.CARPETA) if d
    )
    llaves = next((d for d in lugares if any(d.glob(respaldo_llaves.PATRON))), None)
    if llaves is None:
        return [*orden, "--sin-llaves"]
    suyas = shutil.copytree(llaves, aparte / "llaves")
    return [*orden, "--llaves", str(suyas), "--registro", str(log)]


def _contadas(dicho: respaldo_llaves.Repuestas | None) -> dict[str, int]:
    """Vacío si no había: lo cifrado no se abre, y `comprobar` lo dice."""
    return (
        {"repuestas": dicho["repuestas"], "destruidas": dicho["destruidas"], "ajenas": dicho["ajenas"]}
        if dicho
        else {}
    )


def _ordenar(entorno: dict[str, str], *orden: str, fallo: bool = False) -> str:
    """Lo que dice `--json` de esa orden, dada en la instalación aparte. `fallo`: puede terminar con 1."""
    pedido = [sys.executable, "-m", "conoceles", *orden, "--json"]
    hecho = subprocess.run(pedido, env=entorno, capture_output=True, text=True, check=False)
    if hecho.returncode not in ((0, 1) if fallo else (0,)):
        raise ErrorDeDominio(
            f"En el ensayo, «{' '.join(orden[:2])}» no terminó bien: {hecho.stderr.strip()[-500:]}"
        )
    return hecho.stdout
