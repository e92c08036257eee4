"""El formato firmado: qué se admite, cómo se guarda, quién lo abre y qué produce."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from conoceles.bitacora import consultas as bitacora
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import consultas, operaciones
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import Consentimiento, FormatoFirmado, ResolucionDeFormato
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos import formatos
from conoceles.identidad.permisos.consentimiento import cambiar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.nucleo.recibidos.revisor import Documento, documento
from identidad.conftest import TODO_SI, definicion_de_prueba
from identidad.documentos_de_prueba import (
    con_adjunto,
    con_contrasena,
    con_lanzador,
    con_nombre_disfrazado,
    con_programa,
    pdf,
)
from personas import escaneado

pytestmark = pytest.mark.usefixtures("base", "datos")
Sellar = Callable[..., Sello]
RESPUESTAS = {"p1": "si", "p4": "si"}


@pytest.fixture
def subido(candidatura: Candidatura, sellada: Sellar, ana: Alcance, ahora: datetime) -> FormatoFirmado:
    """Ana capturó que sí a publicar lo indígena y subió el formato."""
    sellada(RESPUESTAS, por=ana, consentimiento=TODO_SI | {"grupos": ("indigena",)})
    formatos.subir(candidatura=candidatura, archivo=pdf(), por=ana, ahora=ahora)
    return FormatoFirmado.objects.get()


def _leer(archivo: bytes) -> Documento:
    return documento(archivo, maximo=formatos.MAXIMO_BYTES, paginas=formatos.MAXIMO_PAGINAS)


def se_ve(candidatura: Candidatura) -> set[str]:
    clave = candidatura.clave_identidad
    return set(consultas.publicables([clave], definicion_de_prueba().identidad).get(clave, {}))


def resolver(
    candidatura: Candidatura, formato: FormatoFirmado, por: Alcance, ahora: datetime, motivo: str = ""
) -> None:
    formatos.resolver(
        candidatura=candidatura, numero=formato.pk, aceptado=not motivo, motivo=motivo, por=por, ahora=ahora
    )


@pytest.mark.parametrize(("archivo", "tipo"), [(pdf(10), "application/pdf"), (escaneado(), "image/jpeg"), (escaneado("JPEG"), "image/jpeg")])  # fmt: skip
def test_se_admite_pdf_jpg_o_png_por_su_contenido(archivo: bytes, tipo: str) -> None:
    assert _leer(archivo).tipo == tipo


@pytest.mark.parametrize(
    ("archivo", "frase"),
    [
        (b"", "PDF, JPG o PNG"),
        (b"GIF89a" + b"0" * 50, "PDF, JPG o PNG"),
        (b"<html>", "PDF, JPG o PNG"),
        (b"%PDF-1.7 roto", "no es un PDF"),
        (b"\x89PNG\r\n\x1a\n roto", "no es una imagen"),
        (b"%PDF-" + b"0" * 5_000_000, "5 MB"),
        (pdf(11), "10 páginas"),
        (pdf(0), "entre 1 y 10"),
        (pdf(cambiar=con_contrasena), "contraseña"),
        (pdf(cambiar=con_programa), "programas"),
        (con_nombre_disfrazado(pdf(cambiar=con_programa)), "programas"),
        (pdf(cambiar=con_adjunto), "programas"),
        (pdf(cambiar=con_lanzador), "programas"),
    ],
)
def test_lo_que_no_se_admite_dice_por_que(archivo: bytes, frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase) as caso:
        _leer(archivo)
    assert caso.value.campo == "archivo"


def test_la_imagen_se_recodifica_sin_metadatos() -> None:
    con_datos = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "casa de la persona"
    Image.new("RGB", (3000, 4000), "white").save(con_datos, "JPEG", exif=exif, comment=b"casa de la persona")
    limpio = _leer(con_datos.getvalue()).octetos
    assert b"casa" not in limpio
    assert max(Image.open(io.BytesIO(limpio)).size) == 2_000, (
        "abierta ya a la mitad: doce megapíxeles no caben"
    )


def test_subir_guarda_el_archivo_cifrado_y_deja_constancia(subido: FormatoFirmado, datos: Path) -> None:
    guardado = (datos / "archivos_identidad" / subido.sha256).read_bytes()
    assert b"%PDF" not in guardado
    assert not list((datos / "archivos").glob("*"))
    entrada = bitacora.desde("identidad", 0).last()
    assert entrada is not None
    assert (entrada.acto, entrada.datos["formato"]) == ("formato_recibido", subido.pk)


def test_subir_antes_de_enviar_no_procede(candidatura: Candidatura, ana: Alcance, ahora: datetime) -> None:
    with pytest.raises(Conflicto, match="Primero"):
        formatos.subir(candidatura=candidatura, archivo=pdf(), por=ana, ahora=ahora)


def test_abrirlo_lo_hace_quien_responde_o_administra_y_queda_escrito(
    candidatura: Candidatura,
    subido: FormatoFirmado,
    ana: Alcance,
    eva: Alcance,
    dina: Alcance,
    ahora: datetime,
) -> None:
    for por in (ana, eva, dina):
        documento = formatos.bajar(candidatura=candidatura, numero=subido.pk, por=por, ahora=ahora)
        entrada = bitacora.desde("identidad", 0).last()
        assert entrada is not None
        assert (entrada.acto, entrada.actor) == ("formato_consultado", por.actor)
        assert documento.octetos == pdf()
        assert "PDF" not in repr(documento)


def test_nadie_mas_lo_encuentra(
    candidatura: Candidatura, subido: FormatoFirmado, beto: Alcance, cora: Alcance, ahora: datetime
) -> None:
    for por in (beto, cora, Alcance(actor="c", papel="consulta", todo=True), Alcance.sistema("publicador")):
        with pytest.raises(NoEncontrado):
            formatos.bajar(candidatura=candidatura, numero=subido.pk, por=por, ahora=ahora)
        with pytest.raises(NoEncontrado):
            formatos.subir(candidatura=candidatura, archivo=pdf(), por=por, ahora=ahora)
        with pytest.raises(NoEncontrado):
            resolver(candidatura, subido, por, ahora)
        assert formatos.por_revisar(por, "prueba") == []


def test_el_de_otra_candidatura_no_existe(
    crear: Callable[[str], Candidatura], subido: FormatoFirmado, ana: Alcance, ahora: datetime
) -> None:
    with pytest.raises(NoEncontrado):
        formatos.bajar(candidatura=crear("OTRA2222"), numero=subido.pk, por=ana, ahora=ahora)


def test_quien_responde_no_resuelve_el_suyo(
    candidatura: Candidatura, subido: FormatoFirmado, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    for por in (ana, eva):
        with pytest.raises(NoEncontrado):
            resolver(candidatura, subido, por, ahora)
    assert se_ve(candidatura) == set()


def test_aceptado_surte_efecto_lo_que_se_capturo(
    candidatura: Candidatura, subido: FormatoFirmado, dina: Alcance, ahora: datetime
) -> None:
    assert [r.folio for r in formatos.por_revisar(dina, "prueba")] == [candidatura.folio]
    resolver(candidatura, subido, dina, ahora)
    assert se_ve(candidatura) == {"p1"}
    assert formatos.por_revisar(dina, "prueba") == []
    assert [e.acto for e in bitacora.desde("identidad", 0)][-1] == "formato_aceptado"


def test_rechazado_con_motivo_no_cambia_nada(
    candidatura: Candidatura, subido: FormatoFirmado, ana: Alcance, dina: Alcance, ahora: datetime
) -> None:
    with pytest.raises(ErrorDeDominio, match="motivo"):
        resolver(candidatura, subido, dina, ahora, motivo="porque sí")
    resolver(candidatura, subido, dina, ahora, motivo="sin_firma")
    (recibido,) = formatos.recibidos(candidatura, por=ana)
    assert (recibido.estado, recibido.motivo) == ("rechazado", "No está firmado")
    assert se_ve(candidatura) == set()


def test_un_formato_se_resuelve_una_sola_vez(
    candidatura: Candidatura, subido: FormatoFirmado, dina: Alcance, ahora: datetime
) -> None:
    resolver(candidatura, subido, dina, ahora, motivo="ilegible")
    with pytest.raises(Conflicto, match="ya se resolvió"):
        resolver(candidatura, subido, dina, ahora)
    assert se_ve(candidatura) == set()


def test_si_la_respuesta_cambio_despues_el_formato_ya_no_vale(
    candidatura: Candidatura, subido: FormatoFirmado, eva: Alcance, dina: Alcance, ahora: datetime
) -> None:
    no = {"publicacion": False, "estadistica": True}
    cambiar(candidatura=candidatura, consentimiento=no, aviso_version="a1", por=eva, ahora=ahora)
    with pytest.raises(Conflicto, match="cambió"):
        resolver(candidatura, subido, dina, ahora)
    assert se_ve(candidatura) == set()
    assert not ResolucionDeFormato.objects.exists()


@pytest.mark.postgres
def test_lo_firmado_no_ampara_otras_respuestas_que_el_partido_envie_despues(
    candidatura: Candidatura,
    subido: FormatoFirmado,
    sellada: Sellar,
    ana: Alcance,
    dina: Alcance,
    ahora: datetime,
) -> None:
    """El papel que la persona firmó no lleva las respuestas: las que amparaba son las que se habían enviado."""
    resolver(candidatura, subido, dina, ahora)
    despues = ahora + timedelta(days=1)
    de_nuevo = {"por": ana, "consentimiento": TODO_SI | {"grupos": ("indigena",)}, "origen": "subsanacion"}
    sellada(RESPUESTAS, ahora=despues, **de_nuevo)
    assert se_ve(candidatura) == {"p1"}, "lo mismo sigue amparado"
    sellada(RESPUESTAS | {"p1": "no"}, ahora=despues, **de_nuevo)
    assert se_ve(candidatura) == set()
    assert "consentimiento_reducido" in [e.acto for e in bitacora.desde("identidad", 0)]
    vigente = Consentimiento.objects.latest("id")
    vigente.pk, vigente.surten = None, ["indigena"]
    with pytest.raises(IntegrityError), transaction.atomic("identidad"):
        vigente.save(force_insert=True)
    formatos.subir(candidatura=candidatura, archivo=pdf(), por=ana, ahora=despues)
    resolver(candidatura, FormatoFirmado.objects.latest("pk"), dina, despues)
    assert se_ve(candidatura) == {"p1"}


def test_vale_el_formato_mas_reciente(
    candidatura: Candidatura, subido: FormatoFirmado, ana: Alcance, dina: Alcance, ahora: datetime
) -> None:
    formatos.subir(candidatura=candidatura, archivo=escaneado(), por=ana, ahora=ahora)
    assert [r.estado for r in formatos.recibidos(candidatura, por=ana)] == ["por_revisar", "reemplazado"]
    with pytest.raises(Conflicto, match="otro formato"):
        resolver(candidatura, subido, dina, ahora)
    resolver(candidatura, FormatoFirmado.objects.latest("pk"), dina, ahora)
    assert se_ve(candidatura) == {"p1"}


def test_se_destruye_con_la_llave(
    candidatura: Candidatura, subido: FormatoFirmado, ana: Alcance, dina: Alcance, ahora: datetime
) -> None:
    operaciones.suprimir(candidatura=candidatura, por=dina, ahora=ahora)
    with pytest.raises(DocumentoIlegible):
        formatos.bajar(candidatura=candidatura, numero=subido.pk, por=dina, ahora=ahora)
    with pytest.raises(DocumentoIlegible):
        formatos.subir(candidatura=candidatura, archivo=pdf(), por=ana, ahora=ahora)


@pytest.mark.postgres
def test_formatos_y_resoluciones_no_se_cambian_ni_se_borran(
    candidatura: Candidatura, subido: FormatoFirmado, dina: Alcance, ahora: datetime
) -> None:
    resolver(candidatura, subido, dina, ahora)
    for modelo in (FormatoFirmado, ResolucionDeFormato):
        for accion in (lambda f: f.update(en=ahora), lambda f: f.delete()):
            with pytest.raises(IntegrityError), transaction.atomic("identidad"):
                accion(modelo.objects.all())
