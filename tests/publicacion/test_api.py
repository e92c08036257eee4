"""Los documentos para programas: válidos para una biblioteca ajena, con su historia y sin nada que deba callarse."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

import constan
from conoceles.bitacora.operaciones import registrar
from conoceles.expediente.actos.conclusiones import restituir
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.expediente.ajuste.correcciones import corregir_de_oficio
from conoceles.expediente.calendario.conservacion import suprimir
from conoceles.identidad.operaciones import sellar
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.publicacion.api import reserva
from conoceles.publicacion.api.publicar import esquemas
from conoceles.publicacion.lectura import consultas, mostradas
from conoceles.publicacion.publicador import publicar
from personas import DINA, de_ella, respaldar, titular
from publicacion.eleccion import PROCESO, SISTEMA, candidatura, sale, version
from vidas import ACUERDO, OTRO_TEXTO, concluir, llevar

pytestmark = pytest.mark.lenta
ANTES, AHORA_DICE = ("Antes propuse un parque. " * 20).strip(), ("Ahora propongo dos parques. " * 20).strip()


def _api(datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual/datos/api"


def _perfil(datos: Path, folio: str = "ANA") -> dict[str, Any]:
    leido: dict[str, Any] = json.loads((_api(datos) / f"candidaturas/{folio}.json").read_bytes())
    return leido


def _validador(nombre: str) -> Draft202012Validator:
    esquema = json.loads(esquemas()[f"datos/api/{nombre}.schema.json"])
    Draft202012Validator.check_schema(esquema)
    return Draft202012Validator(esquema, format_checker=FormatChecker())


@pytest.mark.parametrize("nombre", ["perfil", "boleta"])
def test_el_ejemplo_cumple_su_esquema_y_uno_con_un_campo_de_mas_no(nombre: str) -> None:
    validador = _validador(nombre)
    [ejemplo] = validador.schema["examples"]  # type: ignore[index]
    validador.validate(ejemplo)
    with pytest.raises(ValidationError):
        validador.validate(ejemplo | {"identidad": []})


def test_cada_documento_publicado_cumple_su_esquema_y_la_boleta_lleva_la_huella_de_cada_perfil(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia=AHORA_DICE)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    perfiles = {p.stem: p.read_bytes() for p in (_api(datos) / "candidaturas").glob("*.json")}
    boletas = {p.stem: json.loads(p.read_bytes()) for p in (_api(datos) / "contiendas").glob("*.json")}
    assert perfiles.keys() == eleccion.keys()
    for octetos in perfiles.values():
        _validador("perfil").validate(json.loads(octetos))
    for boleta in boletas.values():
        _validador("boleta").validate(boleta)
    personas = [p for b in boletas.values() for f in b["formulas"] for p in f["personas"]]
    assert {p["folio"]: p["sha256"] for p in personas} == {
        folio: hashlib.sha256(octetos).hexdigest() for folio, octetos in perfiles.items()
    }
    portada = (_api(datos) / "index.html").read_text()
    assert "apartados[].campos[].valores" in portada


def test_la_historia_dice_lo_que_se_publico_y_desde_cuando(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    version(eleccion["ANA"], 2, ahora, historia=ANTES)
    publicar(PROCESO, ahora=ahora)
    primera = _perfil(datos)
    assert primera["historia"] == []
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1), cortes=True)
    assert _perfil(datos)["publicado"] == primera["publicado"]
    version(eleccion["ANA"], 3, ahora, historia=AHORA_DICE)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=9))
    [dicho] = _perfil(datos)["historia"]
    assert (dicho["campo"], dicho["valores"]) == ("historia", [ANTES])
    assert (dicho["desde"], dicho["hasta"]) == (primera["actualizada"], _perfil(datos)["actualizada"])
    version(eleccion["ANA"], 4, ahora, historia="Tercera vez. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=12))
    assert [d["valores"][0].split()[0] for d in _perfil(datos)["historia"]] == ["Ahora", "Antes"]


def test_lo_que_nunca_estuvo_a_la_vista_no_aparece_en_la_historia(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia="Nunca se publicó. " * 20)
    version(eleccion["ANA"], 3, ahora, historia=AHORA_DICE)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=9))
    assert "Nunca se publicó" not in (_api(datos) / "candidaturas/ANA.json").read_text()
    assert len(_perfil(datos)["historia"]) == 1


def test_lo_oculto_por_orden_sale_tambien_de_la_historia_y_no_vuelve(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    for numero, texto in ((2, ANTES), (3, AHORA_DICE)):
        version(eleccion["ANA"], numero, ahora, historia=texto)
        publicar(PROCESO, ahora=ahora + timedelta(minutes=numero))
    assert len(_perfil(datos)["historia"]) == 1
    ocultar_seccion(
        candidatura=eleccion["ANA"], seccion="historia", expediente="TE-1/2024", fecha=date(2024, 4, 24),
        por=DINA, ahora=ahora,
    )  # fmt: skip
    publicar(PROCESO, ahora=ahora + timedelta(minutes=20))
    octetos = (_api(datos) / "candidaturas/ANA.json").read_text()
    assert "parque" not in octetos
    assert _perfil(datos)["historia"] == []


def test_lo_corregido_de_oficio_no_dice_que_decia(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    quien = candidatura(
        "FE", ahora, ("FE SOTO RÍOS", "mujer", "diputacion-mr-02", "PT", "propietaria", "registrada")
    )
    llevar(quien, "publicada", ahora)
    version(quien, quien.versiones.count() + 1, ahora, motivo=ANTES)
    publicar(PROCESO, ahora=ahora)
    assert ANTES in (_api(datos) / "candidaturas/FE.json").read_text()
    corregir_de_oficio(
        candidatura=quien, por=DINA, ahora=ahora, debe_decir={"motivo": OTRO_TEXTO},
        causa="orden", **ACUERDO,
    )  # fmt: skip
    publicar(PROCESO, ahora=ahora + timedelta(minutes=5))
    octetos = (_api(datos) / "candidaturas/FE.json").read_text()
    assert OTRO_TEXTO[:40] in octetos
    assert "parque" not in octetos


def test_ni_identidad_ni_accion_afirmativa_ni_contacto(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    consentida = {eleccion["ANA"].clave_identidad: {"p1": "si"}}
    monkeypatch.setattr(consultas, "publicables", lambda claves, cuestionario, sin_consentir: consentida)
    eleccion["ANA"].acciones_afirmativas = ["indigenas"]
    eleccion["ANA"].save()
    constan.alta(eleccion["ANA"])
    publicar(PROCESO, ahora=ahora)
    publicado = (datos / "sitio" / PROCESO / "actual/candidaturas/ANA.json").read_text()
    callado = (_api(datos) / "candidaturas/ANA.json").read_text()
    for dato in ("indigenas", "contacto@ejemplo.example", json.loads(publicado)["identidad"][0]["pregunta"]):
        assert dato in publicado
        assert dato not in callado


def test_quien_se_suprime_sale_de_los_documentos_de_hoy_y_de_los_guardados(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    carpeta = datos / "sitio" / PROCESO
    sale(eleccion, "EVA", ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    guardados = [p.read_text() for p in carpeta.rglob("datos/api/c*/*.json")]
    assert guardados
    assert not [texto for texto in guardados if "Yáñez del Río" in texto]
    assert list(carpeta.rglob("datos/api/candidaturas/EVA.json")) == []


def _con_historia(eleccion: dict[str, Any], ahora: datetime) -> list[dict[str, Any]]:
    for numero, texto in ((2, ANTES), (3, AHORA_DICE)):
        version(eleccion["ANA"], numero, ahora, historia=texto)
        publicar(PROCESO, ahora=ahora + timedelta(minutes=numero))
    return [{"campo": "historia", "valores": [ANTES]}]


def _dicha(datos: Path) -> list[dict[str, Any]]:
    return [{k: d[k] for k in ("campo", "valores")} for d in _perfil(datos)["historia"]]


def _en_reserva(datos: Path) -> list[str]:
    return [p.stem for p in (datos / "sitio" / PROCESO / reserva.CARPETA).glob("*")]


@pytest.mark.parametrize("completa", [False, True])
def test_la_historia_de_quien_se_restituye_vuelve_con_su_perfil(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, completa: bool
) -> None:
    """También si la publicación que la saca es de toda la elección."""
    historia = _con_historia(eleccion, ahora)
    if completa:
        monkeypatch.setattr("conoceles.publicacion.publicador.llave", lambda *a: "otra versión del programa")
    _concluir(eleccion, ahora + timedelta(minutes=10))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=10))
    assert "parque" not in "".join(p.read_text("utf-8") for p in (_api(datos)).rglob("*.json"))
    assert _en_reserva(datos) == ["ANA"]
    restituir(candidatura=eleccion["ANA"], por=DINA, ahora=ahora + timedelta(minutes=20), **ACUERDO)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=20))
    assert _dicha(datos) == historia
    assert _en_reserva(datos) == []


def test_la_historia_de_un_perfil_que_deja_de_mostrar_informacion_espera_y_vuelve(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    historia = _con_historia(eleccion, ahora)
    with monkeypatch.context() as cambio:
        cambio.setattr(consultas, "_versiones", lambda *a: ({}, set(), {}))
        cambio.setattr(mostradas, "vigentes", lambda *a: {})
        _tocar(ahora + timedelta(minutes=10))
        publicar(PROCESO, ahora=ahora + timedelta(minutes=10))
        assert not _perfil(datos)["con_informacion"]
        assert "parque" not in (_api(datos) / "candidaturas/ANA.json").read_text()
    _tocar(ahora + timedelta(minutes=20))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=20))
    assert _dicha(datos) == historia


def test_con_una_supresion_la_historia_en_reserva_se_borra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    _con_historia(eleccion, ahora)
    _concluir(eleccion, ahora + timedelta(minutes=10))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=10))
    assert _en_reserva(datos) == ["ANA"]
    en = ahora + timedelta(minutes=20)
    suprimir(candidatura=eleccion["ANA"], motivo="renuncia", bloqueada_en=ahora, por=SISTEMA, ahora=en)
    publicar(PROCESO, ahora=en)
    assert _en_reserva(datos) == []
    assert not [p for p in (datos / "sitio" / PROCESO).rglob("*.json") if "parque" in p.read_text("utf-8")]


def test_con_una_revocacion_la_historia_en_reserva_se_borra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    consentimiento = {"tratamiento": True, "publicacion": True, "estadistica": True}
    sellar(
        candidatura=eleccion["ANA"], respuestas={"p1": "si"}, consentimiento=consentimiento, aviso_version="a1",
        origen="envio", por=titular(eleccion["ANA"]), ahora=ahora,
    )  # fmt: skip
    respaldar(eleccion["ANA"], ahora)
    _con_historia(eleccion, ahora)
    _concluir(eleccion, ahora + timedelta(minutes=10))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=10))
    assert _en_reserva(datos) == ["ANA"]
    revocar(candidatura=eleccion["ANA"], por=de_ella(eleccion["ANA"]), ahora=ahora + timedelta(minutes=20))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=20))
    assert _en_reserva(datos) == []


def _concluir(eleccion: dict[str, Any], en: datetime) -> None:
    eleccion["ANA"].refresh_from_db()
    concluir(eleccion["ANA"], "cancelar", en)


def _tocar(en: datetime) -> None:
    with transaction.atomic():
        registrar(
            using="default",
            por=SISTEMA,
            acto="candidatura_actualizada",
            ahora=en,
            proceso=PROCESO,
            folio="ANA",
        )
