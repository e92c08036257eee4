"""Un renglón que otro cliente de la base tocó no cierra la lista de su partido: se dice al abrirlo, y solo ahí."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from paginas import check, texto
from personas import guardar_identidad, leer_aviso

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def test_un_borrador_de_identidad_ilegible_no_cierra_la_lista_de_ana(
    ana: Client, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    from conoceles.identidad.models import BorradorIdentidad

    tocada, otra = registrar("aaaa1111"), registrar("bbbb2222")
    for fila in (tocada, otra):
        leer_aviso(fila, ahora)
        guardar_identidad(fila, {"p1": "no"}, ahora)
    BorradorIdentidad.objects.filter(clave=tocada.clave_identidad).update(cifrado=b"otra cosa")
    lista = texto(check(ana.get("/").content))
    assert tocada.nombre in lista
    assert otra.nombre in lista
    assert ana.get(f"/candidaturas/{otra.folio}/identidad/").status_code == 200
    assert "En proceso" in texto(check(ana.get(f"/candidaturas/{tocada.folio}/").content))
    abierta = ana.get(f"/candidaturas/{tocada.folio}/identidad/")
    assert abierta.status_code == 409
    assert "no se puede leer" in texto(check(abierta.content))
