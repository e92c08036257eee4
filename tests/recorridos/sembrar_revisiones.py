"""Se corre aparte: deja doscientas candidaturas enviadas, con textos distintos, esperando a que alguien las revise.

Uso: `python -m recorridos.sembrar_revisiones`. Escribe `jornada.json`: en qué orden se enviaron.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

from django.db import transaction

CUANTAS = 200
PALABRAS = (
    "maestra rural sierra escuela agua comedor biblioteca salud vacunas parteras cooperativa queso conservas milpa "
    "ejido taller jóvenes mercado camino puente lluvia presa bosque vivero abejas tejido barro música coro archivo"
).split()


def main() -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar
    from conoceles.publicacion.publicador import publicar_raiz
    from personas import CLAVE, SISTEMA
    from recorridos.sembrar_jornada import _cuentas

    ahora = reloj.ahora()
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    assert definicion(CLAVE)
    elegir = random.Random(16)
    folios = {}
    for numero in range(CUANTAS):
        fila = _enviada(
            Proceso.objects.get(pk=CLAVE), numero, elegir, ahora - timedelta(minutes=CUANTAS - numero)
        )
        folios[str(numero)] = fila
    _cuentas(ahora)
    publicar_raiz(ahora=ahora)
    (carpetas().datos / "jornada.json").write_text(json.dumps(folios))


def _enviada(proceso: object, numero: int, elegir: random.Random, ahora: object) -> str:
    from conoceles.bitacora.actos import Acto
    from conoceles.candidaturas.constancia import anotar
    from conoceles.candidaturas.models import Persona
    from conoceles.expediente.calendario.plazos import abrir_capturas
    from personas import SISTEMA, capturar, enviar, guardar, registrada

    quien = Persona.objects.create(
        proceso=proceso,
        nombre=f"PERSONA NÚMERO {numero:03d}",
        sexo="mujer",
        fecha_nacimiento=date(1980, 5, 17),
    )
    fila = registrada(proceso, f"rev{numero:05d}", ahora, siglas="PT", persona=quien)  # type: ignore[arg-type]
    with transaction.atomic():  # como quien la importa: sin su renglón en la bitácora no se le abre
        anotar(fila, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)  # type: ignore[arg-type]
    abrir_capturas(por=SISTEMA, ahora=ahora)  # type: ignore[arg-type]
    fila.refresh_from_db()
    capturar(fila, ahora)  # type: ignore[arg-type]
    for parte in ("historia", "trayectoria"):
        texto = " ".join(elegir.choice(PALABRAS) for _ in range(70))
        guardar(fila, parte, {parte: f"Trabajé en {texto}."}, ahora)  # type: ignore[arg-type]
    enviar(fila, ahora)  # type: ignore[arg-type]
    return fila.folio


if __name__ == "__main__":
    main()
