"""`llave rotar`: otra llave para firmar, y lo publicado con ella."""

from __future__ import annotations

import argparse

from conoceles.nucleo import reloj

AYUDA = "Cambia la llave con que se firma lo publicado o, con --acuses, la de los acuses; con --robada, la revoca."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El acto que lo ordena, y si la anterior la tiene alguien más."""
    parser.add_argument(
        "--acto", metavar="TEXTO", required=True, help="quién y cómo lo acordó: va a la bitácora"
    )
    parser.add_argument("--acuses", action="store_true", help="la de los acuses, que usa la captura")
    parser.add_argument("--robada", action="store_true", help="la anterior pudo salir de aquí: se revoca")


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """La llave nueva, como va en una política, y su huella."""
    import base64
    import hashlib

    from conoceles.arranque.servicios.turno import exigir_sin_captura, sin_obrero
    from conoceles.nucleo import firma
    from conoceles.nucleo.alcance import Alcance
    from conoceles.publicacion.rotacion import rotar, rotar_la_de_acuses

    cambiar = rotar_la_de_acuses if args.acuses else rotar
    with sin_obrero("seguiría firmando con la anterior, y lo que publicara ya no valdría"):
        if args.acuses:
            exigir_sin_captura()
        vkey = cambiar(
            por=Alcance.sistema("llave rotar"), acto=args.acto, ahora=reloj.ahora(), robada=args.robada
        )
    publica = firma.llave_publica("acuses" if args.acuses else "firma")
    return {
        "de_acuses": args.acuses,
        "llave": vkey,
        "huella": hashlib.sha256(publica).hexdigest(),
        "llave_pub": base64.b64encode(publica).decode(),
    }


def texto(resultado: dict[str, object]) -> str:
    """Lo que hay que repartir por otro medio."""
    if resultado["de_acuses"]:
        return (
            f"La llave de acuses nueva es\n{resultado['llave']}\nLa certifica la de publicar, en log/acuses. "
            "Llévela a las demás máquinas de captura, si hay, y arranque la captura."
        )
    return (
        f"La llave nueva es\n{resultado['llave']}\nSu huella (SHA-256): {resultado['huella']}\n"
        "Repártala a los testigos y a quien verifica, por un medio distinto del sitio, y reinicie los demás procesos."
    )
