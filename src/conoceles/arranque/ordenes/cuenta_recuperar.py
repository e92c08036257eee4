"""`cuenta recuperar`: para cuando nadie de administración puede entrar. Pide motivo y queda en la bitácora."""

from __future__ import annotations

import argparse

from conoceles.arranque.ordenes.cuenta_abrir import Enlace, entregado
from conoceles.arranque.ordenes.cuenta_abrir import texto as texto
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Da un enlace para elegir otra contraseña y, si se pide, retira el segundo factor."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """De quién, por qué y si también perdió su segundo factor."""
    parser.add_argument("correo", metavar="CORREO")
    parser.add_argument("--motivo", metavar="TEXTO", required=True)
    parser.add_argument("--segundo-factor", action="store_true", help="retira también su segundo factor")


def ejecutar(args: argparse.Namespace) -> Enlace:
    """El enlace; `ErrorDeDominio` si el correo no es de una cuenta activa o falta el motivo."""
    from django.db import transaction

    from conoceles.cuentas import enlaces, operaciones
    from conoceles.cuentas.models import Cuenta

    cuenta = Cuenta.objects.filter(correo=args.correo.strip().lower(), is_active=True).first()
    if cuenta is None:
        raise ErrorDeDominio(f"No hay una cuenta activa con el correo {args.correo}.", campo="correo")
    por, ahora = Alcance.sistema("consola"), reloj.ahora()
    with transaction.atomic():
        enlaces.tomar(cuenta)
        if args.segundo_factor:
            operaciones.restablecer_factor(cuenta=cuenta, motivo=args.motivo, por=por, ahora=ahora)
        entrega = enlaces.recuperar(cuenta=cuenta, motivo=args.motivo, por=por, ahora=ahora)
    return entregado(entrega)
