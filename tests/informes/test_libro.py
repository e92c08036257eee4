"""Un solo libro: el entregable, su informe, su acto, sus archivos y sus avisos son lo mismo."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction
from django.test import Client

from conoceles.informes import agenda, operaciones, registros
from conoceles.informes.documento import firmas
from conoceles.informes.libro import emitidos, paquete, ruta
from conoceles.informes.models import DocumentoEmitido, Informe, PasoDeEntregable
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from conoceles.publicacion.publicador import publicar
from identidad.documentos_de_prueba import pdf
from personas import CLAVE, COMISION, DINA, enmendar

RECHAZO = (IntegrityError, OperationalError, ProgrammingError)
HOY = date(2024, 4, 25)


def _estado(numero: int) -> str:
    return {r.entregable.numero: r.estado for r in agenda.calendario(CLAVE, HOY)}[numero]


def _generar(tipo: str, ahora: datetime) -> Informe:
    return operaciones.generar(tipo=tipo, proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)


def _avanzar(informe: Informe, ahora: datetime, *pasos: str) -> None:
    for paso in pasos:
        operaciones.avanzar(
            informe=informe, paso=paso, constancia="CT/1/2024", fecha=ahora.date(), por=DINA, ahora=ahora
        )


def _emitir(ahora: datetime, por: Alcance = DINA, **cambios: Any) -> DocumentoEmitido:
    datos = {
        "ruta": "11.18", "asunto": "Circular de uso", "area": "Secretaría Técnica", "fecha": date(2024, 4, 20),
        "vista_ine": True, "documento": pdf(), "nombre": "circular.pdf",
    }  # fmt: skip
    return emitidos.agregar(proceso=CLAVE, por=por, ahora=ahora, **datos | cambios)  # type: ignore[arg-type]


def test_cada_paso_del_informe_mueve_sus_entregables(eleccion: object, ahora: datetime) -> None:
    assert _estado(17) == _estado(18) == ""
    informe = _generar("avance", ahora)
    assert _estado(17) == _estado(18) == "en_proceso"
    for paso in operaciones.PASOS:
        _avanzar(informe, ahora, paso)
        assert _estado(17) == _estado(18) == paso


def test_lo_que_mueve_su_informe_no_se_anota_por_otro_lado(eleccion: object, ahora: datetime) -> None:
    informe = _generar("avance", ahora)
    registros.avanzar_entregable(proceso=CLAVE, numero=17, estado="presentado", por=DINA, ahora=ahora)
    _avanzar(informe, ahora, "aprobado")
    with pytest.raises(Conflicto, match="es un informe del sistema"):
        registros.avanzar_entregable(
            proceso=CLAVE, numero=17, estado="acusado", constancia="A", por=DINA, ahora=ahora
        )
    registros.avanzar_entregable(  # mayo es otro documento
        proceso=CLAVE, numero=19, estado="acusado", constancia="A", por=DINA, ahora=ahora
    )


def test_anotar_el_acto_de_la_eleccion_mueve_el_entregable(eleccion: object, ahora: datetime) -> None:
    assert (_estado(16), _estado(8)) == ("", "")
    enmendar("fecha-publicacion_inicio", ahora, dia="2024-04-11")
    enmendar("acto-proceso_tecnico_operativo", ahora)
    assert (_estado(16), _estado(8)) == ("aprobado", "aprobado")
    al_15 = agenda.pasos_al(definicion(CLAVE), ahora - timedelta(days=10))  # el acto es del 20 de abril
    assert {16, 8}.isdisjoint(al_15)


def test_aprobar_el_proceso_tecnico_deja_su_acto_en_la_eleccion(eleccion: object, ahora: datetime) -> None:
    informe = _generar("proceso-tecnico", ahora)
    _avanzar(informe, ahora, "aprobado")
    acuerdo = definicion(CLAVE).actos["proceso_tecnico_operativo"]
    assert (acuerdo.numero, acuerdo.fecha) == ("CT/1/2024", ahora.date())
    assert acuerdo.organo == "Comisión de Transparencia y Acceso a la Información"


def test_otro_documento_avanza_como_los_del_plan_y_avisa_si_cambia(proceso: Proceso, ahora: datetime) -> None:
    hecho, otro = _emitir(ahora), _emitir(ahora, ruta="11.19", asunto="Adición")
    assert (hecho.numero, otro.numero) == (101, 102)
    assert _estado(101) == "en_proceso"
    for documento in (b"", pdf(2)):
        registros.avanzar_entregable(
            proceso=CLAVE, numero=101, estado="enviado", constancia="UT/1", documento=documento, nombre="c.pdf",
            por=DINA, ahora=ahora,
        )  # fmt: skip
    [renglon] = [r for r in agenda.calendario(CLAVE, HOY) if r.entregable.numero == 101]
    assert (len(renglon.archivos), renglon.cambio is not None) == (2, True)
    estados = {t.actividad.clave: t for t in ruta.tramos(CLAVE, HOY)}
    assert [p.estado for p in estados["11.17"].piezas] == ["Falta enviarlo"]
    carta, circular = (p.texto for p in estados["11.18"].piezas)
    assert carta.startswith("Informar al INE la dirección electrónica"), "la declara la elección en [[otros]]"
    assert circular == "Circular de uso", "sin número: el plan no lo numera"
    assert [p.texto for p in estados["11.19"].piezas] == ["Adición"]


@pytest.mark.postgres
def test_lo_que_falta_va_primero_y_lo_entregado_despues_con_su_termino(
    dina: Client, eleccion: object, ahora: datetime
) -> None:
    registros.avanzar_entregable(
        proceso=CLAVE, numero=1, estado="acusado", constancia="IEPC/CG39/2023", documento=b"", nombre="", por=DINA,
        ahora=ahora,
    )  # fmt: skip
    pagina = dina.get("/informes/entregables/").content.decode()
    lugares = [pagina.index(f'id="entregable-{n}"') for n in (2, 21, 1)]
    assert lugares == sorted(lugares)
    assert lugares[1] < pagina.index("Entregados: 1") < lugares[2]
    assert "Venció el 1 de septiembre de 2023" in pagina
    assert "Término: 1 de septiembre de 2023" in pagina
    assert "Con acuse desde el 25 de abril de 2024, 10:00" in pagina
    assert "100. Informar" not in pagina
    ruta_critica = dina.get("/informes/ruta/").content.decode()
    assert "Pendiente, vence el 1 de octubre de 2024" in ruta_critica
    assert "El plan no trae 11.7 ni 11.10." in ruta_critica


def test_otro_documento_mal_dicho_no_deja_nada(proceso: Proceso, ahora: datetime) -> None:
    for cambios, campo in (
        ({"ruta": "11.17"}, "ruta"), ({"asunto": " "}, "asunto"), ({"area": ""}, "area"), ({"documento": b""}, "documento"),
        ({"documento": b"x" * (registros.MAXIMO_DOCUMENTO + 1)}, "documento"), ({"fecha": date(2030, 1, 1)}, "fecha"),
    ):  # fmt: skip
        with pytest.raises(ErrorDeDominio) as dicho:
            _emitir(ahora, **cambios)
        assert dicho.value.campo == campo
    with pytest.raises(NoEncontrado):
        _emitir(ahora, por=COMISION)
    assert not DocumentoEmitido.objects.exists()


@pytest.mark.postgres
def test_la_base_no_deja_retroceder_ni_enviar_sin_constancia(proceso: Proceso, ahora: datetime) -> None:
    sello = {"proceso": proceso, "por": "x", "en": ahora}
    with pytest.raises(RECHAZO), transaction.atomic():
        PasoDeEntregable.objects.create(numero=1, estado="enviado", **sello)
    PasoDeEntregable.objects.create(numero=1, estado="enviado", constancia="UT/1", **sello)
    with pytest.raises(RECHAZO), transaction.atomic():
        PasoDeEntregable.objects.create(numero=1, estado="aprobado", **sello)
    PasoDeEntregable.objects.create(numero=2, estado="aprobado", **sello)
    with pytest.raises(RECHAZO), transaction.atomic():
        DocumentoEmitido.objects.create(
            numero=21, ruta="11.18", actividad="x", responsable="x", fecha=HOY, vista_ine=True, **sello
        )


def test_la_ruta_dice_en_que_va_cada_actividad(eleccion: object, ahora: datetime) -> None:
    antes = {t.actividad.clave: t.estado for t in ruta.tramos(CLAVE, HOY)}
    assert (antes["11.1"], antes["11.13"], antes["11.17"], antes["11.20"]) == (
        "Vencida",
        "Pendiente",
        "Al día",
        "Pendiente",
    )
    registros.avanzar_entregable(
        proceso=CLAVE, numero=1, estado="enviado", constancia="CG49", por=DINA, ahora=ahora
    )
    _avanzar(_generar("avance", ahora), ahora, "aprobado")
    despues = {t.actividad.clave: t.estado for t in ruta.tramos(CLAVE, HOY)}
    assert (despues["11.1"], despues["11.13"]) == ("Cumplida", "En curso")


def _indice(octetos: bytes) -> tuple[dict[str, Any], set[str]]:
    with zipfile.ZipFile(io.BytesIO(octetos)) as hecho:
        return json.loads(hecho.read("INDICE.json")), set(hecho.namelist())


def test_el_paquete_lleva_lo_aprobado_o_lo_subido_con_su_indice(eleccion: object, ahora: datetime) -> None:
    with pytest.raises(Conflicto):
        paquete.paquete(CLAVE, 17, HOY)
    informe = _generar("avance", ahora)
    with pytest.raises(Conflicto):
        paquete.paquete(CLAVE, 17, HOY)  # un borrador no se remite
    _avanzar(informe, ahora, "aprobado")
    with pytest.raises(Conflicto, match="la pone quien publica"):
        paquete.paquete(CLAVE, 17, HOY)
    firmas.firmar_pendientes(ahora)
    octetos = paquete.paquete(CLAVE, 17, HOY)
    indice, nombres = _indice(octetos)
    assert octetos == paquete.paquete(CLAVE, 17, HOY)
    assert (indice["entregable"], indice["ruta"], indice["estado"]) == (17, "11.13", "Aprobado")
    assert {n.rpartition(".")[2] for n in nombres} == {"json", "pdf", "xlsx", "firma"}
    registros.avanzar_entregable(
        proceso=CLAVE, numero=5, estado="enviado", constancia="UT/2", documento=pdf(), nombre="plan.pdf",
        por=DINA, ahora=ahora,
    )  # fmt: skip
    assert _indice(paquete.paquete(CLAVE, 5, HOY))[1] == {"INDICE.json", "entregable-5.pdf"}
    with pytest.raises(NoEncontrado):
        paquete.paquete(CLAVE, 99, HOY)


def test_el_prototipo_y_el_formato_de_base_salen_de_la_pantalla(
    eleccion: object, dina: Client, ahora: datetime, carpeta: Path
) -> None:
    assert dina.get("/informes/entregables/10/sivople.zip").status_code == 409  # nada publicado todavía
    publicar(CLAVE, ahora=ahora)
    _, nombres = _indice(dina.get("/informes/entregables/10/sivople.zip").content)
    assert {
        "formato-de-base/formato-base.pdf",
        "prototipo/LEEME.txt",
        f"prototipo/{CLAVE}/index.html",
    } <= nombres
    Proceso.objects.update(inventado=False)
    respuesta = dina.get("/informes/entregables/10/sivople.zip")  # nunca personas de verdad
    assert respuesta.status_code == 409
    assert "prepare la práctica" in respuesta.content.decode()


def test_la_pantalla_une_las_tres_y_agrega_un_documento(
    eleccion: object, dina: Client, comision: Client, ahora: datetime
) -> None:
    informe = _generar("avance", ahora)
    pagina = dina.get("/informes/entregables/").content.decode()
    assert f'href="/informes/#informe-{informe.pk}"' in pagina
    assert 'id="entregable-17"' in pagina
    datos = {"ruta": "11.18", "asunto": "Circular", "area": "ST", "fecha": "2024-04-20", "vista_ine": "si"}
    mala = dina.post("/informes/ruta/documento/", datos)
    assert mala.status_code == 422
    assert 'value="Circular"' in mala.content.decode()
    archivo = SimpleUploadedFile("circular.pdf", pdf())
    assert dina.post("/informes/ruta/documento/", datos | {"documento": archivo}).status_code == 302
    assert ">Circular</a>" in comision.get("/informes/ruta/").content.decode()
    assert "<form" not in comision.get("/informes/ruta/").content.decode()
    assert comision.post("/informes/ruta/documento/", datos).status_code == 404
