"""Corregir a una persona no vuelve a leer a las demás de su boleta; y lo publicado es lo mismo que si se leyeran."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.difusion.segunda import difundir
from conoceles.expediente.actos import decisiones, ordenes
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion import publicador
from conoceles.publicacion.armado import recordadas
from conoceles.publicacion.instantanea import estado, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.renglones.lista import Lista
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import sitio_de
from conoceles.registro import merkle
from personas import CORA, DINA, registrada
from publicacion.por_fuera import cambiar, ficha, publicado
from vidas import ACUERDO, OTRO_TEXTO, ajustar, concluir, llevar, pedir_ajuste, sustituir

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

DE_NADIE = "Dice lo que nadie envió."
# Llevan la hora en que se hicieron.
CORTE = ("datos/", "descargas/", "estadistica/", "verificar/", "graficas/")


@pytest.fixture
def vecinas(proceso: Proceso, datos: Path, ahora: datetime) -> tuple[Candidatura, Candidatura, Candidatura]:
    """Ana y Beatriz, publicadas, y Carla, que espera revisión: de la misma boleta y de tres partidos."""
    suyas = [
        registrada(proceso, folio, ahora, siglas=siglas, nombre=nombre)
        for folio, siglas, nombre in (
            ("aaaa1111", "PRI", "ANA NÚÑEZ"),
            ("bbbb2222", "PAN", "BEATRIZ ÍÑIGUEZ"),
            ("cccc3333", "PT", "CARLA ÓRDAZ"),
        )
    ]
    for una, queda in zip(suyas, ("validada", "validada", "en_revision"), strict=True):
        llevar(una, queda, ahora)
    publicar(proceso.clave, ahora=ahora)
    ana, beatriz, carla = suyas
    return ana, beatriz, carla


def _mas_tarde(ahora: datetime, minutos: int = 30) -> datetime:
    return ahora + timedelta(minutes=minutos)


ACTOS: dict[str, Callable[[Candidatura, Candidatura, datetime], object]] = {
    "ajuste": lambda ana, _, ahora: ajustar(ana, ahora),
    "nombre": lambda ana, _, ahora: corregir_nombre(
        candidatura=ana, dira=Escritura("Ana", "Ñáñez", "Ibarra", "La Güera"), motivo="Su acta.", por=DINA, ahora=ahora,
        es_la_misma=True, **ACUERDO,
    ),
    "orden": lambda ana, _, ahora: ordenes.ocultar_seccion(
        candidatura=ana, seccion="historia", expediente="TEED-1", fecha=ahora.date(), por=DINA, ahora=ahora
    ),
    "renuncia": lambda ana, _, ahora: concluir(ana, "renunciar", ahora),
    "sustitución": lambda ana, _, ahora: sustituir(ana, ahora),
    "validación": lambda _, carla, ahora: decisiones.validar(candidatura=carla, por=CORA, ahora=ahora),
}  # fmt: skip


@pytest.mark.parametrize("acto", ACTOS)
def test_publicar_lo_que_cambio_da_lo_mismo_que_publicar_todo(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, acto: str
) -> None:
    ana, _, carla = vecinas
    clave, despues = ana.proceso_id, _mas_tarde(ahora)
    ACTOS[acto](ana, carla, despues)
    assert publicar(clave, ahora=despues)["cambio"]
    poco_a_poco = _huellas(clave)
    (carpetas().sitio / clave / "publicador.sqlite").unlink()
    publicar(clave, ahora=despues)
    entera = _huellas(clave)
    assert entera.keys() == poco_a_poco.keys()
    assert {r for r in entera if entera[r] != poco_a_poco[r]} <= {"busqueda.sqlite"}


def test_quienes_se_acaban_de_publicar_no_se_leen_otra_vez_por_eso(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, leidas, de_veras = vecinas[0], list[set[str]](), publicador.solo

    def solo(corrida: Any, folios: Any, *resto: Any, **mas: Any) -> Any:
        leidas.append({*folios})
        return de_veras(corrida, folios, *resto, **mas)

    monkeypatch.setattr(publicador, "solo", solo)
    publicar(ana.proceso_id, ahora=ahora)
    ana.refresh_from_db()
    assert (ana.estado, leidas) == (Estado.PUBLICADA, [set()])


def test_una_correccion_solo_arma_otra_vez_su_boleta(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, armadas, de_veras = vecinas[0], set[str](), sitio_de.contienda
    monkeypatch.setattr(
        sitio_de, "contienda", lambda m, clave, f: (armadas.add(clave), de_veras(m, clave, f))[1]
    )
    ajustar(ana, _mas_tarde(ahora))
    publicar(ana.proceso_id, ahora=_mas_tarde(ahora))
    assert armadas == {
        ana.formula.contienda.clave,
        "diputacion-rp",
    }  # la suya, y la lista que lleva al reverso


@pytest.fixture
def reescrita(vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime) -> Candidatura:
    """Otro cliente de la base reescribe lo de Beatriz, y después se ajusta lo de Ana."""
    ana, beatriz, _ = vecinas
    dicho = VersionCurricular.objects.get(candidatura=beatriz).contenido
    cambiar(VersionCurricular, {"candidatura": beatriz}, contenido=dicho | {"historia": DE_NADIE})
    ajustar(ana, _mas_tarde(ahora))
    return ana


def test_corregir_a_ana_no_dice_lo_que_otro_cliente_escribio_de_beatriz(
    reescrita: Candidatura, ahora: datetime
) -> None:
    """Ni lo lee: en su boleta sigue lo que se comprobó al publicarla, hasta que el obrero compare."""
    publicar(reescrita.proceso_id, ahora=_mas_tarde(ahora))
    assert OTRO_TEXTO[:40] in publicado()
    assert (ficha("bbbb2222")["estado"], DE_NADIE in publicado()) == ("completa", False)


def test_al_arrancar_se_lee_la_boleta_entera_y_de_lo_alterado_sigue_lo_ultimo_publicado(
    reescrita: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordadas, "_A_MANO", {})
    publicar(reescrita.proceso_id, ahora=_mas_tarde(ahora))
    assert (ficha("bbbb2222")["estado"], DE_NADIE in publicado()) == ("completa", False)


@pytest.mark.usefixtures("solo_paginas")
def test_la_segunda_vuelta_no_obliga_a_leer_otra_vez_la_boleta(
    reescrita: Candidatura, ahora: datetime
) -> None:
    """Después de cada publicación el obrero hace los materiales, que son otra instantánea con las mismas fichas."""
    antes = Arbol(reescrita.proceso_id).actual()
    difundir(reescrita.proceso_id, ahora=_mas_tarde(ahora, 20))
    assert Arbol(reescrita.proceso_id).actual() != antes
    publicar(reescrita.proceso_id, ahora=_mas_tarde(ahora))
    assert ficha("bbbb2222")["estado"] == "completa"


def test_quien_acaba_de_arrancar_deja_a_mano_lo_que_pide_la_primera_correccion(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leer la lista de lo publicado, su árbol y las fichas tarda más que corregir: se hace al no hallar nada nuevo."""
    ana, _, _ = vecinas
    for modulo, dicho in ((manifiesto, "_ULTIMOS"), (estado, "_A_MANO")):
        monkeypatch.setattr(modulo, dicho, {})
    assert not publicar(ana.proceso_id, ahora=ahora)["cambio"]
    [(_, fichas)] = estado._A_MANO.values()
    assert {f.folio for f in fichas} == {"aaaa1111", "bbbb2222", "cccc3333"}
    hojas, de_veras, todas = (
        list[bytes](),
        merkle.hoja,
        len(manifiesto.leer(Arbol(ana.proceso_id).carpeta / "actual").archivos),
    )
    monkeypatch.setattr(Lista, "leida", _nadie_la_lee)
    monkeypatch.setattr(merkle, "hoja", lambda renglon: (hojas.append(renglon), de_veras(renglon))[1])
    ajustar(ana, _mas_tarde(ahora))
    publicar(ana.proceso_id, ahora=_mas_tarde(ahora))
    assert OTRO_TEXTO[:40] in publicado()
    assert 0 < len(hojas) < todas


def _nadie_la_lee(ruta: Path) -> Lista:
    raise AssertionError(f"Se volvió a leer {ruta.name}.")


def test_si_otro_proceso_publico_entre_tanto_lo_que_se_recordaba_no_vale(
    vecinas: tuple[Candidatura, Candidatura, Candidatura],
    ahora: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana, beatriz, _ = vecinas
    de_este = dict(recordadas._A_MANO)
    _doctora(beatriz, _mas_tarde(ahora))
    publicar(ana.proceso_id, ahora=_mas_tarde(ahora))
    monkeypatch.setattr(recordadas, "_A_MANO", de_este)
    _doctora(ana, _mas_tarde(ahora, 60))
    publicar(ana.proceso_id, ahora=_mas_tarde(ahora, 60))
    assert _doctoras_en_la_boleta(ana) == 2


def test_lo_que_ya_no_cabe_se_olvida(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _, _ = vecinas
    monkeypatch.setattr(recordadas, "CABEN", 1)
    ajustar(ana, _mas_tarde(ahora))
    publicar(ana.proceso_id, ahora=_mas_tarde(ahora))
    assert recordadas._A_MANO[carpetas().sitio / ana.proceso_id][2] == {}


def test_mirar_la_eleccion_entera_no_deja_nada_de_antes_aunque_ya_no_quepan_mas(
    vecinas: tuple[Candidatura, Candidatura, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, beatriz, _ = vecinas
    clave, despues = ana.proceso_id, _mas_tarde(ahora)
    llenas = recordadas._A_MANO[carpetas().sitio / clave][2]
    monkeypatch.setattr(recordadas, "CABEN", sum(map(len, llenas.values())))
    _doctora(beatriz, despues)
    with transaction.atomic():
        registrar(
            using="default", por=DINA, acto=Acto.PROCESO_CERRADO, ahora=despues, proceso=clave, folio=""
        )
    publicar(clave, ahora=despues)
    _doctora(ana, _mas_tarde(ahora, 60))
    publicar(clave, ahora=_mas_tarde(ahora, 60))
    assert _doctoras_en_la_boleta(ana) == 2


def _doctoras_en_la_boleta(de: Candidatura) -> int:
    boleta = carpetas().sitio / de.proceso_id / "actual/contiendas" / de.formula.contienda.clave
    return (boleta / "index.html").read_text(encoding="utf-8").count("doctorado")


def _doctora(candidatura: Candidatura, ahora: datetime) -> None:
    """Su grado se ve también en la boleta."""
    pedir_ajuste(candidatura, ahora, debe_decir={"grado": "doctorado"})
    ajustes.aplicar(candidatura=candidatura, por=DINA, ahora=ahora)


def _huellas(clave: str) -> dict[str, str]:
    renglones = manifiesto.leer(carpetas().sitio / clave / "actual").archivos
    return {ruta: r.sha256 for ruta, r in renglones.items() if not ruta.startswith(CORTE)}
