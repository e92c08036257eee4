"""Filas bien hechas que el sistema no escribió, con un cliente llano de la base."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def version(datos: Path) -> None:
    """Otra versión, con su huella bien hecha: los candados la admiten."""
    with closing(sqlite3.connect(datos / "curricular.sqlite3")) as conexion, conexion:
        consulta = "SELECT * FROM curricular_versioncurricular LIMIT 1"
        suya = dict(zip(*fila(conexion, consulta), strict=True))
        dicho = json.loads(suya["contenido"]) | {"historia": "Esto no lo envió nadie."}
        canonico = {"contenido": dicho, "fotografia": ""}
        resumido = json.dumps(canonico, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        suya |= {
            "id": "f" * 32, "numero": suya["numero"] + 1, "origen": "correccion", "contenido": json.dumps(dicho),
            "fotografia_id": None, "huella": hashlib.sha256(resumido).hexdigest(),
        }  # fmt: skip
        huecos = ", ".join("?" * len(suya))
        conexion.execute(
            f"INSERT INTO curricular_versioncurricular ({', '.join(suya)}) VALUES ({huecos})",
            [*suya.values()],
        )


def entrada(datos: Path) -> None:
    """Al final de la cadena y bien encadenada: nadie había quitado ni cambiado nada."""
    with closing(sqlite3.connect(datos / "curricular.sqlite3")) as conexion, conexion:
        anterior, sello = conexion.execute(
            "SELECT huella, sello FROM bitacora_entrada ORDER BY id DESC"
        ).fetchone()
        dicho = ["2024-04-25T15:00:00.000000+00:00", "x", "padron_importado", "", "", {}, anterior]
        resumido = json.dumps(dicho, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        conexion.execute(
            "INSERT INTO bitacora_entrada (momento, actor, acto, proceso, folio, datos, anterior, huella, sello) "
            "VALUES ('2024-04-25 15:00:00', 'x', 'padron_importado', '', '', '{}', ?, ?, ?)",
            (anterior, hashlib.sha256(resumido).hexdigest(), sello),
        )


LO_ASENTADO = {  # qué escribe un cliente llano en la base A, con los candados quitados → qué se dice
    "un plazo alargado": (
        "expediente_ronda", "UPDATE expediente_ronda SET abierta_en = '2030-01-01 00:00:00'",
        "aaaa1111 tiene una oportunidad de enviar que ya no dice lo que un acto escribió",
    ),
    "un envío que nombra otra versión": (
        "expediente_envio", "UPDATE expediente_envio SET huella_curricular = '" + "f" * 64 + "'",
        "aaaa1111 tiene un envío que ya no dice lo que un acto escribió",
    ),
    "un envío borrado": (
        "expediente_envio", "DELETE FROM expediente_envio", "aaaa1111 le falta un envío que un acto escribió"
    ),
    "una invitación plantada": (
        "candidaturas_invitacion",
        "INSERT INTO candidaturas_invitacion (candidatura_id, ajeno, por, en, retirada_por, contesto, liberada_por) "
        "SELECT id, 'atacante@buzon.mx', 'x', '2024-04-20', '', 0, '' FROM candidaturas_candidatura WHERE folio = 'aaaa1111'",
        "aaaa1111 tiene una invitación que ningún acto escribió",
    ),
    "un cierre de hace años, plantado": (
        "expediente_cierre",
        "INSERT INTO expediente_cierre (proceso_id, acciones, estados, acuerdo, fecha_acuerdo, organo, por, nombre_por, en, "
        "fin_acuerdo, fin_por) SELECT clave, '{}', '{}', 'X', '2020-01-01', 'X', 'cuenta:1', 'x', '2020-01-01', '', '' "
        "FROM proceso_proceso WHERE clave = 'durango-2023-2024'",
        "tiene el cierre que ningún acto escribió",
    ),
    "una evaluación dada por concluida": (
        "evaluacion_conclusion",
        "INSERT INTO evaluacion_conclusion (proceso_id, por, en) SELECT clave, 'x', '2024-04-20' FROM proceso_proceso "
        "WHERE clave = 'durango-2023-2024'",
        "tiene el fin de la evaluación que ningún acto escribió",
    ),
}  # fmt: skip


def fila(conexion: sqlite3.Connection, consulta: str) -> tuple[list[str], tuple[Any, ...]]:
    cursor = conexion.execute(consulta)
    return [columna[0] for columna in cursor.description], cursor.fetchone()
