"""Borrador, sello, consentimiento, lectura con motivo y supresión."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime

import pytest

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.mirada import verificar
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import borradores, documentos, operaciones
from conoceles.identidad.llaves import cifrado, compromiso, llavero
from conoceles.identidad.models import BorradorIdentidad, Consentimiento, DocumentoIdentidad, Llave
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.proceso.models import Proceso
from personas import titular

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
CANARIO = "canario-51c0e"
Sellar = Callable[..., Sello]


def test_borrador_vuelve_igual_y_sube_de_version(
    candidatura: Candidatura, ana: Alcance, ahora: datetime
) -> None:
    for version, respuestas in enumerate([{"p1": "si"}, {"p1": "no", "p7": ["ver", "pnc"]}]):
        nueva = borradores.guardar(
            candidatura=candidatura, respuestas=respuestas, version=version, por=ana, ahora=ahora
        )
        assert borradores.leer(candidatura=candidatura, por=ana) == (respuestas, nueva)


@pytest.mark.parametrize("version", [0, 1, 7])
def test_borrador_guardado_desde_otra_pestana_no_pisa(
    candidatura: Candidatura, ana: Alcance, ahora: datetime, version: int
) -> None:
    def guardar(valor: str, leida: int) -> int:
        return borradores.guardar(
            candidatura=candidatura, respuestas={"p1": valor}, version=leida, por=ana, ahora=ahora
        )

    guardar("no", guardar("si", 0))
    with pytest.raises(Conflicto):
        guardar("pnc", version)
    assert borradores.leer(candidatura=candidatura, por=ana) == ({"p1": "no"}, 2)


def test_guardado_en_reposo_no_se_lee(
    candidatura: Candidatura, ana: Alcance, sellada: Sellar, ahora: datetime
) -> None:
    sellada({"p3_otro": CANARIO})
    borradores.guardar(
        candidatura=candidatura, respuestas={"p3_otro": CANARIO}, version=0, por=ana, ahora=ahora
    )
    filas = [bytes(f.cifrado) for m in (DocumentoIdentidad, BorradorIdentidad) for f in m.objects.all()]
    assert len(filas) == 2
    assert len({len(f) for f in filas}) == 1
    assert not any(CANARIO.encode() in f for f in filas)


def test_papel_fuera_de_la_matriz_no_encuentra(
    candidatura: Candidatura, sellada: Sellar, beto: Alcance, cora: Alcance, dina: Alcance, ahora: datetime
) -> None:
    sellada({"p1": "si"})
    consulta = Alcance(actor="consulta", papel="consulta", todo=True)
    for por in (beto, cora, dina, consulta, Alcance.sistema("publicador"), Alcance(actor="eva", papel="")):
        with pytest.raises(NoEncontrado):
            borradores.leer(candidatura=candidatura, por=por)
    for por in (beto, cora, dina, consulta):
        with pytest.raises(NoEncontrado):
            borradores.guardar(candidatura=candidatura, respuestas={}, version=0, por=por, ahora=ahora)
        with pytest.raises(NoEncontrado):
            sellada({"p1": "no"}, por=por)


def test_sellar_escribe_documento_consentimiento_y_constancia(
    candidatura: Candidatura, ana: Alcance, sellada: Sellar, ahora: datetime
) -> None:
    borradores.guardar(candidatura=candidatura, respuestas={"p1": "si"}, version=0, por=ana, ahora=ahora)
    sello = sellada({"p1": "si"}, por=titular(candidatura))
    abierto = documentos.abrir(DocumentoIdentidad.objects.get(), llavero.obtener(candidatura.clave_identidad))
    entrada = bitacora.desde("identidad", 0).get()
    assert (sello.version, sello.cabeza) == (1, bitacora.cabeza("identidad"))
    assert compromiso.verificar(sello.compromiso, {"p1": "si"}, abierto.nonce)
    assert (entrada.datos["version"], entrada.datos["compromiso"]) == (1, sello.compromiso)
    assert (entrada.acto, entrada.folio, entrada.actor) == (
        "identidad_sellada",
        candidatura.folio,
        "cuenta:eva",
    )
    assert Consentimiento.objects.get().publicacion
    assert BorradorIdentidad.objects.exists()
    assert verificar("identidad") == []


def test_sellar_lo_mismo_repite_la_version(sellada: Sellar) -> None:
    primero, segundo, tercero = sellada({"p1": "si"}), sellada({"p1": "si"}), sellada({"p1": "no"})
    assert (primero.version, primero.compromiso) == (segundo.version, segundo.compromiso)
    assert tercero.version == 2
    assert DocumentoIdentidad.objects.count() == 2


def test_sellar_a_la_vez_que_otro_da_conflicto(
    sellada: Sellar, candidatura: Candidatura, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Los dos leyeron «nada sellado»: la restricción de unicidad decide."""
    ella = titular(candidatura)
    sellada({"p1": "si"}, por=ella)
    monkeypatch.setattr(operaciones, "_siguiente", lambda clave: 1)
    with pytest.raises(Conflicto):
        sellada({"p1": "no"}, por=ella)
    assert DocumentoIdentidad.objects.count() == Consentimiento.objects.count() == 1


def test_sellar_sin_tratamiento_guarda_prefiero_no_contestar(
    sellada: Sellar, candidatura: Candidatura
) -> None:
    sellada({"p1": "si"}, consentimiento={"tratamiento": False, "publicacion": True, "estadistica": True})
    abierto = documentos.abrir(DocumentoIdentidad.objects.get(), llavero.obtener(candidatura.clave_identidad))
    assert sorted(abierto.respuestas) == sorted(f"p{n}" for n in range(1, 21))
    assert all(valor in ("pnc", ["pnc"]) for valor in abierto.respuestas.values())


def test_sellar_sin_tratamiento_no_guarda_nada_si_la_eleccion_lo_declara(
    sellada: Sellar, candidatura: Candidatura
) -> None:
    fila = Proceso.objects.get()
    fila.definicion["consentimiento"]["tratamiento"] = "sin_respuesta"
    fila.huella = "1" * 64
    fila.save()
    sellada({"p1": "si"}, consentimiento={"tratamiento": False, "publicacion": True, "estadistica": True})
    abierto = documentos.abrir(DocumentoIdentidad.objects.get(), llavero.obtener(candidatura.clave_identidad))
    assert abierto.respuestas == {}


@pytest.mark.parametrize("falta", ["tratamiento", "publicacion", "estadistica"])
def test_sellar_sin_contestar_consentimiento_nombra_la_que_falta(sellada: Sellar, falta: str) -> None:
    otras = {p: False for p in ("tratamiento", "publicacion", "estadistica") if p != falta}
    with pytest.raises(ErroresDeCampos) as caso:
        sellada({"p1": "si"}, consentimiento=otras)
    assert set(caso.value.errores) == {falta}
    assert not DocumentoIdentidad.objects.exists()


def test_fallo_entre_bases_no_pierde_lo_escrito(
    sellada: Sellar, candidatura: Candidatura, ana: Alcance, ahora: datetime
) -> None:
    """A no confirmó: se descarta la versión, el borrador sigue ahí y la siguiente usa otro número."""
    borradores.guardar(candidatura=candidatura, respuestas={"p1": "si"}, version=0, por=ana, ahora=ahora)
    sellada({"p1": "si"})
    for _ in range(2):
        operaciones.descartar_version(
            candidatura=candidatura, version=1, por=Alcance.sistema("reparación"), ahora=ahora
        )
    assert documentos.ultimos([candidatura.clave_identidad]) == {}
    assert borradores.leer(candidatura=candidatura, por=ana) == ({"p1": "si"}, 1)
    assert sellada({"p1": "si"}).version == 2
    borradores.cerrar(candidatura=candidatura, por=ana, ahora=ahora)
    assert borradores.leer(candidatura=candidatura, por=ana) == ({}, 0)
    assert [e.acto for e in bitacora.desde("identidad", 0)].count("identidad_descartada") == 1


def test_la_reparacion_cierra_lo_que_ya_se_confirmo_sin_poder_enviarlo(
    sellada: Sellar, candidatura: Candidatura, ana: Alcance, ahora: datetime
) -> None:
    """El servidor murió después de confirmar A y antes de echar el candado."""
    reparacion = Alcance.sistema("reparación")
    borradores.guardar(candidatura=candidatura, respuestas={"p1": "si"}, version=0, por=ana, ahora=ahora)
    sellada({"p1": "si"})
    borradores.cerrar(candidatura=candidatura, por=reparacion, ahora=ahora)
    assert borradores.leer(candidatura=candidatura, por=ana) == ({}, 0)
    with pytest.raises(NoEncontrado):
        borradores.tomar_para_enviar(candidatura=candidatura, por=reparacion)


def test_leer_para_acto_exige_motivo_y_lo_anota(
    candidatura: Candidatura, sellada: Sellar, dina: Alcance, cora: Alcance, ahora: datetime
) -> None:
    sellada({"p1": "si"})
    with pytest.raises(ErrorDeDominio, match="motivo"):
        operaciones.leer_para_acto(candidatura=candidatura, motivo="  ", por=dina, ahora=ahora)
    with pytest.raises(NoEncontrado):
        operaciones.leer_para_acto(candidatura=candidatura, motivo="Curiosidad", por=cora, ahora=ahora)
    leidas = operaciones.leer_para_acto(
        candidatura=candidatura, motivo="Solicitud ARCO 12/2024", por=dina, ahora=ahora
    )
    entrada = bitacora.desde("identidad", 0).last()
    assert leidas == {"p1": "si"}
    assert entrada is not None
    assert (entrada.acto, entrada.actor) == ("identidad_leida", dina.actor)
    assert entrada.datos == {"motivo": "Solicitud ARCO 12/2024"}


def test_revocar_agrega_fila_y_avisa(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, ahora: datetime
) -> None:
    sellada({"p1": "si"})
    for _ in range(2):
        revocar(candidatura=candidatura, por=ana, ahora=ahora)
    filas = list(Consentimiento.objects.order_by("id").values_list("publicacion", "estadistica", "medio"))
    assert filas == [(True, True, "sesion"), (True, True, "formato"), (False, True, "revocacion")]
    assert [e.acto for e in bitacora.desde("identidad", 0)][-1] == "consentimiento_revocado"


def test_suprimir_deja_ilegible_para_siempre(
    candidatura: Candidatura, sellada: Sellar, dina: Alcance, ahora: datetime
) -> None:
    sellada({"p1": "si"})
    for _ in range(2):
        operaciones.suprimir(candidatura=candidatura, por=dina, ahora=ahora)
    assert bytes(Llave.objects.get().envuelta) == b""
    with pytest.raises(cifrado.DocumentoIlegible):
        operaciones.leer_para_acto(candidatura=candidatura, motivo="Prueba", por=dina, ahora=ahora)
    with pytest.raises(cifrado.DocumentoIlegible):
        sellada({"p1": "si"})
    assert DocumentoIdentidad.objects.count() == 1


def test_llave_de_otra_persona_no_sirve(crear: Callable[[str], Candidatura], ahora: datetime) -> None:
    uno, otra = crear("A1"), crear("A2")
    for c in (uno, otra):
        llavero.obtener_o_crear(c.clave_identidad, ahora)
    ajena = Llave.objects.get(clave=otra.clave_identidad).envuelta
    Llave.objects.filter(clave=uno.clave_identidad).update(envuelta=ajena)
    with pytest.raises(cifrado.DocumentoIlegible):
        llavero.obtener(uno.clave_identidad)


def test_fallo_al_descifrar_no_cuenta_la_respuesta(
    candidatura: Candidatura,
    sellada: Sellar,
    dina: Alcance,
    ahora: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """El canario no aparece en el error, ni en sus causas, ni en los registros."""
    sellada({"p3_otro": CANARIO})
    monkeypatch.setattr(documentos, "contexto_documento", lambda clave, version: b"otro")
    with caplog.at_level(logging.DEBUG), pytest.raises(cifrado.DocumentoIlegible) as caso:
        operaciones.leer_para_acto(candidatura=candidatura, motivo="Prueba", por=dina, ahora=ahora)
    assert CANARIO not in "".join(traceback.format_exception(caso.value)) + caplog.text
    assert caso.value.__context__ is None


def test_reabrir_trae_lo_sellado_y_lo_consentido_sin_que_lo_lea_quien_revisa(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, cora: Alcance, ahora: datetime
) -> None:
    sellada({"p1": "si"}, consentimiento={"tratamiento": True, "publicacion": False, "estadistica": True})
    for _ in range(2):
        assert borradores.reabrir(candidatura=candidatura, por=cora, ahora=ahora) is None
    respuestas, version = borradores.leer(candidatura=candidatura, por=ana)
    assert version == 1
    assert respuestas == {"p1": "si", "c_tratamiento": "si", "c_publicacion": "no", "c_estadistica": "si"}
    with pytest.raises(NoEncontrado):
        borradores.reabrir(candidatura=candidatura, por=ana, ahora=ahora)
    with pytest.raises(NoEncontrado):
        borradores.leer(candidatura=candidatura, por=cora)


def test_sello_no_se_ve_al_imprimir_lo_abierto(candidatura: Candidatura, sellada: Sellar) -> None:
    sellada({"p3_otro": CANARIO})
    fila = DocumentoIdentidad.objects.get()
    assert CANARIO not in repr(documentos.abrir(fila, llavero.obtener(fila.clave)))
