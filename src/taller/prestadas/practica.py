"""`practica`: una elección de práctica, con marca de agua, que se reinicia y nunca se mezcla con la real."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.servicios import servidor
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from taller import practica
from taller.demo import hora

AYUDA = "Prepara y atiende una elección de práctica, con personas inventadas y aparte de la real."
CON_JSON = False
PREPARA = False  # prepara su propia carpeta, no la de la instalación


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El puerto, si se empieza de nuevo y si solo se prepara."""
    parser.add_argument("--puerto", metavar="N", type=int, default=8100, help="y el siguiente (8100)")
    parser.add_argument("--reiniciar", action="store_true", help="borra lo practicado y empieza de nuevo")
    parser.add_argument("--sin-servidor", action="store_true", help="prepara y publica, pero no atiende")


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Prepara la práctica si hace falta, dice sus cuentas y la atiende hasta Ctrl-C."""
    if carpetas().modo == "practica":
        raise ErrorDeDominio("Esta carpeta de datos ya es una práctica.")
    if not args.sin_servidor:
        servidor.exigir_puertos(args.puerto)
    with practica.sola() as carpeta:
        if args.reiniciar:
            practica.quitar(carpeta)
        practica.aislar(carpeta)
        hora.poner_reloj()
        preparacion.preparar()
        _sembrar(carpeta)
        print(_guia(args.puerto), flush=True)
        if not args.sin_servidor:
            servidor.atender(args.puerto)
    return {}


def _sembrar(carpeta: Path) -> None:
    from taller.demo import siembra

    siembra.sembrar(
        lambda frase: print(frase, flush=True),
        carpeta=practica.definicion(RAIZ_PROYECTO / "procesos" / siembra.CLAVE, carpeta / "proceso"),
        clave=practica.clave_nueva(),
    )
    siembra.publicar(lambda frase: print(frase, flush=True))


def _guia(puerto: int) -> str:
    from taller.demo import siembra

    return siembra.guia(GUIA, puerto)


def texto(resultado: dict[str, object]) -> str:
    """Nada más que decir."""
    return ""


GUIA = """
Conóceles · elección de práctica

  Captura         http://localhost:{captura}/
  Sitio público   http://localhost:{puerto}/

Cuentas (clave de todas: {clave})
{cuentas}

Todo lleva la palabra PRÁCTICA. Los correos quedan en archivos: {correo}
Para empezar de nuevo: ./conoceles practica --reiniciar
"""
