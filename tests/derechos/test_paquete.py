"""El derecho de acceso: todo lo que hay de ella, y quién lo leyó; nada se guarda."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Imagen
from conoceles.derechos import operaciones, paquete
from conoceles.derechos.expediente_personal import tablas
from conoceles.expediente.ajuste.ajustes import pedir
from conoceles.identidad.operaciones import leer_para_acto, suprimir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from personas import CORA, DINA, de_partido
from vidas import concluir

from .conftest import LENGUA

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def _abrir(octetos: bytes) -> tuple[dict[str, Any], set[str]]:
    with zipfile.ZipFile(io.BytesIO(octetos)) as z:
        assert z.read("resumen.pdf").startswith(b"%PDF")
        return json.loads(z.read("datos.json")), set(z.namelist())


def test_eva_descarga_todo_lo_suyo(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    datos, _ = _abrir(paquete.propio(candidatura=publicada, por=ella, ahora=ahora))
    assert datos["persona"]["nombre"] == publicada.persona.nombre
    assert datos["identidad"]["versiones"][0]["respuestas"]["p3_otro"] == LENGUA
    assert datos["identidad"]["consentimientos"][0]["publicacion"] is True
    assert {"expediente.Envio", "curricular.VersionCurricular"} <= set(datos["actos"])
    ultimo = datos["historia"]["default"][-1]
    assert (ultimo["acto"], ultimo["recibido"]) == ("publicada", ultimo["registrado"])


def test_dice_quien_leyo_sus_respuestas_y_por_que(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    leer_para_acto(candidatura=publicada, motivo="Oficio 12 del Tribunal", por=DINA, ahora=ahora)
    datos, _ = _abrir(paquete.propio(candidatura=publicada, por=ella, ahora=ahora))
    assert [lectura["motivo"] for lectura in datos["lecturas"]] == ["Oficio 12 del Tribunal", paquete.PROPIO]


@pytest.mark.parametrize("quien", ["partido", "revision", "administracion", "otra"])
def test_nadie_mas_descarga_lo_suyo(publicada: Candidatura, ahora: datetime, quien: str) -> None:
    alcances = {
        "partido": de_partido(publicada),
        "revision": CORA,
        "administracion": DINA,
        "otra": Alcance("cuenta:x", "candidatura", candidaturas=frozenset({publicada.persona_id})),
    }
    with pytest.raises(NoEncontrado):
        paquete.propio(candidatura=publicada, por=alcances[quien], ahora=ahora)


@pytest.mark.postgres
def test_descargar_queda_en_las_dos_bitacoras_y_no_deja_copia(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    def archivos() -> set[Path]:
        return {p for p in carpetas().datos.rglob("*") if p.is_file() and "sqlite" not in p.name}

    antes = archivos()
    paquete.propio(candidatura=publicada, por=ella, ahora=ahora)
    assert archivos() == antes
    assert Entrada.objects.using("default").filter(acto="acceso_a_datos").count() == 1
    leida = Entrada.objects.using("identidad").get(acto="identidad_leida")
    assert (leida.actor, leida.datos) == (ella.actor, {"motivo": paquete.PROPIO})


def test_bloqueada_la_persona_lee_lo_suyo_y_administracion_no(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    operaciones.avanzar(solicitud=solicitud, estado="procedente", por=DINA, ahora=ahora)
    concluir(publicada, "cancelar", ahora)
    suyos, _ = _abrir(paquete.propio(candidatura=publicada, por=ella, ahora=ahora))
    entregados, _ = _abrir(paquete.entregar(solicitud=solicitud, por=DINA, ahora=ahora))
    assert suyos["identidad"]["versiones"][0]["respuestas"]["p3_otro"] == LENGUA
    assert LENGUA not in json.dumps(entregados, ensure_ascii=False)
    assert entregados["identidad"]["bloqueada"] is True


def test_suprimida_dice_que_ya_no_existe(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    suprimir(candidatura=publicada, por=DINA, ahora=ahora)
    datos, _ = _abrir(paquete.propio(candidatura=publicada, por=ella, ahora=ahora))
    assert datos["identidad"]["legible"] is False
    assert LENGUA not in json.dumps(datos, ensure_ascii=False)


def test_administracion_entrega_solo_una_solicitud_procedente(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    with pytest.raises(Conflicto):
        paquete.entregar(solicitud=solicitud, por=DINA, ahora=ahora)
    operaciones.avanzar(solicitud=solicitud, estado="procedente", por=DINA, ahora=ahora)
    with pytest.raises(NoEncontrado):
        paquete.entregar(solicitud=solicitud, por=CORA, ahora=ahora)
    datos, _ = _abrir(paquete.entregar(solicitud=solicitud, por=DINA, ahora=ahora))
    assert datos["lecturas"][-1]["motivo"] == f"Derecho de acceso, solicitud {solicitud.numero}"
    with pytest.raises(Conflicto):
        paquete.entregar(solicitud=solicitud, por=DINA, ahora=ahora)


@pytest.mark.postgres
def test_va_toda_tabla_que_cuelga_de_la_candidatura(publicada: Candidatura) -> None:
    """Un modelo nuevo con llave a la candidatura, o a algo suyo, entra sin que nadie se acuerde."""
    recorridas = set(tablas()) | {Candidatura}
    for modelo in apps.get_models():
        if any(c.related_model in recorridas for c in modelo._meta.concrete_fields if c.remote_field):
            assert modelo in recorridas, modelo._meta.label
    assert {"expediente.AjusteResuelto", "derechos.PasoARCO", "expediente.Retencion"} <= {
        m._meta.label for m in recorridas
    }


def test_lleva_las_fotografias(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    from curricular.imagenes import jpeg

    imagen = Imagen(jpeg(), ahora.date())
    pedir(candidatura=publicada, debe_decir={}, imagen=imagen, por=de_partido(publicada), ahora=ahora)
    _, nombres = _abrir(paquete.propio(candidatura=publicada, por=ella, ahora=ahora))
    assert [n for n in nombres if n.startswith("fotos/")]
