"""Con memoria o sin ella se contesta lo mismo: pase lo que pase entre una petición y otra, y se pida como se pida."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conoceles.lector import sitio as sitios
from conoceles.lector.wsgi import crear
from lector.instantaneas import publicar
from lector.peticiones import pedir

ELECCIONES = ("_raiz", "durango", "acerca")
TEXTOS = ("uno", "otro")
RUTAS = ("", "/", "/acerca/", "/acerca/index.html", "/durango/", "/durango", "/durango/acerca/", "/nada/")
FORMAS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("GET", "", {}), ("GET", "", {"accept_encoding": "gzip"}), ("GET", "", {"accept_encoding": "br, gzip"}),
    ("GET", "", {"if_none_match": "*"}), ("GET", "", {"RAW_URI": "/acerca%2findex.html"}),
    ("GET", "x=1", {}), ("HEAD", "", {}), ("POST", "", {}),
)  # fmt: skip
publicaciones = st.tuples(st.just("publicar"), st.sampled_from(ELECCIONES), st.sampled_from(TEXTOS))
retiros = st.tuples(st.just("retirar"), st.sampled_from(ELECCIONES), st.just(""))
estilos = st.tuples(st.just("anunciar"), st.just(""), st.sampled_from("ab"))


@pytest.fixture(scope="module", autouse=True)
def reloj() -> Iterator[None]:
    """Cada vez que se mira ya pasó un segundo: los estilos se leen siempre."""
    segundos = iter(range(10_000_000))
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(sitios, "monotonic", lambda: float(next(segundos)))
        yield


def _suceder(raiz: Path, que: str, eleccion: str, valor: str) -> None:
    if que == "anunciar":
        (raiz / "estilos.conf").write_text(f'"" " \'sha256-{valor * 43}=\'";\n')
    elif que == "retirar":
        (raiz / eleccion / "actual").unlink(missing_ok=True)
    else:
        archivos = {
            "index.html": valor,
            "acerca/index.html": f"acerca de {valor}",
            "404.html": f"no en {valor}",
        }
        publicar(raiz / eleccion, archivos)


@given(st.lists(publicaciones | retiros | estilos, min_size=2, max_size=8))
@settings(max_examples=30, deadline=None)
def test_lo_que_se_repite_es_lo_que_se_compondria(sucesos: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as temporal:
        raiz = Path(temporal)
        lector = crear(raiz)
        for suceso in [("publicar", "_raiz", "uno"), *sucesos]:
            _suceder(raiz, *suceso)
            for ruta, (metodo, consulta, encabezados) in [*product(RUTAS, FORMAS)] * 2:
                dada = pedir(lector, ruta, consulta, metodo, **encabezados)
                assert dada == pedir(crear(raiz), ruta, consulta, metodo, **encabezados)
