"""La fotografía también se ajusta: conserva la anterior, y la base no admite una sin su acto."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.curricular import consultas
from conoceles.curricular.fotografias import Imagen
from conoceles.curricular.models import Fotografia
from conoceles.expediente.ajuste import ajustes
from conoceles.nucleo.errores import ErrorDeDominio
from personas import DINA
from vidas import pedir_ajuste

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def _imagen(ahora: datetime) -> Any:
    from curricular.imagenes import jpeg

    return Imagen(jpeg(), ahora.date())


def test_ajustar_la_fotografia_conserva_la_anterior(publicada: Candidatura, ahora: datetime) -> None:
    ajuste = pedir_ajuste(publicada, ahora, debe_decir={}, imagen=_imagen(ahora))
    antes = consultas.vigente(publicada)
    assert antes is not None
    assert antes.fotografia is None
    assert consultas.fotografia(publicada) is None  # pedirla no la vuelve la suya
    ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    despues = consultas.vigente(publicada)
    assert despues is not None
    assert (despues.fotografia, despues.contenido) == (ajuste.fotografia, antes.contenido)
    assert despues.huella != antes.huella


def test_una_fotografia_mala_no_gasta_el_ajuste(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="no es una imagen") as error:
        pedir_ajuste(publicada, ahora, debe_decir={}, imagen=Imagen(b"%PDF-1.7", ahora.date()))
    assert error.value.campo == "archivo"
    pedir_ajuste(publicada, ahora)


@pytest.mark.postgres
def test_la_base_no_admite_fotografia_nueva_sin_acto(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    def meter(candidatura: Candidatura, motivo: str) -> None:
        with transaction.atomic():
            Fotografia.objects.create(
                candidatura=candidatura, sha256="0" * 64, formato="jpeg", ancho=1, alto=1, octetos=1,
                motivo=motivo, por="intrusa", en=ahora,
            )  # fmt: skip

    for estado, folio, motivo in (
        ("publicada", "dddd1111", "captura"),
        ("ajustada", "dddd2222", "ajuste"),
        ("validada", "dddd3333", "ajuste"),
        ("cancelada", "dddd4444", "correccion"),
        ("publicada", "dddd5555", "gusto"),
    ):
        candidatura = en_estado(estado, folio)
        with pytest.raises(IntegrityError, match="curricular_fotografia"):
            meter(candidatura, motivo)
