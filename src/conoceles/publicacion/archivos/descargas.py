"""`descargas/<contienda>.html`: una boleta entera en un archivo que se lee, se busca y se imprime sin conexión.

Lleva dentro su hoja de estilo, su letra, retratos chicos y el guion de su buscador porque sale del sitio; por eso, y solo
aquí, hay estilo y guion en línea. Servido por el sitio, la política no deja correr el guion: el buscador es del archivo
ya descargado, y sin él queda el índice.
No lleva identidad ni contacto: quien la guardó no tiene por qué conservar lo que después se retire.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from conoceles.nucleo import estatico
from conoceles.publicacion.instantanea.pagina import Pagina, en_lengua
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.fichas import CampoPublico, ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio import contenido, pagina
from conoceles.publicacion.sitio.lenguas import guiones, plantillas

_AQUI = Path(__file__).parents[1] / "templates" / "publicacion"


def de_boleta(
    sitio: SitioPublico, contienda: ContiendaPublica, objetos: Path, url: str, corte: str
) -> Pagina:
    """La suya, para componerla en cada lengua. `objetos` es la caché de fotografías; `corte`, el momento de los datos."""
    datos = {
        "sitio": sitio,
        "contienda": contienda,
        "formulas": [
            (f.fuerza, f.posicion, _personas(f.fichas, objetos)) for f in contenido.formulas(contienda)
        ],
        "plegada": len(contienda.fichas) > contenido.DE_UN_VISTAZO,
        "comparadas": _comparadas(contienda),
        "sin_informacion": [f for f in contienda.fichas if not f.con_informacion],
        "estilo": _letra() + (_AQUI / "descarga.css").read_text(encoding="utf-8"),
        "corte_texto": corte,
    }
    return Pagina(
        f"descargas/{contienda.clave}.html",
        partial(_componer, datos, url, f"contiendas/{contienda.clave}/"),
        "",
    )


def _componer(datos: dict[str, object], url: str, boleta: str) -> str:
    """Sale del sitio: lleva dentro su guion, y la dirección de lo más reciente es la de esa lengua."""
    edicion = plantillas.edicion()
    dicho = edicion.dicho if edicion else None
    del_buscador = (_AQUI / "descarga.js").read_text(encoding="utf-8")
    de_la_lengua = {
        "guion": guiones.traducido(del_buscador, dicho) if dicho else del_buscador,
        "direccion": url + (en_lengua(dicho.clave, boleta) if dicho else boleta),
    }
    return pagina.render("descarga.html", datos | de_la_lengua)


def _letra() -> str:
    """La del sitio, dentro del archivo."""
    datos = base64.b64encode(estatico.contenidos()["public-sans.woff2"]).decode()
    return (
        f'@font-face{{font-family:"Public Sans";font-weight:100 900;src:url(data:font/woff2;base64,{datos})}}'
    )


def _comparadas(contienda: ContiendaPublica) -> list[tuple[str, list[tuple[Ficha, CampoPublico]]]]:
    """Cada pregunta que se compara, con lo que contestó cada quien, en el orden de la boleta."""
    preguntas: dict[str, tuple[str, list[tuple[Ficha, CampoPublico]]]] = {}
    for ficha in contienda.fichas:
        for campo in (c for s in contenido.en_orden(ficha) for c in s.campos if c.compara and c.valores):
            preguntas.setdefault(campo.clave, (campo.breve or campo.etiqueta, []))[1].append((ficha, campo))
    return list(preguntas.values())


def _personas(fichas: Sequence[Ficha], objetos: Path) -> list[dict[str, object]]:
    return [
        {
            "f": f,
            "foto": _foto(f, objetos),
            "tramos": [t for t in contenido.perfil(f)["tramos"] if not t.de_contacto],
        }
        for f in fichas
    ]


def _foto(ficha: Ficha, objetos: Path) -> str:
    """El retrato chico como `data:`; vacío cuando no hay."""
    if ficha.foto is None:
        return ""
    nombre = ficha.foto.chica_webp.removeprefix("fotos/")
    ruta = next(r for r in fotos.preparar(ficha.foto.huella, objetos) if r.name == nombre)
    return f"data:image/webp;base64,{base64.b64encode(ruta.read_bytes()).decode()}"
