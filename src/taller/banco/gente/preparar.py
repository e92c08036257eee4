"""Proceso aparte que prepara a quienes capturan: `python -m taller.banco.gente.preparar CUANTAS`.

Deja en `CONOCELES_DATOS` una elección del banco con una cuenta por candidatura, y escribe en la salida quiénes son.
"""

from __future__ import annotations

import json
import sys
from random import Random
from typing import TYPE_CHECKING

from conoceles.arranque import preparacion
from conoceles.nucleo.carpetas import carpetas

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

CLAVE_DE_ACCESO = "banco-de-velocidad-2024"


def main(cuantas: int) -> None:
    """Prepara la carpeta, la elección y las cuentas."""
    preparacion.preparar()
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.importacion import exigir_sin_errores, importar
    from conoceles.expediente.calendario import diario
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.operaciones import cargar
    from taller.banco.siembra import eleccion
    from taller.banco.siembra.capturas import SISTEMA
    from taller.demo.hora import poner_reloj

    taller = carpetas().datos / "taller"
    taller.mkdir()
    cargar(eleccion.carpeta(taller, cuantas), por=SISTEMA, ahora=eleccion.AHORA, inventado=True)
    archivo = eleccion.padron(taller / "padron.csv", definicion(eleccion.CLAVE), cuantas, Random(cuantas))
    informe = importar(archivo, proceso=eleccion.CLAVE, simular=False, por=SISTEMA, ahora=eleccion.AHORA)
    exigir_sin_errores(informe)
    diario.correr(ahora=eleccion.AHORA)  # abre la captura
    _responsables()
    filas = Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=eleccion.CLAVE)
    json.dump([_persona(n, fila) for n, fila in enumerate(filas)], sys.stdout)
    poner_reloj()


def _responsables() -> None:
    """Una persona designada por cada partido."""
    from conoceles.proceso.models import Proceso
    from taller import puertas
    from taller.banco.siembra.eleccion import AHORA, CLAVE

    proceso = Proceso.objects.get(pk=CLAVE)
    for fuerza in proceso.fuerzas.filter(tipo="partido"):
        puertas.designar(
            proceso, ambito=f"fuerza:{fuerza.pk}", nombre=f"Captura {fuerza.siglas}", correo=_correo(fuerza.siglas),
            clave=CLAVE_DE_ACCESO, por=puertas.CONSOLA, ahora=AHORA,
        )  # fmt: skip


def _persona(numero: int, fila: Candidatura) -> dict[str, object]:
    """La invita su partido; ella recibe su acceso y lee el aviso."""
    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.correo.models import Correo
    from conoceles.expediente.actos.invitaciones import invitar
    from conoceles.expediente.actos.operaciones import aceptar_aviso
    from conoceles.proceso.consultas import definicion
    from taller import puertas
    from taller.banco.siembra.eleccion import AHORA

    correo, responde = f"persona{numero}@banco.mx", fila.formula.responde
    if responde is None:
        raise LookupError("El padrón del banco solo tiene candidaturas de partido.")
    invitar(candidatura=fila, correo=correo, por=puertas.quien(_correo(responde.siglas)), ahora=AHORA)
    carta = Correo.objects.filter(para=correo).latest("id").texto
    suya = puertas.acusar(carta, CLAVE_DE_ACCESO, AHORA)
    propia = alcance_de(suya)
    version = definicion(fila.proceso_id).version_de_avisos
    aceptar_aviso(candidatura=fila, version=version, por=propia, ahora=AHORA)
    impresos = puertas.imprimir_codigos(suya, AHORA)
    return {"folio": fila.folio, "correo": correo, "clave": CLAVE_DE_ACCESO, "codigos": impresos}


def _correo(siglas: str) -> str:
    return f"{siglas.lower()}@banco.mx"


if __name__ == "__main__":
    main(int(sys.argv[1]))
