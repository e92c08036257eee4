"""Se corre aparte, en tres veces. `sembrar N`: N personas por capturar, con quien responde y quien revisa. `obrero`: todas sus tareas,
sin descanso entre vueltas, hasta SIGTERM. `gente`: cada persona captura, envía, la revisan, corrige y la validan, todas a la vez.

Cada una imprime al final, en JSON, lo que pasó. Las dos últimas dicen antes que están listas y empiezan cuando se les escribe un renglón;
el obrero dice, de cada vuelta, en qué segundo la empezó.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from conoceles.arranque.preparacion import preparar

DIA = timedelta(days=14)  # el último en que se recuerda: al empezar, a todas a la vez
REVISAN = 3


def sembrar(cuantas: int, ahora: datetime) -> dict[str, Any]:
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.models import Fuerza
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA
    from recorridos.padron_inventado import importadas

    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    filas = importadas(cuantas, ahora)
    diario.correr(ahora=ahora)
    pri = Fuerza.objects.get(proceso=CLAVE, siglas="PRI")
    quienes = [("ana", "partido", f"fuerza:{pri.pk}"), ("dina", "administracion", "")]
    quienes += [(f"eva{n}", "candidatura", f"candidatura:{fila.pk}") for n, fila in enumerate(filas)]
    quienes += [(f"cora{n}", "revision", "") for n in range(REVISAN)]
    for nombre, papel, ambito in quienes:
        crear_cuenta(
            correo=f"{nombre}@prueba.mx", clave=None, nombre=nombre.title(), papel=papel, ambito=ambito,
            por=SISTEMA, ahora=ahora,
        )  # fmt: skip
    return {"sembradas": len(filas)}


def obrero(ahora: datetime) -> dict[str, Any]:
    """Lo que falló, por tarea y causa; lo que se repitió; cuántas vueltas y publicaciones."""
    from conoceles.arranque.servicios.obrero import Obrero, publicar_con_raiz
    from conoceles.expediente.models import Recordatorio

    fin, dicho, vueltas, publicadas = threading.Event(), _Dicho(), 0, 0
    signal.signal(signal.SIGTERM, lambda *_: fin.set())
    suyo = Obrero(publicar_con_raiz, fin)
    fallas: set[str] = set()
    _empezar()
    while not fin.is_set():
        suyo._siguiente.clear()  # a todas les toca
        empezo = time.monotonic()
        publicadas += len(suyo.vuelta(ahora + DIA))
        vueltas += 1
        fallas |= {f"{tarea}: {falla.frase}" for (tarea, _), falla in suyo._memoria.fallas.items()}
        print(empezo, flush=True)
    return {
        "vueltas": vueltas, "publicadas": publicadas, "fallas": sorted(fallas), "repetidas": dicho.lineas,
        "recordatorios": Recordatorio.objects.count(),
    }  # fmt: skip


def _empezar() -> None:
    print("listo", flush=True)
    sys.stdin.readline()


class _Dicho(logging.Handler):
    """Lo que se repitió porque la base lo deshizo."""

    def __init__(self) -> None:
        super().__init__()
        self.lineas: list[str] = []
        logging.getLogger("conoceles.bases").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lineas.append(record.getMessage())


def gente(ahora: datetime) -> dict[str, Any]:
    """En qué acabó cada vida, y cuántas quedaron enviadas dos veces y validadas."""
    from conoceles.bitacora.mirada import verificar
    from conoceles.candidaturas.models import Candidatura

    filas = list(Candidatura.objects.order_by("pk"))
    _empezar()
    with ThreadPoolExecutor(len(filas)) as hilos:
        acaban = list(hilos.map(lambda par: _vida(*par, ahora + DIA), enumerate(filas)))
    return {
        "acaban": Counter(acaban),
        "envios": Counter(fila.envios.count() for fila in filas),
        "estados": sorted({*Candidatura.objects.values_list("estado", flat=True)}),
        "problemas": [*verificar("default"), *verificar("identidad")],
    }


def _vida(numero: int, fila: Any, ahora: datetime) -> str:
    """Vacío si llegó al final; si no, el error y el código de PostgreSQL."""
    from django.db import connections

    try:
        _capturar_y_revisar(numero, fila, ahora)
        return ""
    except Exception as error:
        return f"{type(error).__name__} {getattr(error.__cause__, 'sqlstate', '') or error}"
    finally:
        connections.close_all()


def _capturar_y_revisar(numero: int, fila: Any, ahora: datetime) -> None:
    from conoceles.expediente.actos.decisiones import Reparo
    from conoceles.nucleo.alcance import Alcance
    from conoceles.revision import apartados
    from personas import LARGO, capturar, de_ella, enviar, guardar, leer_aviso

    cora = Alcance(actor=f"cuenta:cora{numero % REVISAN}", papel="revision", todo=True, nombre="Cora")
    leer_aviso(fila, ahora, por=de_ella(fila))
    capturar(fila, ahora)
    enviar(fila, ahora)
    apartados.abrir(candidatura=fila, por=cora, ahora=ahora)
    reparo = Reparo("historia", "incompleta", "Indique los años de cada empleo.")
    apartados.observar(candidatura=fila, reparos=[reparo], por=cora, ahora=ahora)
    guardar(fila, "historia", {"historia": f"{LARGO} Desde 2010."}, ahora, por=de_ella(fila))
    enviar(fila, ahora)
    apartados.abrir(candidatura=fila, por=cora, ahora=ahora)
    apartados.validar(candidatura=fila, por=cora, ahora=ahora)


def main() -> None:
    preparar()
    ahora = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
    match sys.argv[1:]:
        case ["sembrar", cuantas]:
            dicho = sembrar(int(cuantas), ahora)
        case ["obrero"]:
            dicho = obrero(ahora)
        case _:
            dicho = gente(ahora)
    print(json.dumps(dicho))


if __name__ == "__main__":
    main()
