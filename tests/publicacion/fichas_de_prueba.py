"""Fichas y un `busqueda.sqlite` inventados, para probar la búsqueda sin el resto del publicador."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from conoceles.publicacion.busqueda import escritura, trozos
from conoceles.publicacion.lectura.fichas import (
    CampoPublico,
    ContiendaPublica,
    Enlace,
    Ficha,
    FuerzaPublica,
    MunicipioPublico,
    Rasgo,
    SeccionPublica,
    SitioPublico,
    TramoDeSecciones,
)

ALIANZA = FuerzaPublica("AZ", "Alianza Azul", "partido", "#003366", 1)
VERDE = FuerzaPublica("VE", "Verde Vida", "partido", "#006633", 2)
SECCIONES = (TramoDeSecciones(120, 199, (Enlace("distrito-1", "Distrito 1"),)),)
CAMPOS = (("encabezado", ""), ("motivo", "Motivo"), ("propuesta_1", "Propuesta 1"))
BUSCAR = """<!doctype html><html lang="es"><title>Buscar <!--q--></title><form><input name="q" value="<!--q-->">
<!--filtros--><!--mas_filtros--></form><!--activos--><!--avisos--><p id="resumen"><!--resumen--></p><!--resultados--><!--paginas-->"""
COMPARAR = '<!doctype html><html lang="es"><title>Comparar</title><!--avisos--><!--tabla--><!--agregar-->'


def ficha(folio: str, nombre: str, propuesta: str = "", **cambios: object) -> Ficha:
    """Una candidatura a la diputación del distrito 1, salvo lo que se cambie."""
    campos = (CampoPublico("propuesta_1", "Propuesta 1", (propuesta,) if propuesta else ()),)
    datos: dict[str, object] = {
        "folio": folio,
        "nombre": nombre,
        "nombre_orden": nombre,
        "iniciales": "X",
        "sobrenombre": "",
        "cargo": "diputacion",
        "cargo_nombre": "Diputación",
        "principio": "mr",
        "calidad": "propietaria",
        "calidad_texto": "Propietaria",
        "contienda": "distrito-1",
        "contienda_nombre": "Distrito 1",
        "ambito": "distrito",
        "distrito": 1,
        "municipios": ("005",),
        "fuerza": ALIANZA,
        "siglado_por": "",
        "posicion": None,
        "sexo": "mujer",
        "edad": 35,
        "reeleccion": False,
        "companera": None,
        "foto": None,
        "con_informacion": bool(propuesta),
        "estado": "completa",
        "estado_texto": "",
        "secciones": (SeccionPublica("propuestas", "Propuestas", campos, de_propuestas=True),),
        "acciones_afirmativas": (),
        "acciones_claves": (),
        "identidad": (),
        "identidad_frase": "",
        "rasgos": (Rasgo("grado", "Estudios", "licenciatura", "Licenciatura", 5),),
        "acuse": "",
        "huella": "",
        "actualizada": "",
        "actualizada_texto": "",
    }
    return Ficha(**(datos | cambios))  # type: ignore[arg-type]


FICHAS = [
    ficha("F1", "María de la Luz Núñez", "Más agua potable para las colonias del norte"),
    ficha("F2", "José Pérez Ríos", "Seguridad y agua", sexo="hombre", edad=61, fuerza=VERDE),
    ficha("F3", "Agua Marina Soto", distrito=2, contienda="distrito-2", municipios=("005", "007"), edad=None),
    ficha("F4", "Beto <b>Olvera</b>", "Escuelas & <script>caminos</script>", fuerza=VERDE, sexo="hombre"),
    ficha(
        "F5",
        "Lucía Peres",
        sobrenombre="La Güera",
        acciones_claves=("joven",),
        acciones_afirmativas=("Joven",),
    ),
]


def entrada(f: Ficha) -> escritura.Entrada:
    celdas = {"encabezado": f"<b>{f.folio}</b>"}
    if f.con_informacion:
        celdas["propuesta_1"] = f"propuesta de {f.folio}"
    return escritura.Entrada(f, f'<article data-folio="{f.folio}"></article>', celdas)


def sitio() -> SitioPublico:
    contiendas = tuple(
        ContiendaPublica(
            f"distrito-{n}",
            f"Distrito {n}",
            "diputacion",
            "Diputación",
            "mr",
            "d",
            n,
            (),
            (),
            0,
            del_distrito=f"Distrito {n}",
        )
        for n in (1, 2)
    )
    municipios = (
        MunicipioPublico("005", "Durango", (), 2, secciones=SECCIONES),
        MunicipioPublico("007", "Gómez Palacio", (), 2),
    )
    return SitioPublico(
        *("prueba", "Elección", "Durango", "Instituto", "I", "U", "c", "j", "p", "#003366"),
        inventado=True,
        archivo=False,
        contiendas=contiendas,
        municipios=municipios,
        filtros=(("grado", "Grado de estudios"),),
    )


def escribir(destino: Path, fichas: list[Ficha] | None = None) -> Path:
    """`busqueda.sqlite` con esas fichas (o las de siempre) y, junto a él, el trozo de cada persona."""
    todas = FICHAS if fichas is None else fichas
    poner_personas(destino.parent, todas)
    escritura.escribir(
        destino,
        sitio(),
        todas,
        (entrada(f).renglones() for f in todas),
        campos=CAMPOS,
        paginas=escritura.Paginas(BUSCAR, COMPARAR),
    )
    return destino


def actualizar(
    archivo: Path, cambiadas: Sequence[Ficha], previas: Mapping[str, Ficha], todas: Sequence[Ficha]
) -> bool:
    """Remienda el archivo y los trozos de esas personas; dice si se pudo."""
    hecho = escritura.actualizar(
        archivo,
        sitio(),
        [entrada(f).renglones() for f in cambiadas],
        decian={f.folio: trozos.textos(archivo.parent, f.folio) for f in cambiadas},
        previas=previas,
        fichas=todas,
        campos=CAMPOS,
        paginas=escritura.Paginas(BUSCAR, COMPARAR),
    )
    if hecho:
        poner_personas(archivo.parent, cambiadas)
    return hecho


def poner_personas(carpeta: Path, fichas: Sequence[Ficha]) -> None:
    """Sus trozos."""
    (carpeta / "indice/personas").mkdir(parents=True, exist_ok=True)
    for ruta, octetos in map(trozos.persona, (entrada(f).renglones() for f in fichas)):
        (carpeta / ruta).write_bytes(octetos)
