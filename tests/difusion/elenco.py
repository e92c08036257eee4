"""Boletas y sitios inventados para mirar los materiales: los nombres más largos y los más cortos, con y sin cara."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Enlace,
    Ficha,
    FuerzaPublica,
    Papel,
    SitioPublico,
)
from conoceles.publicacion.lectura.retrato import Foto
from conoceles.publicacion.sitio import papel

LARGO = "María Guadalupe de los Ángeles Fernández de Castro y Villavicencio Ñáñez"
URL = "https://conoceles.iepcdurango.mx/durango-2023-2024/"
FOTO = Foto("a")
SILENCIO = Path(__file__).with_name("silencio.opus").read_bytes()  # un segundo, de `opusenc`
FUERZAS = tuple(
    FuerzaPublica(f"F{n}", "Candidatura común Morena y Partido del Trabajo" if n == 2 else f"Fuerza {n}",
                  "partido", f"#{n * 17 % 256:02x}{200 - n * 9:02x}90", n)
    for n in range(1, 15)
)  # fmt: skip
SITIO = SitioPublico(
    clave="durango-2023-2024",
    nombre="Proceso Electoral Local 2023-2024",
    entidad="Durango",
    institucion="Instituto Electoral y de Participación Ciudadana del Estado de Durango",
    siglas="IEPC Durango",
    unidad="",
    correo="",
    jornada_texto="2 de junio de 2024",
    publicacion_inicio_texto="",
    acento="#0f4c5c",
    inventado=True,
    archivo=False,
)


def ficha(folio: str, nombre: str, fuerza: FuerzaPublica = FUERZAS[0], **cambios: object) -> Ficha:
    """Una candidatura a la diputación del distrito 6, salvo lo que se cambie."""
    base = Ficha(
        folio=folio, nombre=nombre, nombre_orden=nombre, iniciales="".join(p[0] for p in nombre.split()[:2]),
        sobrenombre="", cargo="diputacion-mr", cargo_nombre="Diputación de mayoría relativa", principio="MR",
        calidad="propietaria", calidad_texto="Propietaria", contienda="diputacion-mr-6",
        contienda_nombre="Diputación del distrito 6", ambito="Distrito 6 · Durango", distrito=6, municipios=("005",),
        fuerza=fuerza, siglado_por="", posicion=None, sexo="mujer", edad=35, reeleccion=False, companera=None,
        foto=None, con_informacion=False, estado="sin_captura", estado_texto="", secciones=(),
        acciones_afirmativas=(), acciones_claves=(), identidad=(), identidad_frase="", rasgos=(), acuse="", huella="",
        actualizada="", actualizada_texto="",
    )  # fmt: skip
    return replace(base, **cambios)  # type: ignore[arg-type]


def boleta(personas: tuple[Ficha, ...]) -> ContiendaPublica:
    """La del distrito 6 con esas personas."""
    fuerzas = tuple(dict.fromkeys(f.fuerza for f in personas))
    return ContiendaPublica(
        clave="diputacion-mr-6", nombre="Diputación del distrito 6", cargo="diputacion-mr",
        cargo_nombre="Diputación de mayoría relativa", principio="MR", ambito="Distrito 6 · Durango", distrito=6,
        municipios=("005",), fichas=personas, con_informacion=0, como_se_gana="Gana la fórmula con más votos.",
        donde=("Canatlán", "Durango (una parte)", "Santiago Papasquiaro"), papel=Papel(papel.recuadros(personas, fuerzas)),
    )  # fmt: skip


def formulas(cuantas: int) -> tuple[Ficha, ...]:
    """Propietaria y suplente de cada fuerza; se alternan el nombre más largo y el más corto, con cara y sin ella."""
    personas: list[Ficha] = []
    for n in range(cuantas):
        duena, otra = f"P{n:02}", f"S{n:02}"
        foto = FOTO if n % 2 else None
        nombre = LARGO if n % 3 == 0 else "Ana Paz"
        personas += [
            ficha(duena, nombre, FUERZAS[n], foto=foto, companera=Enlace(otra, "Luz Ríos", "Suplente")),
            ficha(otra, LARGO if n % 2 else "Luz Ríos", FUERZAS[n], calidad="suplente", calidad_texto="Suplente",
                  companera=Enlace(duena, nombre, "Propietaria")),
        ]  # fmt: skip
    return tuple(personas)


def sitio(personas: tuple[Ficha, ...]) -> SitioPublico:
    """Con esa única boleta."""
    return replace(SITIO, contiendas=(boleta(personas),))


def con_listas(personas: tuple[Ficha, ...]) -> SitioPublico:
    """La boleta del distrito 6 y, a su reverso, una lista de dos fórmulas que vota todo el estado."""
    de_lista = tuple(
        replace(f, folio=f"L{n:02}", fuerza=FUERZAS[0], companera=None, posicion=n + 1)
        for n, f in enumerate(f for f in formulas(2) if f.calidad != "suplente")
    )
    listas = replace(
        boleta(de_lista), clave="diputacion-rp", nombre="Diputaciones de lista", distrito=None, papel=None,
        ambito="Estado de Durango", frente="Diputación de mayoría relativa", donde=(),
    )  # fmt: skip
    return replace(SITIO, contiendas=(boleta(personas), listas))


def retratos(carpeta: Path) -> Path:
    """La carpeta de una elección publicada donde está la fotografía de todas."""
    (carpeta / "fotos").mkdir(parents=True, exist_ok=True)
    for lado in (640, 320):
        Image.linear_gradient("L").resize((lado, lado * 5 // 4)).convert("RGB").save(
            carpeta / f"fotos/a-{lado}.jpg"
        )
    return carpeta
