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
Termina con 0 si todo coincide, 1 si algo difiere y 2 si no hay qué comprobar.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from conoceles.lector import acuse, papel, perfil, testimonio
from conoceles.lector.firmado import (
    FIRMA,
    MANIFIESTO,
    PROPIOS,
    RENGLONES,
    Manifiesto,
    Resultado,
    SinPublicacion,
    bien_firmado,
    manifiesto_de,
    sha,
    sha_de,
    suprimidos_de,
)
from conoceles.lector.lista_firmada import Lista, lista_de

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
    if ruta.is_file() and de_perfil is not None:
        confianza = testimonio.confianza_de(Path.cwd(), (registro[0], "", "")) if registro[0] else None
        perfil.comprobar_perfil(ruta, de_perfil, llave, confianza, resultado)
        return resultado
    if ruta.is_file() and not codigo and _es_de_informe(registro):
        confianza = testimonio.confianza_de(Path.cwd(), (registro[0], "", ""))
        assert confianza is not None
        testimonio.comprobar_informe(ruta.read_bytes(), Path(registro[1]).read_bytes(), confianza, resultado)
        return resultado
    if codigo:
        constancia = _prueba_del_acuse(ruta, registro[1]) if registro[0] else b""
        papel.comprobar_papel(codigo, llave, papel.certificado_de(ruta, acuses), constancia, resultado)
    elif ruta.is_file():
        _archivo_suelto(ruta, llave, resultado)
    elif descarga and (ruta / MANIFIESTO).is_file():
        _descarga(ruta, llave, resultado)
    elif (ruta / MANIFIESTO).is_file():
        _instantanea(ruta, llave, resultado)
    elif (ruta / "actual" / MANIFIESTO).is_file():
        _eleccion(ruta, llave, resultado)
    else:
        raise SinPublicacion(f"En «{ruta}» no hay {MANIFIESTO}: no es una publicación ni una elección.")
    if ruta.is_dir() and not resultado.archivos and not resultado.problemas:
        raise SinPublicacion(f"En «{ruta}» no hay ningún archivo que comprobar, solo el manifiesto.")
    _en_el_registro(ruta, codigo, registro, resultado)
    return resultado


def _es_de_informe(registro: tuple[str, str, str]) -> bool:
    """Con política y una prueba que trae su sal: la de un informe, si no es de un acuse."""
    if not registro[0] or not registro[1] or not Path(registro[1]).is_file():
        return False
    return b"\nextra " in Path(registro[1]).read_bytes()[:64]


def _en_el_registro(ruta: Path, codigo: str, registro: tuple[str, str, str], res: Resultado) -> None:
    """Si hay política, la que se dio o la que viaja con el sitio, lo comprobado tiene que constar en el registro."""
    if codigo and (not registro[0] or not codigo.startswith(acuse.DE_ENVIO)):
        return  # un acuse no viaja con el sitio: sin política no hay contra qué; el de un acto no consta ahí
    carpeta = (
        ruta / "actual"
        if not codigo and (ruta / "actual" / MANIFIESTO).is_file()
        else None
        if codigo
        else _con_manifiesto(ruta)
    )
    confianza = testimonio.confianza_de(carpeta or Path.cwd(), registro)
    if confianza is None:
        return
    if codigo:
        constancia = _prueba_del_acuse(ruta, registro[1])
        testimonio.comprobar_acuse("".join(codigo.split()).rpartition(".")[0], constancia, confianza, res)
    elif carpeta is not None:
        testimonio.comprobar_manifiesto(carpeta, confianza, res)


def _prueba_del_acuse(ruta: Path, dada: str) -> bytes:
    if dada:
        return Path(dada).read_bytes()
    return acuse.prueba_en(ruta.read_bytes()) if ruta.is_file() else b""


def _con_manifiesto(ruta: Path) -> Path | None:
    """La propia carpeta o la primera, hacia arriba, que trae un manifiesto."""
    return next((p for p in (ruta, *ruta.resolve().parents) if (p / MANIFIESTO).is_file()), None)


def _eleccion(ruta: Path, llave: str, res: Resultado) -> None:
    """Todas las instantáneas guardadas y la cadena de sus manifiestos.

    Puede ser un sitio vivo: mientras se comprueba, quien publica estrena instantáneas y poda las viejas.
    """
    arboles: dict[str, str] = {}
    for carpeta in sorted(p for p in (ruta / "instantaneas").glob("*") if (p / MANIFIESTO).is_file()):
        arboles |= _si_sigue(carpeta, llave, res)
    actual, guardados = _lo_ultimo(ruta, arboles, llave, res)
    anteriores = {h: _guardado(a, llave, res) for h, a in guardados.items() if h not in arboles} | arboles
    _cadena(actual, anteriores, set(guardados), res)


def _si_sigue(carpeta: Path, llave: str, res: Resultado) -> dict[str, str]:
    """Huella de su manifiesto → la del anterior; nada, ni problemas, si la podaron mientras se leía."""
    suyo = Resultado(res.ruta)
    try:
        datos = _instantanea(carpeta, llave, suyo, nombre=carpeta.name)
        hallado = {sha((carpeta / MANIFIESTO).read_bytes()): str((datos or {}).get("anterior") or "")}
    except FileNotFoundError:
        if carpeta.exists():
            raise
        hallado = {}
    if not carpeta.exists():  # se retira de un solo golpe: si ya no está, lo leído quedó a medias
        res.avisos.append(f"La instantánea {carpeta.name} se podó mientras se comprobaba.")
        return {}
    res.sumar(suyo)
    return hallado


def _lo_ultimo(
    ruta: Path, arboles: dict[str, str], llave: str, res: Resultado
) -> tuple[str, dict[str, Path]]:
    """La huella de la actual, ya comprobada, y los manifiestos guardados hasta ella (huella → archivo).

    Lo guardado se lista después de leer cuál es la actual; si entretanto cambió, se lee otra vez. Así un manifiesto
    posterior a la actual nunca es de alguien que publica a la vez: es que la actual volvió atrás.
    """
    for _ in range(testimonio.INTENTOS):
        carpeta = (ruta / "actual").resolve()
        huella = sha((carpeta / MANIFIESTO).read_bytes())
        if huella not in arboles:
            arboles |= _si_sigue(carpeta, llave, res)
        guardados = {sha(a.read_bytes()): a for a in sorted((ruta / "manifiestos").glob("*.json"))}
        if (ruta / "actual").resolve() == carpeta:
            break
    return huella, guardados


def _guardado(archivo: Path, llave: str, res: Resultado) -> str:
    """Un manifiesto cuyo árbol ya se podó: su firma y su nombre. Devuelve la huella del anterior."""
    contenido, nombre = archivo.read_bytes(), f"manifiestos/{archivo.name}"
    bien_firmado(archivo.parent, contenido, (archivo.with_suffix(".firma"), nombre), llave, res)
    if archivo.stem != sha(contenido)[:16]:
        res.problemas.append(
            f"MANIFIESTO: {nombre}: debería llamarse {sha(contenido)[:16]}.json, según su contenido."
        )
    return str((manifiesto_de(contenido) or {}).get("anterior") or "")


def _cadena(huella: str, anteriores: dict[str, str], guardados: set[str], res: Resultado) -> None:
    """Desde la actual hacia atrás: cada manifiesto nombra al anterior, sin bifurcaciones."""
    recorridos: list[str] = []
    while huella in anteriores and huella not in recorridos:
        recorridos.append(huella)
        huella = anteriores[huella]
    if huella and huella not in recorridos:
        res.avisos.append(f"La cadena llega hasta {huella[:16]}, cuyo manifiesto no está en esta carpeta.")
    for suelta in sorted(set(anteriores) - set(recorridos)):
        # Los manifiestos se guardan siempre: a esos no puede faltarles uno.
        if huella and suelta not in guardados:
            res.avisos.append(f"La instantánea {suelta[:16]} es anterior al tramo que se pudo recorrer.")
        else:
            res.problemas.append(
                f"MANIFIESTO: la instantánea {suelta[:16]} no está en la cadena de la publicación actual."
            )


def _instantanea(carpeta: Path, llave: str, res: Resultado, nombre: str = "") -> Manifiesto | None:
    """Una carpeta completa: firma, nombre y cada archivo. Devuelve el manifiesto si se pudo leer."""
    prefijo = f"{nombre}/" if nombre else ""
    datos = _manifiesto(carpeta, llave, res, prefijo)
    if datos is None:
        return None
    identidad = sha((carpeta / MANIFIESTO).read_bytes())[:16]
    res.instantaneas.append(identidad)
    if nombre and nombre != identidad:
        res.problemas.append(
            f"MANIFIESTO: {nombre}: la carpeta debería llamarse {identidad}, según su manifiesto."
        )
    suprimidos, lista = suprimidos_de(carpeta, llave, res), lista_de(carpeta, datos, res, prefijo)
    if lista is not None:
        for ruta, esperado in sorted(lista.archivos.items()):
            _archivo(carpeta, ruta, esperado, suprimidos, res, prefijo)
        _ausentes(lista, suprimidos, res, prefijo)
        _sobrantes(carpeta, set(lista.archivos), res, prefijo)
    return datos


def _ausentes(lista: Lista, suprimidos: set[str], res: Resultado, prefijo: str) -> None:
    """Un renglón borrado solo vale si la lista firmada nombra su hoja."""
    sin_permiso = [hoja for hoja in lista.ausentes if hoja not in suprimidos]
    if sin_permiso:
        cuantos = _cuantos(len(sin_permiso), "archivo")
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{RENGLONES}: oculta {cuantos} que la lista de suprimidos no nombra."
        )
    elif lista.ausentes:
        cuantos = _cuantos(len(lista.ausentes), "archivo")
        res.avisos.append(f"{prefijo}{RENGLONES}: {cuantos} sin renglón, por supresión legal.")


def _manifiesto(carpeta: Path, llave: str, res: Resultado, prefijo: str) -> Manifiesto | None:
    octetos = (carpeta / MANIFIESTO).read_bytes()
    bien_firmado(carpeta, octetos, (carpeta / FIRMA, prefijo + MANIFIESTO), llave, res)
    datos = manifiesto_de(octetos)
    if datos is None:
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{MANIFIESTO}: no se puede leer o no es de un formato conocido."
        )
    return datos


def _archivo(
    carpeta: Path,
    ruta: str,
    esperado: Mapping[str, object],
    suprimidos: set[str],
    res: Resultado,
    prefijo: str,
) -> None:
    res.archivos += 1
    try:
        _cotejar(carpeta / ruta, ruta, esperado, suprimidos, res, prefijo)
    except OSError:
        res.problemas.append(f"TEXTO: {prefijo}{ruta}: no se puede leer.")


def _cotejar(
    destino: Path,
    ruta: str,
    esperado: Mapping[str, object],
    suprimidos: set[str],
    res: Resultado,
    prefijo: str,
) -> None:
    if not _dentro(ruta):
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{ruta}: el manifiesto nombra un archivo fuera de la publicación."
        )
    elif not destino.is_file():
        if {str(esperado.get("sha256")), str(esperado.get("hoja"))} & suprimidos:
            res.avisos.append(f"{prefijo}{ruta}: suprimido por ley.")
        else:
            res.problemas.append(f"TEXTO: {prefijo}{ruta}: falta.")
    elif destino.stat().st_size != esperado.get("octetos") or sha_de(destino) != esperado.get("sha256"):
        res.problemas.append(f"TEXTO: {prefijo}{ruta}: su contenido no es el publicado.")


def _sobrantes(carpeta: Path, listados: set[str], res: Resultado, prefijo: str) -> None:
    for ruta in _hay(carpeta):
        if ruta not in listados:
            res.problemas.append(f"TEXTO: {prefijo}{ruta}: sobra, no está en el manifiesto.")


def _hay(carpeta: Path) -> Iterator[str]:
    """Lo que hay en la carpeta (también los enlaces), menos el manifiesto, las listas y sus firmas."""
    for raiz, carpetas, archivos in os.walk(carpeta):
        base = Path(raiz)
        enlaces = [c for c in carpetas if (base / c).is_symlink()]
        for nombre in sorted(archivos + enlaces):
            ruta = (base / nombre).relative_to(carpeta).as_posix()
            if ruta not in PROPIOS:
                yield ruta


def _archivo_suelto(archivo: Path, llave: str, res: Resultado) -> None:
    """Un archivo: busca hacia arriba el manifiesto que lo nombra."""
    completo = archivo.resolve()
    carpeta = _con_manifiesto(archivo)
    if carpeta is None:
        raise SinPublicacion(
            f"Junto a «{archivo}» no hay {MANIFIESTO}: descárguelo del mismo sitio, con su firma."
        )
    datos = _manifiesto(carpeta, llave, res, "")
    ruta = completo.relative_to(carpeta).as_posix()
    _quien_firmo(carpeta, llave, res)
    lista = lista_de(carpeta, datos, res) if datos is not None and ruta not in PROPIOS else None
    if lista is not None:
        _reconocer(carpeta, ruta, lista.archivos, _por_huella(lista), res)


def _descarga(carpeta: Path, llave: str, res: Resultado) -> None:
    """Una parte del sitio: cada archivo que hay tiene que ser uno de los publicados."""
    datos = _manifiesto(carpeta, llave, res, "")
    _quien_firmo(carpeta, llave, res)
    lista = lista_de(carpeta, datos, res) if datos is not None else None
    if lista is None:
        return
    por_huella = _por_huella(lista)
    for ruta in _hay(carpeta):
        _reconocer(carpeta, ruta, lista.archivos, por_huella, res)
    res.avisos.append(
        f"La publicación tiene {len(lista.archivos)} archivos; se comprobaron los que hay aquí."
    )


def _quien_firmo(carpeta: Path, llave: str, res: Resultado) -> None:
    """Sin una llave obtenida aparte, quien comprueba tiene que reconocer la que firmó."""
    if not llave and not res.problemas:
        publica = base64.b64decode(json.loads((carpeta / FIRMA).read_bytes())["llave"])
        res.avisos.append(f"Firmó la llave {sha(publica)}: compárela con la que dice el Instituto.")


def _por_huella(lista: Lista) -> dict[str, str]:
    return {str(a.get("sha256")): ruta for ruta, a in sorted(lista.archivos.items(), reverse=True)}


def _reconocer(
    carpeta: Path,
    ruta: str,
    listados: Mapping[str, Mapping[str, object]],
    por_huella: dict[str, str],
    res: Resultado,
) -> None:
    """Un archivo descargado. En su lugar del sitio debe ser el de ese lugar; fuera de él, lo dice su huella."""
    destino = carpeta / ruta
    huella = sha_de(destino) if destino.is_file() else ""
    res.archivos += 1
    if ruta in listados and listados[ruta].get("sha256") == huella:
        return
    if huella in por_huella and ("/" not in ruta or ruta not in listados):
        res.avisos.append(f"{ruta} es {por_huella[huella]}, tal como se publicó.")
    elif ruta in listados:
        res.problemas.append(f"TEXTO: {ruta}: su contenido no es el publicado.")
    else:
        res.problemas.append(
            f"TEXTO: {ruta}: no es de esta publicación; está alterado, o el sitio se publicó de nuevo entre una descarga y otra."
        )


def _dentro(ruta: str) -> bool:
    return not (ruta.startswith("/") or "\\" in ruta or "\0" in ruta or ".." in ruta.split("/"))


def _informar(res: Resultado, como_json: bool) -> None:
    if como_json:
        print(json.dumps({"bien": not res.problemas, **res.__dict__}, ensure_ascii=False))
        return
    for aviso in res.avisos:
        print(f"Aviso: {aviso}")
    for problema in res.problemas[:A_LA_VISTA]:
        print(f"DIFIERE: {problema}")
    if len(res.problemas) > A_LA_VISTA:
        print(f"Y {len(res.problemas) - A_LA_VISTA} diferencias más: --json las da todas.")
    if not res.problemas and res.archivos:
        cuentas = [_cuantos(res.archivos, "archivo"), _cuantos(len(res.instantaneas), "instantánea")]
        print(f"Todo coincide: {', '.join(filter(None, cuentas))}, firma válida.")


def _cuantos(numero: int, que: str) -> str:
    return f"{numero} {que}{'s' * (numero > 1)}" if numero else ""


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
    """Línea de órdenes: 0 todo coincide, 1 algo difiere, 2 no hay qué comprobar."""
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
        print(f"No se puede leer «{error.filename}».", file=sys.stderr)
        return 2
    except (SinPublicacion, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    _informar(resultado, pedido.json)
    return 1 if resultado.problemas else 0


if __name__ == "__main__":
    raise SystemExit(main())
