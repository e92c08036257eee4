"""Se corre aparte. `python -m recorridos.oficina_aparte N`: N cuentas de un partido, con contraseña y segundo factor de aplicación."""

from __future__ import annotations

import sys

CLAVE_DE_TODAS = "taladro-de-prueba-2024"


def correo(numero: int) -> str:
    """El de la persona de ese número."""
    return f"persona{numero}@partido.mx"


def sembrar(cuantas: int) -> None:
    from django.db import transaction

    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.models import Fuerza
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA
    from segundo_factor import SECRETO, activar_totp

    ahora = reloj.ahora()
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    ambito = f"fuerza:{Fuerza.objects.get(proceso=CLAVE, siglas='PRI').pk}"
    with transaction.atomic():
        for n in range(cuantas):
            suya = crear_cuenta(
                correo=correo(n), clave=CLAVE_DE_TODAS, nombre=f"Persona {n}", papel="partido", ambito=ambito,
                por=SISTEMA, ahora=ahora,
            )  # fmt: skip
            activar_totp(cuenta=suya, secreto=SECRETO)


if __name__ == "__main__":
    from conoceles.arranque.preparacion import preparar

    preparar()
    sembrar(int(sys.argv[1]))
