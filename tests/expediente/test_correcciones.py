"""Correcciones de oficio: no gastan el ajuste y dejan nota pública."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.curricular import consultas
from conoceles.curricular.fotografias import Imagen
from conoceles.expediente.ajuste import ajustes, correcciones
from conoceles.expediente.models import CorreccionOficial
from conoceles.expediente.notas import Correccion, notas_publicas
from conoceles.identidad.documentos import ultimo
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado
from personas import CORA, DINA, de_partido
from vidas import ACUERDO, OTRO_TEXTO

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def _corregir(candidatura: Candidatura, ahora: datetime, **mas: Any) -> None:
    datos: dict[str, Any] = {"debe_decir": {"trayectoria": OTRO_TEXTO}, "causa": "error_propio", "por": DINA}
    correcciones.corregir_de_oficio(candidatura=candidatura, ahora=ahora, **(datos | ACUERDO | mas))


def test_no_gasta_el_ajuste(publicada: Candidatura, ahora: datetime) -> None:
    _corregir(publicada, ahora)
    por = de_partido(publicada)
    ajustes.pedir(candidatura=publicada, debe_decir={"historia": OTRO_TEXTO}, por=por, ahora=ahora)
    ajustes.aplicar(candidatura=publicada, por=DINA, ahora=ahora)
    _corregir(publicada, ahora, debe_decir={"motivo": OTRO_TEXTO}, causa="orden")
    origenes = [version.origen for version in publicada.versiones.all()]
    assert origenes == ["envio", "correccion", "ajuste", "correccion"]


def test_deja_nota_publica_con_su_acuerdo(publicada: Candidatura, ahora: datetime) -> None:
    _corregir(publicada, ahora)
    nota = "La autoridad electoral corrigió un error propio en este perfil (IEPC/CG75/2024, 20 de abril de 2024)."
    assert notas_publicas(publicada.folio).correcciones == (Correccion(nota, ("trayectoria",)),)


def test_sin_acuerdo_ni_fecha_no_se_corrige(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        _corregir(publicada, ahora, acuerdo=" ", fecha_acuerdo=None)
    assert set(error.value.errores) == {"acuerdo", "fecha_acuerdo"}
    with pytest.raises(ErroresDeCampos):
        _corregir(publicada, ahora, fecha_acuerdo=date(2024, 4, 26))


def test_solo_administracion_y_con_causa_de_la_lista(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(NoEncontrado):
        _corregir(publicada, ahora, por=CORA)
    with pytest.raises(ErrorDeDominio, match="causa"):
        _corregir(publicada, ahora, causa="gusto")


def test_rectificar_la_identidad_no_gasta_el_ajuste_ni_deja_nota(
    publicada: Candidatura, ahora: datetime
) -> None:
    _corregir(publicada, ahora, debe_decir={}, de_identidad={"p8": "si"}, causa="rectificacion")
    abierto = ultimo(publicada.clave_identidad)
    assert abierto is not None
    assert abierto.respuestas["p8"] == "si"
    assert CorreccionOficial.objects.get().compromiso_identidad == abierto.compromiso
    assert notas_publicas(publicada.folio).correcciones == ()
    por = de_partido(publicada)
    ajustes.pedir(candidatura=publicada, debe_decir={"historia": OTRO_TEXTO}, por=por, ahora=ahora)


def test_el_instituto_corrige_tambien_una_fotografia(publicada: Candidatura, ahora: datetime) -> None:
    from curricular.imagenes import jpeg

    _corregir(publicada, ahora, debe_decir={}, imagen=Imagen(jpeg(), ahora.date()))
    version = consultas.vigente(publicada)
    assert version is not None
    assert version.fotografia is not None
    assert version.fotografia.motivo == "correccion"
