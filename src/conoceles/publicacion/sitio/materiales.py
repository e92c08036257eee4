"""Dónde va cada material de difusión, relativo a la elección: lo saben quien lo hace y las páginas que lo listan."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from conoceles.estadistica.graficas import archivo
from conoceles.estadistica.publicado import Publicado
from conoceles.publicacion.instantanea.materiales import CARPETA
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Enlace, Ficha, Recuadro, SitioPublico
from conoceles.publicacion.lectura.textos import Propio
from conoceles.publicacion.sitio import papel

MEDIDAS = {"tarjeta": (1200, 630), "cuadrada": (1080, 1080), "vertical": (1080, 1920)}
NOMBRES = {
    "tarjeta": "Para enlaces y Facebook",
    "cuadrada": "Cuadrada",
    "vertical": "Vertical, para historias",
}
PORTAL = {  # medidas de la imagen: se ve a la mitad, nítida en cualquier pantalla
    "boton": ("Botón", 720, 192),
    "banner": ("Banner", 1456, 180),
    "recuadro": ("Recuadro", 600, 500),
}
IMPRESOS = {"cartel": "Cartel tabloide", "mural": "Mural A1", "volante": "Hoja carta, para un telecentro"}
DE_DISTRITO = ("cartel", "mural")
CABEN = 12  # recuadros con su cara en la infografía de una boleta
Enlaces = list[tuple[str, str]]  # (ruta, lo que se lee)


def dice_de_persona(ficha: Ficha) -> str:
    """El texto alternativo de sus imágenes: lo que se lee en ellas, y si llevan su cara."""
    cara = "Fotografía" if ficha.foto else "Tarjeta sin fotografía"
    calidad = ficha.calidad_texto + lugar(ficha)
    return (
        f"{cara} de {ficha.nombre}. {calidad}. {ficha.cargo_nombre}, {ficha.ambito}. {ficha.fuerza.nombre}."
    )


def lugar(ficha: Ficha) -> str:
    """El puesto o el lugar de la lista que ocupa, tras una coma; vacío si no tiene."""
    if ficha.puesto:
        return f", {ficha.puesto}"
    return f", lugar {ficha.posicion} de la lista" if ficha.posicion else ""


def dice_de_boleta(boleta: ContiendaPublica) -> str:
    """El de las imágenes de una boleta: cada recuadro, o de cada lista cuántas lleva, en su orden."""
    return f"{boleta.nombre}. En el orden de la boleta: {'; '.join(map(junto, renglones(boleta)))}."


class Renglon(NamedTuple):
    """Lo que ese texto dice de un recuadro o de una lista, en partes: cada lengua dice la suya."""

    fuerza: str
    quien: str
    otras: tuple[tuple[str, str], ...] = ()  # «suplente» y su nombre
    alianza: str = ""  # su coalición o, en un recuadro común, sus partidos
    comun: bool = False
    en_papel: tuple[tuple[str, str], ...] = ()  # qué puede decir el papel, y en vez de quién


def renglones(boleta: ContiendaPublica) -> list[Renglon]:
    """En el orden de la boleta."""
    if papel.se_marca(boleta) is None:
        return [
            Renglon(x.fuerza.nombre, cuantas(len(x.formulas)), en_papel=_impresos(x.en_papel))
            for x in papel.listas([boleta])
        ]
    return [_renglon(recuadro) for recuadro in papel.casillas(boleta)]


def _renglon(recuadro: Recuadro) -> Renglon:
    primera, *otras = recuadro.formula
    calidades = tuple((o.nota.lower(), o.nombre) for o in otras)
    en_papel = _impresos(recuadro.en_papel)
    comun = recuadro.fuerza.recuadro == "comun"
    alianza = " y ".join(recuadro.fuerza.integrantes) if comun else recuadro.alianza
    return Renglon(recuadro.fuerza.nombre, primera.nombre, calidades, alianza, comun, en_papel)


def _impresos(dicen: Iterable[tuple[str, Enlace]]) -> tuple[tuple[str, str], ...]:
    return tuple((impreso.nombre or "otro nombre", hoy) for hoy, impreso in dicen)


def junto(renglon: Renglon) -> str:
    """«PAN (Coalición…): Ana Paz (suplente Luz Gil; en el papel puede decir Eva Sol en vez de Ana Paz)»."""
    con_quien = renglon.alianza + (papel.COMUN if renglon.comun else "")
    postula = f"{renglon.fuerza} ({con_quien})" if con_quien else renglon.fuerza
    partes = [", ".join(f"{calidad} {nombre}" for calidad, nombre in renglon.otras)]
    partes += [f"en el papel puede decir {impreso} en vez de {hoy}" for impreso, hoy in renglon.en_papel]
    entre = "; ".join(filter(None, partes))
    return f"{postula}: {renglon.quien}" + (f" ({entre})" if entre else "")


def cuantas(formulas: int) -> str:
    """Lo que se dice de una lista: nadie se destaca."""
    return f"lista de {formulas} {'fórmula' if formulas == 1 else 'fórmulas'}"


def de_persona(ficha: Ficha, formato: str) -> str:
    """JPEG si lleva fotografía; si no, PNG."""
    return f"{CARPETA}candidaturas/{ficha.folio}/{formato}.{'jpg' if ficha.foto else 'png'}"


def de_boleta(clave: str, formato: str, extension: str) -> str:
    """Imagen o impreso de una boleta."""
    return f"{CARPETA}contiendas/{clave}/{formato}.{extension}"


def quienes(boleta: ContiendaPublica) -> str:
    """La infografía con las caras de quienes encabezan cada recuadro; las suplencias no llevan retrato en ella."""
    encabezan = {r.formula[0].folio for r in papel.casillas(boleta)}
    con_foto = any(f.foto for f in boleta.fichas if f.folio in encabezan)
    return de_boleta(boleta.clave, "quienes", "jpg" if con_foto else "png")


def de_distrito(numero: str, formato: str) -> str:
    """No nombra a nadie."""
    return f"{CARPETA}distritos/{numero}/{formato}.png"


def por_distrito(sitio: SitioPublico) -> dict[int, list[ContiendaPublica]]:
    """Distrito → las boletas con personas que vota todo él, la suya primero; vacío, si no hay cartel que hacer.

    De sus municipios, uno basta para saber cuáles pueden ser: compararlas todas con cada distrito crecería dos veces.
    """
    suyas, en_todo = dict[int, list[ContiendaPublica]](), dict[str, list[ContiendaPublica]]()
    for boleta in sitio.contiendas:
        if boleta.distrito is not None:
            suyas.setdefault(boleta.distrito, []).append(boleta)
            continue
        for municipio in boleta.municipios:
            en_todo.setdefault(municipio, []).append(boleta)
    for numero in sorted(suyas):
        propia = suyas[numero][0]
        quizas = en_todo.get(propia.municipios[0], []) if propia.municipios else []
        suyas[numero] += [b for b in quizas if {*propia.municipios} <= {*b.municipios}]
    return {numero: [b for b in suyas[numero] if b.fichas] for numero in sorted(suyas)}


def impreso_de_distrito(numero: str, formato: str) -> str:
    """Cartel o mural con todo lo que se vota en él."""
    return f"{CARPETA}distritos/{numero}/{formato}.pdf"


def de_cargo(clave: str, formato: str) -> str:
    """No nombra a nadie."""
    return f"{CARPETA}cargos/{clave}/{formato}.png"


def de_indicador(clave: str) -> str:
    """La de una tabla de estadística."""
    return f"{CARPETA}estadistica/{clave}.png"


def de_eleccion(formato: str) -> str:
    """La de la elección entera."""
    return f"{CARPETA}eleccion/{formato}.png"


def de_mensaje(numero: str, formato: str) -> str:
    """La de un mensaje general de la campaña; `numero`, desde 1, en el orden en que la elección los declara."""
    return f"{CARPETA}mensajes/{numero}/{formato}.png"


def de_portal(formato: str) -> str:
    """La que un portal ajeno pone como enlace."""
    return f"{CARPETA}portal/{formato}.png"


def se_difunde(indicador: Publicado) -> bool:
    """Las tablas que ya salieron; las visitas no son de nadie."""
    return bool(indicador.get("estado", "asentada") == "asentada" and indicador["clase"] != "visitas")


def con_caras(boleta: ContiendaPublica) -> bool:
    """Si su infografía lleva las caras de todas: las listas van al reverso de otra boleta, y de más no se verían."""
    return 0 < len(papel.casillas(boleta)) <= CABEN


def _medidas(ruta: Callable[[str], str]) -> Enlaces:
    return [(ruta(f), f"{NOMBRES[f]}, {ancho:,} × {alto:,}") for f, (ancho, alto) in MEDIDAS.items()]


def _hechas(enlaces: Enlaces, publicados: Container[str]) -> Enlaces:
    """Las que ya se pueden abrir: las demás las dibuja la segunda vuelta."""
    return [(ruta, nombre) for ruta, nombre in enlaces if ruta in publicados]


def de_la_boleta(
    boleta: ContiendaPublica, publicados: Container[str], otros: Mapping[str, Enlaces] | None = None
) -> dict[str, object]:
    """Lo que lista su página: lo publicado de la boleta y de cada persona, en el orden de la boleta.

    `publicados`: las rutas a la vista. `otros`: de la boleta (por su clave) y de cada folio, los demás formatos.
    """
    otros = otros or {}
    propios = _medidas(lambda f: de_boleta(boleta.clave, f, "png"))
    if con_caras(boleta):
        propios.append((quienes(boleta), "Quiénes están en su boleta, con sus caras"))
    propios += [(de_boleta(boleta.clave, f, "pdf"), f"{nombre} (PDF)") for f, nombre in IMPRESOS.items()]
    if boleta.papel and boleta.papel.recuadros:
        muestra = (("pdf", "Boleta de muestra, en papel (PDF)"), ("png", "Boleta de muestra, como imagen"))
        propios += [(de_boleta(boleta.clave, "muestra", f), nombre) for f, nombre in muestra]
    personas = [
        (
            f.folio,
            f.nombre,
            f.fuerza,
            f.calidad_texto,
            _hechas(_medidas(partial(de_persona, f)), publicados),
            otros.get(f.folio, []),
            dice_de_persona(f),
        )
        for f in boleta.fichas
    ]
    return {
        "boleta": (boleta.clave, boleta.nombre, boleta.ambito),
        "propios": _hechas(propios, publicados),
        "alternativo": renglones(boleta),
        "formatos": otros.get(boleta.clave, []),
        "personas": personas,
    }


def de_la_eleccion(sitio: SitioPublico, publicados: Container[str]) -> dict[str, object]:
    """Lo publicado de la elección, de cada cargo y de cada distrito, y el enlace a cada boleta."""
    cargos = {b.cargo: b.cargo_nombre for b in sitio.contiendas}
    nombres = {b.distrito: b.del_distrito for b in sitio.contiendas if b.distrito is not None}
    distritos = ((nombres[n], _del_distrito(n, hay=bool(votan))) for n, votan in por_distrito(sitio).items())
    return {
        "eleccion": _hechas(_medidas(de_eleccion), publicados),
        "cargos": _con_algo(((n, _medidas(partial(de_cargo, c))) for c, n in cargos.items()), publicados),
        "distritos": _con_algo(distritos, publicados),
        "boletas": [(b.clave, b.nombre) for b in sitio.contiendas if b.fichas],
    }


def _con_algo(grupos: Iterable[tuple[str, Enlaces]], publicados: Container[str]) -> list[tuple[str, Enlaces]]:
    hechos = ((nombre, _hechas(enlaces, publicados)) for nombre, enlaces in grupos)
    return [(nombre, enlaces) for nombre, enlaces in hechos if enlaces]


def _del_distrito(numero: int, *, hay: bool) -> Enlaces:
    se_hacen = DE_DISTRITO if hay else ()
    impresos = [(impreso_de_distrito(str(numero), f), f"{IMPRESOS[f]} del distrito (PDF)") for f in se_hacen]
    return [*_medidas(lambda f: de_distrito(str(numero), f)), *impresos]


def para_portales(sitio: SitioPublico, url: str, publicados: Container[str]) -> dict[str, object]:
    """Lo que se copia para enlazar el sitio desde otro: las imágenes que ya están, solo texto, y el marco de cada boleta."""
    texto = invitacion(sitio)
    imagenes = [
        (nombre, de_portal(clave), ancho // 2, alto // 2)
        for clave, (nombre, ancho, alto) in PORTAL.items()
        if de_portal(clave) in publicados
    ]
    return {
        "direccion": url,
        "imagenes": imagenes,
        "texto": texto,
        "en_espanol": Propio(texto),  # lo que dice una imagen que no está en otra lengua
        "marcos": [(b.clave, b.nombre) for b in sitio.contiendas if b.fichas],
    }


def invitacion(sitio: SitioPublico) -> str:
    """La frase del enlace, la misma en imagen y en texto."""
    cuando = f" el {sitio.jornada_texto}" if sitio.jornada_texto else ""
    return f"Conóceles: quiénes piden su voto{cuando} y qué proponen"


def de_indicadores(indicadores: Iterable[Publicado], publicados: Container[str]) -> Enlaces:
    """Una imagen por tabla que ya salió."""
    imagenes = [(de_indicador(archivo(i)), i["titulo"]) for i in indicadores if se_difunde(i)]
    return _hechas(imagenes, publicados)
