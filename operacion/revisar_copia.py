"""Lo que `operacion/volver` mira de la copia continua antes de tocar nada. Dice de qué base saldría; si no sirve, por qué y qué hacer.

pgBackRest termina bien aunque no pueda leer nada, y si falta un diario PostgreSQL abre en el anterior como si fuera el último.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import datetime
from typing import Any, cast

UN_DIARIO = re.compile(r"/([0-9A-F]{8})([0-9A-F]{8})000000([0-9A-F]{2})-")


def pgbackrest(*orden: str) -> Any:
    """Lo que contesta en JSON. Con otra clave repite lo cifrado: se lee lo que se entienda."""
    hecho = subprocess.run(
        ["pgbackrest", "--stanza=conoceles", "--output=json", *orden], stdout=subprocess.PIPE, check=False
    )
    return json.loads(hecho.stdout.decode(errors="replace"), strict=False)


def la_copia() -> dict[str, Any]:
    """Lo que `info` dice de ella. `SystemExit` si no se abre o no hay ninguna."""
    try:
        [copia] = pgbackrest("info")
    except ValueError:
        sys.exit("La copia continua no contesta.")
    estado = copia["status"]["code"]
    if estado in (1, 3):
        sys.exit(
            "No hay copia donde dice repo1-path, en /etc/pgbackrest.conf: monte ese disco o corrija la ruta."
        )
    if estado in (0, 2) and not copia["backup"]:
        sys.exit(
            "Ninguna copia continua se terminó. Restaure la última diaria: «Restaurar una copia», en el manual."
        )
    if estado:
        sys.exit(
            "La copia continua no se abre: está dañada, o /etc/pgbackrest.conf no tiene su clave (repo1-cipher-pass). "
            "Repóngalo de su resguardo."
        )
    return cast("dict[str, Any]", copia)


def es_de_aqui(suya: dict[str, Any], version: str, aqui: str, datos: str) -> None:
    """`SystemExit` si es de otra PostgreSQL: sus bases sustituirían a estas. `aqui`: vacío si en su carpeta no hay nada."""
    de, suyo = suya["version"], str(suya["system-id"])
    if de != version:
        sys.exit(
            f"La copia es de PostgreSQL {de} y aquí está el {version}: restaure la última diaria («Restaurar una copia», en el manual), "
            f"o vuelva donde esté el {de}."
        )
    if aqui not in ("", suyo):
        sys.exit(
            f"La copia es de otra PostgreSQL (identificador {suyo}; la de aquí, {aqui}): sustituiría estas bases por las suyas. Corrija "
            "repo1-path en /etc/pgbackrest.conf. Si sí es la suya, y la de aquí se acaba de crear y no guarda nada: "
            f"systemctl stop postgresql@{version}-main && find {datos} -mindepth 1 -delete, y repita."
        )


def base_para(copia: dict[str, Any], suya: dict[str, Any], hasta: float | None) -> dict[str, Any]:
    """La última que se terminó antes de ese momento: es la que pgBackRest toma. `SystemExit` si no la hay."""
    suyas = [b for b in copia["backup"] if b["database"]["id"] == suya["id"]]
    momento = time.time() if hasta is None else hasta
    antes = [b for b in suyas if b["timestamp"]["stop"] <= momento]
    if not antes:
        primera = min(b["timestamp"]["stop"] for b in suyas)
        sys.exit(f"La copia continua empieza el {dia(primera)}. Para algo anterior, restaure una diaria.")
    if momento > time.time() + 1:
        sys.exit("Ese momento no ha llegado. Revise el huso, o diga --al-ultimo.")
    return cast("dict[str, Any]", max(antes, key=lambda b: b["timestamp"]["stop"]))


def seguidos_hasta(base: dict[str, Any], lista: dict[str, Any], hasta: float | None) -> float | None:
    """Cuándo se guardó el último diario antes del que falta, si falta alguno de los necesarios.

    La línea de tiempo más nueva manda desde donde empieza: lo de otra que se abandonó no llena su hueco.
    """
    lineas: dict[int, dict[int, float]] = {}
    for ruta, dicho in lista.items():
        if diario := UN_DIARIO.search(ruta):
            linea, alto, bajo = (int(x, 16) for x in diario.groups())
            lineas.setdefault(linea, {})[alto * 256 + bajo] = dicho["time"]
    empieza = base["archive"]["start"]
    n = int(empieza[8:16], 16) * 256 + int(empieza[22:], 16)
    camino: dict[int, float] = {}
    for linea in sorted(lineas, reverse=True):
        suyos = {d: t for d, t in lineas[linea].items() if d >= n and (not camino or d < min(camino))}
        camino |= suyos
    llega = float(base["timestamp"]["stop"])
    while n in camino and (hasta is None or llega < hasta):
        llega, n = camino[n], n + 1
    completo = n > max(camino, default=0) or (hasta is not None and llega >= hasta)
    return None if completo else llega


def dia(segundos: float) -> str:
    """En la hora de esta máquina."""
    return str(datetime.fromtimestamp(segundos).astimezone())


def main(version: str, pedido: str, aqui: str, datos: str, aun_danada: str) -> None:
    """`pedido`: el momento, o vacío para el último. Escribe la etiqueta de su base y las de las que esa toma algo."""
    hasta = datetime.fromisoformat(pedido).timestamp() if pedido else None
    copia = la_copia()
    suya = copia["db"][-1]
    es_de_aqui(suya, version, aqui, datos)
    base = base_para(copia, suya, hasta)
    lista = pgbackrest("repo-ls", "--recurse", f"archive/conoceles/{version}-{suya['id']}")
    llega = seguidos_hasta(base, lista, hasta)
    if llega is not None and not aun_danada:
        sys.exit(
            f"A la copia le falta un diario: no pasa del {dia(llega)}. Vuelva a un momento anterior, restaure la última diaria o, si no "
            "hay otra, repita con --al-ultimo --aun-danada: llega hasta ahí, y lo de hoy se sustituye."
        )
    print("|".join([base["label"], *(base["reference"] or [])]))


if __name__ == "__main__":
    main(*sys.argv[1:])
