"""Una elección de la red: se siembra, se publica, vive y se publica otra vez, con el azar y las llaves puestos."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.nucleo import reloj
from red import azar, huellas
from red.huellas import Publicado
from red.vida import publicar

Sembrar = Callable[[Path], None]
Vivir = Callable[[str, datetime], None]
Tomar = Callable[[str, datetime, Sembrar, Vivir], dict[str, Publicado]]


@pytest.fixture(scope="module")
def tomar(
    base_del_archivo: Callable[[], AbstractContextManager[None]], tmp_path_factory: pytest.TempPathFactory
) -> Tomar:
    """Momento → lo publicado: «recien-publicada» y «tras-la-vida»."""

    def _tomar(clave: str, ahora: datetime, sembrar: Sembrar, vivir: Vivir) -> dict[str, Publicado]:
        datos = tmp_path_factory.mktemp("red") / "datos"
        with base_del_archivo(), azar.fijo(datos), _sin_recuerdos(), reloj.congelado(ahora):
            sembrar(datos)
            publicar(clave, ahora)
            arboles = [datos / "sitio" / de / "actual" for de in ("_raiz", clave)]
            recien = huellas.de(*arboles)
            vivir(clave, ahora)
            return {"recien-publicada": recien, "tras-la-vida": huellas.de(*arboles)}

    return _tomar


@contextmanager
def _sin_recuerdos() -> Iterator[None]:
    """Lo que el proceso contó de otra base no cuenta en esta, ni al revés."""
    from conoceles.estadistica import acumulado
    from conoceles.expediente.transiciones import sincronizar
    from conoceles.revision import llenado

    acumulado.olvidar()
    llenado.olvidar()
    sincronizar()
    yield
