"""`demo`: de nada a una elección publicada con personas inventadas, y la atiende."""

from __future__ import annotations

import argparse
import os
import time

from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Publica y atiende una demostración de Durango 2023-2024 con personas inventadas."
CON_JSON = False
PREPARA = False  # la hora va antes: el primer acto de la carpeta consta en la de la demostración
RAZONES = {"produccion": "producción", "practica": "una práctica"}
GUIA = """
Conóceles · demostración con personas inventadas ({segundos:.0f} s)

  Sitio público   http://localhost:{puerto}/
  Captura         http://localhost:{captura}/

Cuentas (clave de todas: {clave})
{cuentas}

Qué probar
  1. En el sitio, busque «agua» o elija su municipio; compare dos personas y abra un perfil.
  2. En la captura, entre como mc@partido.demo: casi nadie ha capturado. Llene un cuestionario y envíelo.
  3. Entre como cora@instituto.demo, valide lo que envió y mire el perfil: cambia en segundos.
  4. El archivo está en /durango-2021-2022/; una candidatura ajustada y una concluida, en el tablero de cora, por su estado.
  5. Compruebe lo publicado: ./conoceles verificar {sitio}
"""


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El puerto y si solo se prepara."""
    parser.add_argument(
        "--puerto", metavar="N", type=int, default=8000, help="puerto del sitio público (8000)"
    )
    parser.add_argument("--sin-servidor", action="store_true", help="prepara y publica, pero no atiende")


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Siembra, publica, dice qué hay y atiende hasta Ctrl-C."""
    from conoceles.arranque import preparacion
    from conoceles.arranque.servicios import servidor
    from taller.demo import hora

    modo = preparacion.modo_escrito() or os.environ.get("CONOCELES_MODO", "demo")
    if modo in RAZONES:
        raise ErrorDeDominio(
            f"Esta carpeta de datos es de {RAZONES[modo]}; la demostración necesita una propia."
        )
    preparacion.exigir(preparacion.modo_escrito())
    if not args.sin_servidor:
        servidor.exigir_puertos(args.puerto)
    inicio = time.monotonic()
    if not os.environ.get("CONOCELES_AHORA"):
        hora.poner_reloj()
    preparacion.preparar()
    from taller.demo import siembra  # conoce los modelos: después de preparar

    siembra.sembrar(lambda frase: print(frase, flush=True))
    siembra.publicar(lambda frase: print(frase, flush=True))
    print(siembra.guia(GUIA, args.puerto, segundos=time.monotonic() - inicio), flush=True)
    if not args.sin_servidor:
        servidor.atender(args.puerto)
    return {}


def texto(resultado: dict[str, object]) -> str:
    """Nada más que decir."""
    return ""
