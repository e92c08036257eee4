"""Lo que el simulacro vio, en `docs/evidencia/varios-equipos.md`. Sin nombres, direcciones ni rutas de donde se corrió."""

from __future__ import annotations

from statistics import median
from typing import Any

CABEZA = """# Varios equipos que mueren

Lo escribe `tests/equipos/test_varios_equipos.py`: `./conoceles pruebas --simulacros tests/equipos --muertes 20 --golpes 1000`.
Cada equipo va en su espacio de nombres de red: dos capturas, dos obreros, una primaria de PostgreSQL y su réplica
síncrona (cada una con su cluster del llavero), dos sitios públicos con nginx y un almacén S3 (SeaweedFS). Ana envía por HTTP a
cualquiera de las capturas y Eva lee sin parar de cualquiera de los sitios; si uno no contesta, pide al otro. Morir es perder la
red y recibir SIGKILL todo a la vez. Si muere la primaria, se corre `operacion/replica conmutar` en la otra; la que vuelve queda
cercada y se arma de nuevo como réplica. Primero muere cada uno solo; después, de dos en dos, al azar.

Al final, con todos en pie, golpes: SIGKILL a un proceso cualquiera de tres equipos a la vez, y al volver a atender, a los siguientes. Si tenía
quien lo cuidara, él lo repone; si era el primero de su servicio, se arranca otra vez a los dos segundos, como hace systemd.
"""
FIN = "\n"
NO_SE_VIO = """
## Lo que no se ve aquí

- Los dos sitios públicos no mueren juntos: sin ninguno no hay a quién leer.
- Los espejos llegan a los sitios por carpeta, como un disco montado: lo que muere de ellos es quien atiende.
- Todo corre en una máquina: los segundos dicen si cabe en los sesenta, no qué tan rápido es un equipo propio.
- Quien opera tarda aquí lo que un programa en notarlo; en la vida real, a los segundos se suma lo que tarde en dar la orden.
- Un correo que el servidor aceptó justo antes de la muerte se repite con el mismo `Message-ID` (ADR 0061): se cuenta aparte.
"""


def documento(dicho: dict[str, Any]) -> str:
    muertes = dicho["muertes"]
    conmutadas = [m for m in muertes if m["conmutar"] is not None]
    renglones = {
        "muertes": f"{len(muertes)}, de {sum(len(m['murieron']) for m in muertes)} equipos",
        "golpes": sum(dicho["golpes"].values()),
        "… lo que tardó en atender otra vez, mediana y máximo (s)": _tardo(dicho["tardo"]),
        "acuses que Ana vio": dicho["acuses"],
        "acuses perdidos": len(dicho["perdidos"]),
        "envíos asentados": dicho["envios"],
        "envíos cuya identidad abre y coincide con su acuse": dicho["abribles"],
        "veces que un envío tropezó y se repitió": dicho["tropiezos"],
        "veces que se dijo «Ahora no se puede guardar»": dicho["negadas"],
        "lecturas públicas": dicho["lecturas"],
        "… que pidieron al otro sitio": dicho["reintentos"],
        "… que no se pudieron leer": len(dicho["errores_publicos"]),
        "publicaciones": dicho["publicaciones"]["hechas"],
        "publicaciones dobles": len(dicho["publicaciones"]["bifurcaciones"]),
        "correos": dicho["correos"]["distintos"],
        "correos repetidos": dicho["correos"]["repetidos"],
        "al terminar, lo que esperaba (salud)": dicho["salud"],
        "ascensos de la réplica": len(conmutadas),
        "… el acuse más tardado después de morir la primaria (s)": max(
            (m["segundos"] for m in conmutadas), default="—"
        ),
        "… la primaria vieja quedó cercada": f"{sum(bool(m['cercada']) for m in conmutadas)} de {len(conmutadas)}",
    }
    llave = dicho["llave"]
    renglones["una llave destruida dejó de estar en páginas y diarios de las dos máquinas (s)"] = (
        f"no, en {llave['segundos']}: {', '.join(llave['queda_en'])}"
        if llave["queda_en"]
        else llave["segundos"]
    )
    resumen = "".join(f"| {que} | {cuanto} |\n" for que, cuanto in renglones.items())
    tabla = "".join(_renglon(n, m) for n, m in enumerate(muertes, 1))
    return (
        f"{CABEZA}\n## Lo que se vio\n\n| qué | cuánto |\n|---|---|\n{resumen}"
        "\n## Cada muerte\n\n| | murió | acuses antes | siguiente acuse (s) | tropiezos | lecturas | al otro sitio | sin leer |\n"
        f"|---|---|---|---|---|---|---|---|\n{tabla}"
        "\n## Los golpes\n\n| equipo y proceso | golpes |\n|---|---:|\n"
        f"{''.join(f'| {que} | {cuantos} |{FIN}' for que, cuantos in dicho['golpes'].items())}{NO_SE_VIO}"
    )


def _tardo(segundos: list[float]) -> str:
    return f"{median(segundos)} y {max(segundos)}" if segundos else "—"


def _renglon(n: int, m: dict[str, Any]) -> str:
    celdas = (
        n,
        " y ".join(m["murieron"]),
        *(m[c] for c in ("acuses_antes", "segundos", "tropiezos", "lecturas", "reintentos", "errores")),
    )
    return f"| {' | '.join(map(str, celdas))} |\n"
