"""`/comparar/?c=…&c=…`: de dos a cuatro candidaturas lado a lado, en el orden pedido."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from conoceles.lector.busqueda import pares_de
from conoceles.lector.indice import Indice
from conoceles.lector.piezas import Html, unir

MAXIMO = 4
MAX_FOLIO = 40
ENCABEZADO = "encabezado"


@dataclass(frozen=True)
class Columna:
    folio: str
    nombre: str
    celdas: dict[str, str]


def pagina_comparar(indice: Indice, consulta: str, lengua: str = "") -> str:
    """El HTML de la comparación. Los folios desconocidos se nombran; los repetidos cuentan una vez."""
    folios = list(
        dict.fromkeys(v.strip()[:MAX_FOLIO] for c, v in pares_de(consulta) if c == "c" and v.strip())
    )
    halladas = [(f, indice.persona(f)) for f in folios[: MAXIMO * 2]]
    columnas = [Columna(f, p.nombre, p.celdas) for f, p in halladas if p is not None]
    desconocidos = [f for f, p in halladas if p is None]
    avisos = [indice.piezas["comparar_desconocida"](folio=f) for f in desconocidos]
    if len(columnas) > MAXIMO:
        avisos.append(indice.piezas["comparar_muchas"](maximo=MAXIMO))
    if len(columnas) < 2:
        avisos.append(indice.piezas["comparar_pocas"]())
    agregar = _agregar(indice, [x.folio for x in columnas])
    if len(columnas) == 1:  # es lo que sigue: va antes que lo que se compara
        avisos, agregar = [*avisos, agregar], Html("")
    return indice.pagina("pagina_comparar", lengua)(
        avisos=unir(avisos), tabla=_tabla(indice, columnas[:MAXIMO]), agregar=agregar
    )


def _agregar(indice: Indice, elegidos: list[str]) -> Html:
    """Un control para sumar a otra persona de la boleta de la primera; nada si ya no cabe o no hay otra."""
    if not 0 < len(elegidos) < MAXIMO:
        return Html("")
    p = indice.piezas
    boleta, quienes = indice.de_su_boleta(elegidos[0])
    otras = [(folio, quien) for folio, quien in quienes if folio not in elegidos]
    if not otras:
        return Html("")
    return p["comparar_agregar"](
        boleta=boleta,
        elegidas=unir([p["comparar_elegida"](folio=f) for f in elegidos]),
        opciones=unir([p["comparar_opcion"](folio=f, quien=q) for f, q in otras]),
    )


def _tabla(indice: Indice, columnas: list[Columna]) -> Html:
    if not columnas:
        return Html("")
    campos = [(c, e) for c, e in indice.campos if c != ENCABEZADO and any(x.celdas.get(c) for x in columnas)]
    return indice.piezas["comparar_tabla"](
        total=len(columnas),
        columnas=unir([_columna(indice, columna, columnas) for columna in columnas]),
        renglones=unir([_renglon(indice, campos, n, columnas) for n in range(len(campos))]),
    )


def _columna(indice: Indice, columna: Columna, todas: list[Columna]) -> Html:
    otras = urlencode([("c", x.folio) for x in todas if x is not columna])
    return indice.piezas["comparar_columna"](
        nombre=columna.nombre,
        celda=Html(columna.celdas.get(ENCABEZADO, "")) or columna.nombre,
        quitar=indice.piezas["comparar_quitar"](nombre=columna.nombre, enlace=f"?{otras}"),
    )


def _renglon(indice: Indice, campos: list[tuple[str, str]], n: int, columnas: list[Columna]) -> Html:
    campo, etiqueta = campos[n]
    vacia = indice.piezas["comparar_vacia"]()
    celdas = [
        indice.piezas["comparar_celda"](nombre=x.nombre, celda=Html(x.celdas.get(campo, "")) or vacia)
        for x in columnas
    ]
    return indice.piezas["comparar_renglon"](
        numero=n + 1, etiqueta=etiqueta, pasos=_pasos(indice, campos, n), celdas=unir(celdas)
    )


def _pasos(indice: Indice, campos: list[tuple[str, str]], n: int) -> Html:
    """En un teléfono se ve una pregunta a la vez: enlaces a la anterior y a la que sigue."""

    def paso(destino: int, texto: str, hacia: str) -> Html:
        if not 0 <= destino < len(campos):
            return Html("")
        etiqueta = campos[destino][1]
        return indice.piezas["comparar_paso"](numero=destino + 1, texto=texto, hacia=hacia, etiqueta=etiqueta)

    return indice.piezas["comparar_pasos"](
        numero=n + 1,
        total=len(campos),
        antes=paso(n - 1, "Anterior", "antes"),
        despues=paso(n + 1, "Siguiente", "despues"),
    )
