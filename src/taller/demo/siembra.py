"""De una carpeta vacía a una elección inventada y publicada. Idempotente."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

from django.conf import settings
from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.importacion import exigir_sin_errores, importar
from conoceles.expediente.operaciones import habilitar_todas
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.proceso import consultas
from conoceles.proceso.models import Proceso
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion import publicador
from taller.demo import cuentas, padron, recorrido, seguimiento, situaciones, visitas

CLAVE, HISTORICA = "durango-2023-2024", "durango-2021-2022"
INICIO = "2024-04-25T10:00:00-06:00"
SISTEMA = Alcance.sistema("demostración")
REGISTRADAS = datetime.fromisoformat("2024-04-01T12:00:00-06:00")
HABILITADAS = datetime.fromisoformat("2024-04-12T09:00:00-06:00")


def poner_reloj() -> None:
    """El reloj de la demo arranca el 25 de abril de 2024 y sigue corriendo entre una vez y otra."""
    archivo = carpetas().datos / "reloj.json"
    if not archivo.exists():
        archivo.write_text(json.dumps({"inicio": INICIO, "origen": time.time()}))
    reloj.leer_entorno()


def sembrar(
    decir: Callable[[str], None],
    *,
    carpeta: Path = RAIZ_PROYECTO / "procesos" / CLAVE,
    clave: str = "",
) -> bool:
    """Carga, importa y captura. `False` si ya estaba hecho; `decir` recibe el avance en palabras.

    `carpeta`: la definición con que se siembra. `clave`: la de todas las cuentas; sin ella, la pública de la demo.
    """
    if (carpetas().datos / "cuentas-demo.json").exists():
        return False
    azar = Random(2024)  # inventar personas no es criptografía
    with transaction.atomic("default"), transaction.atomic("identidad"), transaction.atomic("llaves"):
        decir("Se carga la elección y se importa su padrón inventado…")
        cuantas = _padron(carpeta, azar)
        decir(f"{cuantas} personas inventadas capturan sus cuestionarios…")
        _capturas(azar)
        seguimiento.anotar(consultas.definicion(CLAVE), hasta=datetime.fromisoformat(INICIO))
        visitas.inventar(consultas.definicion(CLAVE), hasta=datetime.fromisoformat(INICIO))
        _historia(decir)
        cuentas.crear(
            Proceso.objects.get(pk=CLAVE),
            azar=SystemRandom() if clave else azar,
            clave=clave or cuentas.CLAVE,
            por=SISTEMA,
            ahora=HABILITADAS,
        )
    return True


def publicar(decir: Callable[[str], None]) -> None:
    """Publica cada elección cargada y la portada."""
    for clave in Proceso.objects.values_list("clave", flat=True):
        decir(f"Se publica {clave}…")
        publicador.publicar(clave, ahora=reloj.ahora())
    publicador.publicar_raiz(ahora=reloj.ahora())


def guia(plantilla: str, puerto: int, **mas: object) -> str:
    """La plantilla con las direcciones y las cuentas de esta carpeta."""
    lista = json.loads((carpetas().datos / "cuentas-demo.json").read_text())
    lineas = [
        f"  {fila['papel']:<15} {fila['correo']:<28}"
        + (f" segundo factor (TOTP): {fila['totp']}" if fila["totp"] else "")
        for fila in lista
    ]
    return plantilla.format(
        puerto=puerto,
        captura=puerto + 1,
        clave=lista[0]["clave"],
        cuentas="\n".join(lineas),
        sitio=carpetas().sitio / CLAVE,
        correo=carpetas().correo,
        **mas,
    )


def _padron(carpeta: Path, azar: Random) -> int:
    """Importa y habilita el padrón; devuelve cuántas candidaturas tiene."""
    cargar(carpeta, por=SISTEMA, ahora=REGISTRADAS, inventado=True)
    destino = carpetas().datos / "demo" / "padron.csv"
    ruta = padron.escribir(destino, consultas.definicion(CLAVE), azar)
    exigir_sin_errores(importar(ruta, proceso=CLAVE, simular=False, por=SISTEMA, ahora=REGISTRADAS))
    mc = Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=CLAVE, formula__responde__siglas="MC")
    situaciones.entregar_pronto(list(mc.order_by("folio")[: situaciones.TARDIAS]))
    return habilitar_todas(proceso=CLAVE, por=SISTEMA, ahora=HABILITADAS)


def _capturas(azar: Random) -> None:
    definicion = consultas.definicion(CLAVE)
    jornada = definicion.calendario.fechas["jornada"].dia
    filas = Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=CLAVE)
    recorrido.recorrer(definicion, filas.exclude(estado="omisa"), azar=azar, jornada=jornada)
    situaciones.provocar(definicion, azar=azar, jornada=jornada)


def _historia(decir: Callable[[str], None]) -> None:
    """La elección 2021-2022 con su archivo real, cuando está a la mano."""
    archivo: Path = settings.CONOCELES_MUESTRAS / "ine_local_2022" / "baseDatosCandidatos.xls"
    if not archivo.exists():
        return
    decir("Se importa la elección 2021-2022 del archivo del INE…")
    cargar(RAIZ_PROYECTO / "procesos" / HISTORICA, por=SISTEMA, ahora=HABILITADAS)
    # La hoja principal dice PROPIETARIA de toda mujer; vale el rol de la hoja de identidad.
    informe = importar(
        archivo, proceso=HISTORICA, simular=False, por=SISTEMA, ahora=HABILITADAS, aceptar=["ROL_CORREGIDO"]
    )
    exigir_sin_errores(informe)
