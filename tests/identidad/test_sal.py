"""La sal común: sella lo que nombra a todas, y se olvida en cuanto se suprime a una."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import operaciones
from conoceles.identidad.llaves import llavero, sal
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import Llave
from conoceles.nucleo.alcance import Alcance


def test_la_comun_es_la_misma_hasta_que_se_suprime_a_una_y_entonces_no_vuelve(
    crear: Callable[[str], Candidatura], dina: Alcance, ahora: datetime
) -> None:
    ella, otra = crear("aaaa2222"), crear("bbbb2222")
    sal.para_sellos([ella.clave_identidad, otra.clave_identidad], ahora)
    primera, ajena = sal.comun(ella.proceso_id, ahora), sal.comun("otra-eleccion", ahora)
    assert sal.comun(ella.proceso_id, ahora) == primera
    for _ in range(2):
        operaciones.suprimir(candidatura=ella, por=dina, ahora=ahora)
    segunda = sal.comun(ella.proceso_id, ahora)
    assert segunda.vuelta == primera.vuelta + 1
    assert segunda.sal != primera.sal
    with pytest.raises(DocumentoIlegible):
        llavero.obtener(sal._comun(ella.proceso_id, primera.vuelta))
    operaciones.suprimir(candidatura=otra, por=dina, ahora=ahora)
    assert sal.comun(ella.proceso_id, ahora).vuelta == primera.vuelta + 2
    assert sal.comun("otra-eleccion", ahora) == ajena


def test_sin_nada_sellado_suprimir_no_deja_otra_llave(
    crear: Callable[[str], Candidatura], dina: Alcance, ahora: datetime
) -> None:
    ella = crear("aaaa2222")
    llavero.asegurar([ella.clave_identidad], ahora)
    operaciones.suprimir(candidatura=ella, por=dina, ahora=ahora)
    assert [llave.clave for llave in Llave.objects.all()] == [ella.clave_identidad]
