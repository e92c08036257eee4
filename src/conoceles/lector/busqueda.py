"""`/buscar/`: resultados, filtros con su cuenta y páginas, sin JavaScript y con todo el estado en la dirección.

Primero va la gente del partido que se escribió; luego las palabras enteras y después las que solo empiezan igual, y en
cada caso el nombre, las propuestas y al final lo demás que se lee. Dentro de cada grupo, el orden neutral anunciado: no
hay puntuación que favorezca a nadie ni que encarezca una consulta.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from conoceles.lector import texto
from conoceles.lector.indice import Filtro, Hallazgo, Indice, Opcion, posiciones
from conoceles.lector.personas import Persona
from conoceles.lector.piezas import Html, unir

POR_PAGINA = 10
MAX_PARAMETROS = 60
SIN_NOMBRE = ("cargo", "contienda", "edad", "informacion")  # filtros que nadie escribe como texto
GENERICAS = frozenset("partido municipio candidata candidato candidatas candidatos candidaturas".split())
A_LA_VISTA = ("distrito", "municipio", "tema", "fuerza", "cargo", "ocupa")  # los filtros que más se piden
MAX_NOMBRADOS = 4  # con más, lo escrito no nombra a ninguno


@dataclass(frozen=True)
class Peticion:
    """Lo pedido: texto, un valor por filtro y número de página (desde 1)."""

    q: str
    filtros: dict[str, str]
    pagina: int

    def enlace(self, *, pagina: int = 1, sin: str = "") -> str:
        """La misma búsqueda en otra página o sin un filtro, como consulta relativa."""
        pares = [("q", self.q)] if self.q else []
        pares += [(c, v) for c, v in self.filtros.items() if c != sin]
        pares += [("pagina", str(pagina))] if pagina > 1 else []
        return "?" + urlencode(pares, errors="replace")


@dataclass(frozen=True)
class Resultado:
    """Mapas ya filtrados y la página que se muestra."""

    hallazgo: Hallazgo
    base: int
    total: int
    desde: int
    ordenes: list[int]


def pagina_buscar(indice: Indice, consulta: str, lengua: str = "") -> str:
    """El HTML de la búsqueda. No falla con ninguna consulta: lo que no se entiende no encuentra nada."""
    pedido = leer(consulta, indice.filtros)
    todas = texto.palabras(pedido.q)
    buscadas = texto.utiles(todas)
    res = resolver(indice, pedido, _buscar(indice, pedido.q, buscadas))
    return indice.pagina("pagina_buscar", lengua)(
        q=pedido.q,
        filtros=_filtros(indice, pedido, res, a_la_vista=True),
        mas_filtros=_filtros(indice, pedido, res, a_la_vista=False),
        resumen=_resumen(indice, res),
        activos=_activos(indice, pedido),
        avisos=_avisos(indice, pedido, res, todas, buscadas),
        resultados=_resultados(indice, pedido, res, todas),
        paginas=_paginas(indice, pedido, res),
    )


def leer(consulta: str, filtros: Sequence[Filtro]) -> Peticion:
    """Descifra la parte `?…`. Vale el primer valor no vacío de cada parámetro."""
    pares: dict[str, str] = {}
    for clave, valor in pares_de(consulta):
        if valor.strip():
            pares.setdefault(clave, valor.strip())
    pagina = pares.get("pagina", "1")
    numero = int(pagina) if pagina.isascii() and pagina.isdigit() and len(pagina) < 7 else 1
    puestos = {f.campo: pares[f.campo] for f in filtros if f.campo in pares}
    return Peticion(pares.get("q", ""), puestos, max(1, numero))


def pares_de(consulta: str) -> list[tuple[str, str]]:
    """Los parámetros de la consulta (los primeros `MAX_PARAMETROS`), sin caracteres nulos."""
    try:
        pares = parse_qsl(consulta, keep_blank_values=False, max_num_fields=MAX_PARAMETROS)
    except ValueError:
        pares = parse_qsl("&".join(consulta.split("&")[:MAX_PARAMETROS]))
    return [(clave, valor.replace("\0", "")) for clave, valor in pares]


def resolver(indice: Indice, pedido: Peticion, hallazgo: Hallazgo) -> Resultado:
    """Aplica los filtros y corta la página; una página de más muestra la última."""
    base = hallazgo.todo
    for filtro in indice.filtros:
        base &= _mapa(indice, pedido, filtro)
    total = base.bit_count()
    desde = min(pedido.pagina - 1, max(0, (total - 1) // POR_PAGINA)) * POR_PAGINA
    return Resultado(hallazgo, base, total, desde, _de_la_pagina(hallazgo.grupos, base, desde))


def _de_la_pagina(grupos: Sequence[int], base: int, desde: int) -> list[int]:
    """Los órdenes a partir del número `desde`: un grupo tras otro y, en cada uno, el orden neutral."""
    ordenes: list[int] = []
    for grupo in grupos:
        suyos = base & grupo
        base &= ~grupo
        ordenes += posiciones(suyos, desde, POR_PAGINA - len(ordenes))
        desde = max(0, desde - suyos.bit_count())
    return ordenes


def _buscar(indice: Indice, q: str, buscadas: tuple[str, ...]) -> Hallazgo:
    if q and not buscadas:  # solo signos: no hay nada que buscar
        return Hallazgo((), ())
    return _con_su_fuerza(indice, buscadas, indice.buscar(buscadas))


def _con_su_fuerza(indice: Indice, buscadas: tuple[str, ...], hallazgo: Hallazgo) -> Hallazgo:
    """Quien escribe el nombre o las siglas de una fuerza encuentra a su gente, antes que a quien solo la menciona."""
    dicho = set(buscadas) - GENERICAS
    mapa = 0
    for opcion in next((f.opciones.values() for f in indice.filtros if f.campo == "fuerza"), ()):
        nombre = set(texto.utiles(texto.palabras(opcion.etiqueta))) - GENERICAS
        if dicho and dicho in ({opcion.valor.casefold()}, nombre):
            mapa |= opcion.mapa
    if not mapa:
        return hallazgo
    return Hallazgo((mapa,) if hallazgo.parecidas else (mapa, *hallazgo.grupos), buscadas)


def _mapa(indice: Indice, pedido: Peticion, filtro: Filtro) -> int:
    if filtro.campo not in pedido.filtros:
        return indice.todas
    opcion = filtro.opciones.get(pedido.filtros[filtro.campo])
    return opcion.mapa if opcion else 0


def _filtros(indice: Indice, pedido: Peticion, res: Resultado, *, a_la_vista: bool) -> Html:
    """Los que más se piden, o los demás, que van plegados."""
    elegidos = [f for f in indice.filtros if (f.campo in A_LA_VISTA) == a_la_vista]
    return unir([_filtro(indice, pedido, res, f) for f in elegidos])


def _filtro(indice: Indice, pedido: Peticion, res: Resultado, filtro: Filtro) -> Html:
    """El control de un filtro; junto a cada opción, cuántas quedarían al elegirla."""
    base = _con_los_demas(indice, pedido, filtro, res.hallazgo.todo)
    elegido = pedido.filtros.get(filtro.campo)
    opciones = [
        indice.piezas["opcion"](
            valor=o.valor,
            etiqueta=o.etiqueta,
            cuenta=(base & o.mapa).bit_count(),
            marcada=Html(" selected") if o.valor == elegido else "",
        )
        for o in filtro.opciones.values()
    ]
    return indice.piezas["filtro"](campo=filtro.campo, etiqueta=filtro.etiqueta, opciones=unir(opciones))


def _con_los_demas(indice: Indice, pedido: Peticion, filtro: Filtro, base: int) -> int:
    """Las de `base` que cumplen los otros filtros puestos."""
    for otro in indice.filtros:
        if otro.campo != filtro.campo:
            base &= _mapa(indice, pedido, otro)
    return base


def _activos(indice: Indice, pedido: Peticion) -> Html:
    puestos = [f for f in indice.filtros if f.campo in pedido.filtros]
    lista = [
        indice.piezas["activo"](
            etiqueta=f.etiqueta,
            valor=_etiqueta(f, pedido.filtros[f.campo]),
            enlace=pedido.enlace(sin=f.campo),
        )
        for f in puestos
    ]
    return indice.piezas["activos"](lista=unir(lista)) if lista else Html("")


def _etiqueta(filtro: Filtro, valor: str) -> str:
    opcion = filtro.opciones.get(valor)
    return opcion.etiqueta if opcion else valor


def _avisos(
    indice: Indice, pedido: Peticion, res: Resultado, todas: Sequence[str], buscadas: Sequence[str]
) -> Html:
    avisos = []
    if len(set(todas) - texto.VACIAS) > len(buscadas):
        avisos.append(indice.piezas["aviso_recortada"](maximo=texto.MAX_PALABRAS))
    if _es_seccion(todas):
        avisos.append(_de_la_seccion(indice, todas))
    avisos += _filtros_nombrados(indice, pedido, set(buscadas))
    if res.hallazgo.parecidas and res.total:
        avisos.append(indice.piezas["aviso_parecidas"](q=pedido.q))
    return unir(avisos)


def _es_seccion(todas: Sequence[str]) -> bool:
    """Cuatro cifras, como en la credencial, o la palabra «sección» con las que sean."""
    numeros = [p for p in todas if _es_numero(p)]
    return (
        bool(numeros) and (len(numeros[0]) == 4 or todas[0] in ("seccion", "secciones")) and len(todas) <= 2
    )


def _es_numero(palabra: str) -> bool:
    return palabra.isascii() and palabra.isdigit() and len(palabra) <= 4


def _boletas(indice: Indice, todas: Sequence[str]) -> list[tuple[str, str]]:
    """Las de la sección escrita, si se escribió una y se conoce."""
    return indice.de_la_seccion(int(next(filter(_es_numero, todas)))) if _es_seccion(todas) else []


def _de_la_seccion(indice: Indice, todas: Sequence[str]) -> Html:
    """Su boleta o, si no se conoce esa sección, dónde encontrarla."""
    p, numero = indice.piezas, next(filter(_es_numero, todas))
    boletas = [p["boleta_de_seccion"](boleta=b, nombre=n) for b, n in _boletas(indice, todas)]
    return p["aviso_boleta"](seccion=numero, lista=unir(boletas)) if boletas else p["aviso_seccion"]()


def _filtros_nombrados(indice: Indice, pedido: Peticion, todas: set[str]) -> list[Html]:
    """Quien escribe un partido, un municipio o un grado buscaba un filtro: se le ofrece con su cuenta."""
    buscadas = todas - GENERICAS or todas
    lista = [
        _nombrado(indice, pedido, filtro, opcion)
        for filtro in indice.filtros
        for opcion in filtro.opciones.values()
        if buscadas and filtro.campo not in SIN_NOMBRE and buscadas <= opcion.palabras
    ]
    return [indice.piezas["aviso_nombrados"](lista=unir(lista))] if 0 < len(lista) <= MAX_NOMBRADOS else []


def _nombrado(indice: Indice, pedido: Peticion, filtro: Filtro, opcion: Opcion) -> Html:
    otros = [(c, v) for c, v in pedido.filtros.items() if c != filtro.campo]
    return indice.piezas["nombrado"](
        etiqueta=filtro.etiqueta,
        valor=opcion.etiqueta,
        cuenta=(_con_los_demas(indice, pedido, filtro, indice.todas) & opcion.mapa).bit_count(),
        enlace="?" + urlencode([*otros, (filtro.campo, opcion.valor)], errors="replace"),
    )


def _resumen(indice: Indice, res: Resultado) -> Html:
    una_pagina = "resumen_todas" if res.total <= POR_PAGINA else "resumen"
    nombre = {0: "resumen_cero", 1: "resumen_uno"}.get(res.total, una_pagina)
    hasta = res.desde + len(res.ordenes)
    pieza = indice.piezas.get(nombre) or indice.piezas["resumen"]  # lo publicado antes no traía todas
    return pieza(total=f"{res.total:,}", desde=res.desde + 1, hasta=hasta)


def _resultados(indice: Indice, pedido: Peticion, res: Resultado, todas: Sequence[str]) -> Html:
    if not res.total and _boletas(indice, todas):  # ya se le dio lo que buscaba
        return Html("")
    if not res.total:
        return indice.piezas["vacio"](
            filtros=indice.piezas["vacio_filtros"]() if pedido.filtros else Html("")
        )
    personas = indice.personas(res.ordenes)
    pasajes = _pasajes(indice, res, personas)
    lista = [
        indice.piezas["resultado"](tarjeta=Html(personas[o].tarjeta), pasaje=pasajes.get(o, Html("")))
        for o in res.ordenes
        if o in personas
    ]
    return indice.piezas["resultados"](lista=unir(lista), desde=res.desde + 1)


def _pasajes(indice: Indice, res: Resultado, personas: Mapping[int, Persona]) -> dict[int, Html]:
    buscado = texto.patron(res.hallazgo.buscadas)
    if buscado is None:
        return {}
    hallados = {}
    for orden, persona in personas.items():
        trozo = next((p for t in persona.textos if t and (p := texto.pasaje(t, buscado))), None)
        if trozo is not None:
            hallados[orden] = indice.piezas["pasaje"](texto=trozo)
    return hallados


def _paginas(indice: Indice, pedido: Peticion, res: Resultado) -> Html:
    """Primera, vecinas y última; nada si todo cabe en una."""
    ultima = -(-res.total // POR_PAGINA)
    if ultima < 2:
        return Html("")
    actual = res.desde // POR_PAGINA + 1
    lista: list[Html] = []
    anterior = 0
    for n in sorted({1, actual - 1, actual, actual + 1, ultima} & set(range(1, ultima + 1))):
        if n - anterior > 1:
            lista.append(indice.piezas["pagina_salto"]())
        nombre = "pagina_actual" if n == actual else "pagina_enlace"
        lista.append(indice.piezas[nombre](numero=n, enlace=pedido.enlace(pagina=n)))
        anterior = n
    return indice.piezas["paginas"](lista=unir(lista))
