"""Proceso aparte que prepara a quienes capturan: `python -m taller.banco.gente CUANTAS`.

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
    from conoceles.expediente.importacion import exigir_sin_errores, importar
    from conoceles.expediente.operaciones import habilitar_todas
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.operaciones import cargar
    from taller.banco import eleccion
    from taller.banco.capturas import SISTEMA

    taller = carpetas().datos / "taller"
    taller.mkdir()
    cargar(eleccion.carpeta(taller, cuantas), por=SISTEMA, ahora=eleccion.AHORA, inventado=True)
    archivo = eleccion.padron(taller / "padron.csv", definicion(eleccion.CLAVE), cuantas, Random(cuantas))
    informe = importar(archivo, proceso=eleccion.CLAVE, simular=False, por=SISTEMA, ahora=eleccion.AHORA)
    exigir_sin_errores(informe)
    habilitar_todas(proceso=eleccion.CLAVE, por=SISTEMA, ahora=eleccion.AHORA)
    filas = Candidatura.objects.en(SISTEMA).filter(proceso=eleccion.CLAVE)
    json.dump([_persona(n, fila) for n, fila in enumerate(filas)], sys.stdout)


def _persona(numero: int, fila: Candidatura) -> dict[str, str]:
    """Su cuenta, con el aviso ya leído. La contraseña de todas se resume una sola vez."""
    from conoceles.cuentas.models import Cuenta
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.expediente.operaciones import aceptar_aviso
    from conoceles.nucleo.alcance import Alcance
    from conoceles.proceso.consultas import definicion
    from taller.banco.capturas import SISTEMA
    from taller.banco.eleccion import AHORA

    correo = f"persona{numero}@banco.mx"
    primera = Cuenta.objects.exclude(password="").first()
    cuenta = crear_cuenta(
        correo=correo,
        clave=None if primera else CLAVE_DE_ACCESO,
        nombre=f"Persona {numero}",
        papel="candidatura",
        ambito=f"candidatura:{fila.pk}",
        por=SISTEMA,
        ahora=AHORA,
    )
    if primera:
        cuenta.password = primera.password
        cuenta.save(update_fields=["password"])
    propia = Alcance(actor=f"cuenta:{cuenta.pk}", papel="candidatura", candidaturas=frozenset({fila.pk}))
    version = definicion(fila.proceso_id).version_de_avisos
    aceptar_aviso(candidatura=fila, version=version, por=propia, ahora=AHORA)
    return {"folio": fila.folio, "correo": correo, "clave": CLAVE_DE_ACCESO}


if __name__ == "__main__":
    main(int(sys.argv[1]))
