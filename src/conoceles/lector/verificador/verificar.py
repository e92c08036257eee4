"""Comprueba que una publicación está completa, sin alterar y firmada. Solo usa la biblioteca estándar.

Uso: verificar.py RUTA [--descarga] [--llave LLAVE] [--politica POLÍTICA] [--memoria ARCHIVO] [--prueba PRUEBA]
    [--acuses ACUSES] [--json]
RUTA es una de estas:
- un archivo descargado, junto al manifiesto y su firma: se reconoce por su huella, se llame como se llame;
- con --descarga, una carpeta con parte del sitio, el manifiesto y su firma: se comprueba cada archivo que hay;
- la carpeta de una instantánea entera, o la de una elección (con `actual` e `instantaneas`): no puede faltar nada;
- un acuse: su PDF o su código. Entonces LLAVE es obligatoria.
LLAVE es el archivo `llave.pub`, su texto o su SHA-256, obtenidos por un medio distinto del sitio que se
comprueba; sin ella se usa la que viaja con la publicación.
POLÍTICA es el archivo que dice qué registro y qué testigos se aceptan, obtenido también por otro medio: con ella, el
manifiesto tiene que constar en el registro público y haberlo visto los testigos que pide. ARCHIVO guarda lo último
que usted vio de ese registro, para notar si vuelve atrás o cuenta otra historia. PRUEBA es la del manifiesto, la del
acuse, la de un informe (entonces RUTA es su JSON) o la de un perfil, si no viene junto al sitio. ACUSES es el archivo
`log/acuses` del sitio, que certifica la llave con que se firman los acuses: hace falta si se da solo el código, porque el
PDF ya lo lleva; el de hoy dice además si esa llave se revocó. Con --json, un solo documento JSON en la salida.
Termina con 0 si lo comprobado coincide, 1 si algo difiere y 2 si no hay qué comprobar. Si no se pudo ver que consta en el
registro público, o que lo vieron sus testigos, la última frase lo dice; con POLÍTICA, es una diferencia.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import NoReturn

from conoceles.lector.registro import testimonio
from conoceles.lector.registro.nota import NotaMala
from conoceles.lector.verificador import acuse, papel, perfil
from conoceles.lector.verificador.cotejo import (
    comprobar_descarga,
    comprobar_instantanea,
    comprobar_suelto,
    con_manifiesto,
    cuantos,
)
from conoceles.lector.verificador.eslabones import comprobar_eleccion
from conoceles.lector.verificador.firmado import MANIFIESTO, Resultado, SinPublicacion

_SIN_MEMORIA = (
    "La memoria no se usó: recuerda lo visto de una publicación entera, y esto es un archivo suelto."
)
_SIN_POLITICA = "que conste en el registro público: falta la política, que dice qué registro y qué testigos se aceptan; dé --politica."
NO_SE_ENTIENDE = (
    "MANIFIESTO: lo dado está escrito de un modo que este programa no entiende, y no se puede dar por bueno."
)
A_LA_VISTA = 20  # diferencias que se escriben; con --json, todas


def verificar(ruta: Path | str, llave: str = "") -> list[str]:
    """Problemas hallados, uno por frase; vacía si todo coincide. `SinPublicacion` si no hay manifiesto."""
    return examinar(Path(ruta), llave).problemas


def examinar(
    ruta: Path,
    llave: str = "",
    *,
    descarga: bool = False,
    registro: tuple[str, str, str] = ("", "", ""),
    acuses: str = "",
) -> Resultado:
    """El resultado completo, con avisos y cuentas. `descarga`: en la carpeta puede haber solo una parte.

    `registro`: los archivos de la política, la prueba y la memoria, o vacíos. `acuses`: el de las llaves de acuses.
    """
    resultado = Resultado(str(ruta))
    codigo, de_perfil = papel.codigo_de_acuse(ruta), perfil.prueba_de_perfil(registro[1])
    if codigo:
        _examinar_acuse(ruta, codigo, llave, registro, acuses, resultado)
        return resultado
    suelto = ruta.is_file() and (de_perfil is not None or _es_de_informe(registro))
    if suelto and registro[2]:
        resultado.avisos.append(_SIN_MEMORIA)
    if ruta.is_file() and de_perfil is not None:
        confianza = testimonio.confianza_de(Path.cwd(), (registro[0], "", "")) if registro[0] else None
        perfil.comprobar_perfil(ruta, de_perfil, llave, confianza, resultado)
        resultado.por_comprobar = "" if confianza else _SIN_POLITICA
        return resultado
    if suelto:
        confianza = testimonio.confianza_de(Path.cwd(), (registro[0], "", ""))
        assert confianza is not None
        testimonio.comprobar_informe(ruta.read_bytes(), Path(registro[1]).read_bytes(), confianza, resultado)
        return resultado
    if ruta.is_file():
        comprobar_suelto(ruta, llave, resultado)
    elif descarga and (ruta / MANIFIESTO).is_file():
        comprobar_descarga(ruta, llave, resultado)
    elif (ruta / MANIFIESTO).is_file():
        comprobar_instantanea(ruta, llave, resultado)
    elif (ruta / "actual" / MANIFIESTO).is_file():
        comprobar_eleccion(ruta, llave, resultado)
    else:
        raise SinPublicacion(f"En «{ruta}» no hay {MANIFIESTO}: no es una publicación ni una elección.")
    if ruta.is_dir() and not resultado.archivos and not resultado.problemas:
        raise SinPublicacion(f"En «{ruta}» no hay ningún archivo que comprobar, solo el manifiesto.")
    _en_el_registro(ruta, registro, resultado)
    return resultado


def _examinar_acuse(
    ruta: Path, codigo: str, llave: str, registro: tuple[str, str, str], acuses: str, res: Resultado
) -> None:
    """Quién lo firmó, si el papel está entero y, con política, si consta en el registro: el de un acto no consta ahí."""
    pdf, suelta = papel.pdf_en(ruta), Path(registro[1]).read_bytes() if registro[1] else b""
    constancia = (suelta or acuse.prueba_en(pdf)) if registro[0] else b""
    dicho = papel.comprobar_papel(codigo, pdf, llave, papel.certificado_de(ruta, acuses), constancia, res)
    confianza = testimonio.confianza_de(Path.cwd(), registro) if registro[0] else None
    if confianza is None and codigo.startswith(acuse.DE_ENVIO):
        res.por_comprobar = _SIN_POLITICA  # un acuse no viaja con el sitio: no hay contra qué
    elif confianza is not None and codigo.startswith(acuse.DE_ENVIO):
        testimonio.comprobar_acuse("".join(codigo.split()).rpartition(".")[0], constancia, confianza, res)
    if dicho is not None:
        papel.leer_en_voz_alta(dicho, pdf, res)


def _es_de_informe(registro: tuple[str, str, str]) -> bool:
    """Con política y una prueba que trae su sal: la de un informe, si no es de un acuse."""
    if not registro[0] or not registro[1] or not Path(registro[1]).is_file():
        return False
    return b"\nextra " in Path(registro[1]).read_bytes()[:64]


def _en_el_registro(ruta: Path, registro: tuple[str, str, str], res: Resultado) -> None:
    """Si hay política, la que se dio o la que viaja con el sitio, lo comprobado tiene que constar en el registro."""
    carpeta = ruta / "actual" if (ruta / "actual" / MANIFIESTO).is_file() else con_manifiesto(ruta)
    confianza = testimonio.confianza_de(carpeta or Path.cwd(), registro)
    if confianza is None:
        res.por_comprobar = _SIN_POLITICA
    elif carpeta is not None:
        testimonio.comprobar_manifiesto(carpeta, confianza, res)


def _a_la_vista(texto: str) -> str:
    """Un nombre ajeno no escribe renglones ni manda en la pantalla de quien comprueba: sus signos invisibles se ven."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in texto)


def _informar(res: Resultado, como_json: bool) -> None:
    if como_json:
        dicho = {"bien": not res.problemas, **res.__dict__}
        print(_a_la_vista(json.dumps(dicho, ensure_ascii=False)))
        return
    for aviso in res.avisos:
        print(f"Aviso: {_a_la_vista(aviso)}")
    for problema in res.problemas[:A_LA_VISTA]:
        print(f"DIFIERE: {_a_la_vista(problema)}")
    if len(res.problemas) > A_LA_VISTA:
        print(f"Y {len(res.problemas) - A_LA_VISTA} diferencias más: --json las da todas.")
    if not res.problemas and res.archivos:
        print(_final(res))
    elif not res.problemas and res.por_comprobar:
        print(f"No se comprobó {res.por_comprobar}")


def _final(res: Resultado) -> str:
    """«Todo», solo si nada quedó por comprobar."""
    cuentas = [cuantos(res.archivos, "archivo"), cuantos(len(res.instantaneas), "instantánea")]
    visto = f"{', '.join(filter(None, cuentas))}, firma válida"
    if res.por_comprobar:
        return f"Coincide lo comprobado: {visto}. No se comprobó {res.por_comprobar}"
    return f"Todo coincide: {visto}."


class _Opciones(argparse.ArgumentParser):
    """La ayuda y el error de argparse, en español: este archivo se usa también fuera de este repositorio."""

    def format_help(self) -> str:
        return f"{__doc__ or ''}"

    def error(self, message: str) -> NoReturn:
        self.exit(
            2,
            "Dé una sola ruta: verificar RUTA [--descarga] [--llave LLAVE] [--politica POLÍTICA] [--memoria ARCHIVO] "
            "[--prueba PRUEBA] [--acuses ACUSES] [--json]. Con --help se explica.\n",
        )


def main(argv: list[str] | None = None) -> int:
    """Línea de órdenes: 0 lo comprobado coincide, 1 algo difiere, 2 no hay qué comprobar."""
    opciones = _Opciones(allow_abbrev=False)
    opciones.add_argument("ruta", type=Path)
    opciones.add_argument("--descarga", action="store_true")
    opciones.add_argument("--llave", default="")
    for nombre in ("--politica", "--prueba", "--memoria", "--acuses"):
        opciones.add_argument(nombre, default="")
    opciones.add_argument("--json", action="store_true")
    pedido = opciones.parse_args(argv)
    # Un manifiesto ajeno puede nombrar lo que no se puede imprimir.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        registro = (pedido.politica, pedido.prueba, pedido.memoria)
        resultado = examinar(
            pedido.ruta, pedido.llave, descarga=pedido.descarga, registro=registro, acuses=pedido.acuses
        )
    except OSError as error:
        print(f"No se puede leer «{_a_la_vista(str(error.filename))}».", file=sys.stderr)
        return 2
    except (SinPublicacion, NotaMala) as error:
        print(_a_la_vista(str(error)), file=sys.stderr)
        return 2
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, MemoryError):
        # Lo comprobado lo escribió cualquiera: lo que no se entiende se rechaza, sin enseñar las tripas del programa.
        resultado = Resultado(str(pedido.ruta), problemas=[NO_SE_ENTIENDE])
    _informar(resultado, pedido.json)
    return 1 if resultado.problemas else 0


if __name__ == "__main__":
    raise SystemExit(main())
