"""`proceso nuevo CARPETA`: pregunta y escribe la carpeta de una elección, a partir de la que más se parezca."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Pregunta y escribe la carpeta de una elección nueva, a partir de un modelo de procesos/."
PREGUNTAS = {
    "modelo": "A cuál se parece",
    "clave": "Clave, que será su dirección (minúsculas, números y guiones)",
    "nombre": "Nombre de la elección",
    "entidad": "Entidad",
    "instituto": "Nombre del instituto",
    "siglas": "Siglas del instituto",
    "correo": "Correo de su unidad de transparencia",
    "sitio": "Dirección de su sitio (https://…)",
    "jornada": "Día de la jornada (AAAA-MM-DD)",
}


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta, que no debe existir, y lo que no se quiera que pregunte."""
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)
    for clave, pregunta in PREGUNTAS.items():
        parser.add_argument(f"--{clave}", metavar=clave.upper(), help=pregunta[:1].lower() + pregunta[1:])


def ejecutar(args: argparse.Namespace, preguntar: Callable[[str], str] = input) -> dict[str, object]:
    """Dónde quedó y qué sigue. Nada se escribe si lo contestado no carga."""
    from conoceles.proceso.contenido.fuentes import escribir
    from conoceles.proceso.contenido.nueva import Nueva, preparar

    if args.carpeta.exists():
        raise ErrorDeDominio(f"{args.carpeta} ya existe: escriba el nombre de una carpeta nueva.")
    dicho = {clave: _respuesta(args, clave, preguntar) for clave in PREGUNTAS}
    modelo = RAIZ_PROYECTO / "procesos" / dicho.pop("modelo")
    if not (modelo / "proceso.toml").is_file():
        raise ErrorDeDominio(f"No hay un modelo «{modelo.name}»; hay {', '.join(modelos())}.", campo="modelo")
    fuentes = preparar(modelo, Nueva(**dicho | {"jornada": _dia(dicho["jornada"])}))  # type: ignore[arg-type]
    escribir(fuentes, args.carpeta)
    return {"carpeta": str(args.carpeta), "archivos": len(fuentes), "clave": dicho["clave"]}


def texto(resultado: dict[str, object]) -> str:
    """Lo escrito y los dos pasos que siguen."""
    return (
        f"{resultado['carpeta']}: {resultado['archivos']} archivos.\nToda fecha quedó como supuesto. Revise cargos, fuerzas "
        f"y avisos, y después:\n  ./conoceles proceso cargar {resultado['carpeta']}\n"
        f"  ./conoceles proceso pendientes {resultado['clave']}"
    )


def modelos() -> list[str]:
    """Las carpetas que pueden copiarse."""
    carpetas = (p.parent for p in (RAIZ_PROYECTO / "procesos").glob("*/proceso.toml"))
    return sorted(
        c.name for c in carpetas if "\nhistorico = true" not in (c / "proceso.toml").read_text("utf-8")
    )


def _respuesta(args: argparse.Namespace, clave: str, preguntar: Callable[[str], str]) -> str:
    dicha: str = getattr(args, clave, None) or ""
    opciones = f" ({', '.join(modelos())})" if clave == "modelo" else ""
    try:
        dicha = (dicha or preguntar(f"{PREGUNTAS[clave]}{opciones}: ")).strip()
    except EOFError:
        dicha = ""
    if not dicha or '"' in dicha or "\\" in dicha:
        raise ErrorDeDominio(
            f"Falta «{PREGUNTAS[clave]}», o lleva comillas. No se escribió nada.", campo=clave
        )
    return dicha


def _dia(texto_: str) -> date:
    try:
        return date.fromisoformat(texto_)
    except ValueError:
        raise ErrorDeDominio(f"«{texto_}» no es un día, como 2027-06-06.", campo="jornada") from None
