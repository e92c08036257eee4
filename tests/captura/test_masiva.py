"""La hoja de cálculo y el paquete de fotografías: solo borradores, con la misma validación."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from conoceles.expediente.calendario.plazos import vencer_capturas
from conoceles.proceso.consultas import definicion
from curricular.imagenes import jpeg
from paginas import check, texto
from personas import LARGO, SISTEMA, guardar, leer_aviso, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

CARGAR = "/herramientas/cargar/"


@pytest.fixture
def lista(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    leer_aviso(candidatura, ahora)
    return candidatura


@pytest.fixture
def ajena(proceso: Proceso, ahora: datetime) -> Candidatura:
    """Una del PAN, abierta a captura."""
    from conoceles.expediente.actos.operaciones import habilitar

    fila = registrada(proceso, "bbbb2222", ahora, siglas="PAN", nombre="ROSA AJENA")
    habilitar(candidatura=fila, por=SISTEMA, ahora=ahora)
    return fila


@pytest.fixture
def llenar(ana: Client, lista: Candidatura) -> Callable[..., bytes]:
    """Descarga la hoja y escribe en el primer renglón; las claves con punto van en `mas`."""

    def _llenar(mas: dict[str, Any] | None = None, **celdas: Any) -> bytes:
        libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
        hoja = libro["CANDIDATURAS"]
        claves = {celda.value: celda.column for celda in hoja[2]}
        for clave, valor in (celdas | (mas or {})).items():
            hoja.cell(3, claves[clave], valor)
        salida = io.BytesIO()
        libro.save(salida)
        return salida.getvalue()

    return _llenar


def _cargar(ana: Client, hoja: bytes, fotos: bytes | None = None) -> Any:
    datos = {"hoja": SimpleUploadedFile("hoja.xlsx", hoja)}
    if fotos is not None:
        datos["fotos"] = SimpleUploadedFile("fotos.zip", fotos)
    return ana.post(CARGAR, datos)


def _paquete(**archivos: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, octetos in archivos.items():
            paquete.writestr(nombre.replace("__", "."), octetos)
    return salida.getvalue()


def _contenido(candidatura: Candidatura) -> dict[str, Any]:
    from conoceles.curricular.consultas import contenido

    return contenido(candidatura)


def test_hoja_trae_lo_guardado_listas_y_ninguna_pregunta_de_identidad(
    ana: Client, lista: Candidatura, ajena: Candidatura, ahora: datetime
) -> None:
    guardar(lista, "estudios", {"grado": "maestria", "estatus_grado": "titulo"}, ahora)
    guardar(lista, "historia", {"historia": "=1+1"}, ahora)
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    hoja = libro["CANDIDATURAS"]
    claves = [celda.value for celda in hoja[2]]
    renglon = dict(zip(claves, hoja[3], strict=True))
    assert (renglon["folio"].value, renglon["grado"].value) == ("aaaa1111", "Maestría")
    assert (renglon["historia"].value, renglon["historia"].data_type) == ("=1+1", "s")
    assert hoja.max_row == 3  # la ajena no viene
    assert not [c for c in claves if c.startswith("p1") or c.startswith("c_")]
    assert {str(v.formula1) for v in hoja.data_validations.dataValidation} == {
        "CATALOGOS!$A$2:$A$11",
        "CATALOGOS!$B$2:$B$8",
    }


def test_cargar_llena_borradores_y_no_envia(ana: Client, lista: Candidatura, llenar: Any) -> None:
    hoja = llenar(
        grado="maestría",
        estatus_grado="Título",
        historia=LARGO,
        telefonos="6181234567\n6187654321",
        motivo="Corto.",
        mas={"casa_campana.calle": "Hidalgo", "casa_campana.cp": "34000"},
    )
    respuesta = _cargar(ana, hoja)
    pagina = texto(check(respuesta.content))
    assert "Guardado: Medios de contacto públicos, Estudios" in pagina
    assert "el mínimo es 280" in pagina  # la misma frase que en la pantalla
    guardado = _contenido(lista)
    assert guardado["grado"] == "maestria"
    assert guardado["telefonos"] == ["6181234567", "6187654321"]
    assert guardado["casa_campana"] == {"calle": "Hidalgo", "cp": "34000"}
    lista.refresh_from_db()
    assert lista.estado == "en_captura"
    assert not lista.envios.exists()


def test_cargar_varias_casas_de_campana_y_volver_a_bajar_la_hoja_las_trae(
    ana: Client, lista: Candidatura, llenar: Any
) -> None:
    otros = "Juárez | 5 | | Centro | 34000 | Durango\nMorelos | | B"
    _cargar(ana, llenar(mas={"casa_campana.calle": "Hidalgo", "casa_campana.otros": otros}))
    tres = [
        {"calle": "Hidalgo"},
        {"calle": "Juárez", "exterior": "5", "colonia": "Centro", "cp": "34000", "municipio": "Durango"},
        {"calle": "Morelos", "interior": "B"},
    ]
    assert _contenido(lista)["casa_campana"] == tres
    hoja = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))["CANDIDATURAS"]
    renglon = {celda.value: hoja.cell(3, celda.column).value for celda in hoja[2]}
    assert renglon["casa_campana.otros"] == "Juárez | 5 |  | Centro | 34000 | Durango\nMorelos |  | B"
    _cargar(ana, llenar(mas={"casa_campana.cp": "34100"}))
    assert _contenido(lista)["casa_campana"] == [{"calle": "Hidalgo", "cp": "34100"}, *tres[1:]]
    mal = texto(check(_cargar(ana, llenar(mas={"casa_campana.otros": "a|b|c|d|e|f|g"})).content))
    assert "«a|b|c|d|e|f|g» trae más partes de las 6" in mal
    assert len(_contenido(lista)["casa_campana"]) == 3


def test_cargar_celda_vacia_no_borra_y_repetir_no_cambia_nada(
    ana: Client, lista: Candidatura, llenar: Any, ahora: datetime
) -> None:
    guardar(lista, "historia", {"historia": LARGO}, ahora)
    hoja = llenar(historia=None, grado="Sin estudios")
    _cargar(ana, hoja)
    assert _contenido(lista)["historia"] == LARGO
    versiones = [b.version for b in lista.borradores.order_by("seccion")]
    assert "1 sin cambios" in texto(check(_cargar(ana, hoja).content))
    assert [b.version for b in lista.borradores.order_by("seccion")] == versiones


def test_cargar_opcion_inventada_se_senala_y_lo_demas_se_guarda(
    ana: Client, lista: Candidatura, llenar: Any
) -> None:
    pagina = texto(check(_cargar(ana, llenar(grado="Sabiduría", historia=LARGO)).content))
    assert "«Sabiduría» no está en la lista" in pagina
    assert _contenido(lista) == {"historia": LARGO}


def test_cargar_lo_que_no_se_ve_se_senala_en_su_renglon(ana: Client, lista: Candidatura, llenar: Any) -> None:
    pagina = texto(check(_cargar(ana, llenar(historia=f"\u202e{LARGO}")).content))
    assert "Trae un carácter que no se ve" in pagina
    assert "⟨U+202E⟩" in pagina


def test_cargar_folio_ajeno_contesta_igual_que_uno_inventado(
    ana: Client, llenar: Any, ajena: Candidatura
) -> None:
    paginas = []
    for folio in ("bbbb2222", "zzzz9999"):
        pagina = texto(check(_cargar(ana, llenar(folio=folio, historia=LARGO)).content))
        assert "no está entre sus candidaturas" in pagina
        assert "No se guardó nada" in pagina
        assert "Se guardaron borradores" not in pagina
        paginas.append(pagina.replace(folio, ""))
    assert paginas[0] == paginas[1]
    assert not ajena.borradores.exists()


def test_cargar_sin_aviso_leido_o_ya_enviada_lo_dice(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    claves = [c.value for c in libro["CANDIDATURAS"][2]]
    libro["CANDIDATURAS"].cell(3, claves.index("historia") + 1, LARGO)
    salida = io.BytesIO()
    libro.save(salida)
    assert "lea el aviso de privacidad" in texto(check(_cargar(ana, salida.getvalue()).content))
    assert not candidatura.borradores.exists()


def test_avisos_se_leen_una_vez_para_todas_y_queda_constancia_en_cada_una(
    ana: Client, candidatura: Candidatura, ajena: Candidatura
) -> None:
    ruta = "/herramientas/avisos/"
    version = definicion(candidatura.proceso_id).version_de_avisos
    assert "1 candidatura y" in texto(check(ana.get(ruta).content))
    assert ana.post(ruta, {"version": version}).status_code == 422
    assert ana.post(ruta, {"leido": "si", "version": version}).status_code == 302
    assert candidatura.avisos_leidos.count() == 1
    assert not ajena.avisos_leidos.exists()
    assert "Ya se leyeron para todas" in texto(check(ana.get(ruta).content))


def test_la_omisa_tambien_viene_en_la_hoja_mientras_se_reciba_lo_extemporaneo(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    vencer_capturas(por=SISTEMA, ahora=ahora + timedelta(days=20))
    candidatura.refresh_from_db()
    assert candidatura.estado == "omisa"
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    assert libro["CANDIDATURAS"].cell(3, 1).value == candidatura.folio


@pytest.mark.parametrize("fecha", ["2024-04-01", "01/04/2024"])
def test_cargar_con_fotografias(ana: Client, lista: Candidatura, llenar: Any, fecha: str) -> None:
    hoja = llenar(fotografia_fecha=fecha)
    fotos = _paquete(**{"carpeta/aaaa1111__jpg": jpeg(), "leeme__txt": b"hola"})
    pagina = texto(check(_cargar(ana, hoja, fotos).content))
    assert "Guardado: Fotografía" in pagina
    assert "«leeme.txt» no se usó" in pagina
    assert lista.fotografias.count() == 1


@pytest.mark.parametrize(
    ("fecha", "foto", "dice"),
    [
        ("", None, "Escriba la fecha"),
        ("ayer", None, "no es una fecha"),
        ("31/02/2024", None, "no es una fecha"),
        ("2023-01-01", None, "más de 3 meses"),
        ("2024-04-01", b"GIF89a no es", "no es una imagen JPG o PNG"),
    ],
)
def test_cargar_fotografia_rechazada_dice_por_que(
    ana: Client, lista: Candidatura, llenar: Any, fecha: str, foto: bytes | None, dice: str
) -> None:
    paquete = _paquete(aaaa1111__jpg=foto or jpeg())
    assert dice in texto(check(_cargar(ana, llenar(fotografia_fecha=fecha), paquete).content))
    assert not lista.fotografias.exists()


def _bomba() -> bytes:
    return _paquete(**{f"x{n}__jpg": b"\0" * 40_000_000 for n in range(4)})


@pytest.mark.parametrize(
    ("hoja", "fotos", "dice"),
    [
        (b"", None, "no se puede leer"),
        (b"hola, soy un csv", None, "no se puede leer"),
        (b"PK\x03\x04 roto", None, "no se puede leer"),
        ("otra", None, "no un libro"),
        ("ajena", None, "No es la hoja de este sistema"),
        ("buena", b"no es zip", "no se puede leer"),
        ("buena", "bomba", "se expande demasiado"),
        ("bomba", None, "se expande demasiado"),
    ],
)
def test_cargar_lo_ilegible_no_cambia_nada(
    ana: Client, lista: Candidatura, llenar: Any, hoja: Any, fotos: Any, dice: str
) -> None:
    from openpyxl import Workbook

    ajena = io.BytesIO()
    Workbook().save(ajena)
    libro = load_workbook(ajena)
    libro.active["A1"] = "algo"
    libro.save(ajena := io.BytesIO())
    bomba = _bomba() if "bomba" in (hoja, fotos) else b""
    hechas = {"otra": _paquete(a__txt=b"x"), "ajena": ajena.getvalue(), "bomba": bomba}
    if hoja == "bomba":
        hechas["bomba"] = _paquete(**{"xl/workbook__xml": b"\0" * 45_000_000})
    if fotos == "bomba":
        fotos = bomba
    contenido = llenar(historia=LARGO) if hoja == "buena" else hechas.get(hoja, hoja)
    respuesta = _cargar(ana, contenido, fotos)
    assert respuesta.status_code == 422
    assert dice in texto(check(respuesta.content))
    assert not lista.borradores.exists()


def test_cargar_un_zip_que_miente_sobre_sus_tamanos_se_rechaza(
    ana: Client, lista: Candidatura, llenar: Any
) -> None:
    paquete = bytearray(_paquete(aaaa1111__jpg=b"\0" * 5_000_000))
    grande, chico = (5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    respuesta = _cargar(ana, llenar(historia=LARGO), bytes(paquete).replace(grande, chico))
    assert respuesta.status_code in (200, 422)
    assert not lista.fotografias.exists()


def test_cuestionario_en_blanco_trae_todas_las_preguntas(ana: Client, candidatura: Candidatura) -> None:
    from conoceles.proceso.consultas import definicion

    pagina = texto(check(ana.get("/herramientas/cuestionario/").content))
    d = definicion(candidatura.proceso_id)
    for campo in (*d.curricular.campos(), *d.identidad.campos()):
        assert campo.etiqueta in pagina
    rotulado = texto(check(ana.get("/herramientas/cuestionario/?folio=aaaa1111").content))
    assert "Folio aaaa1111" in rotulado
    assert ana.get("/herramientas/cuestionario/?folio=bbbb2222").status_code == 404


@pytest.fixture
def doble(lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime) -> Candidatura:
    """La otra candidatura de la misma persona, también del PRI."""
    otra = registrar("cccc3333", persona=lista.persona)
    leer_aviso(otra, ahora)
    return otra


def test_copiar_llena_solo_lo_vacio(
    ana: Client, lista: Candidatura, doble: Candidatura, ahora: datetime
) -> None:
    guardar(lista, "historia", {"historia": LARGO}, ahora)
    guardar(lista, "motivo", {"motivo": "Por la escuela."}, ahora)
    guardar(doble, "motivo", {"motivo": "Otro motivo."}, ahora)
    assert "Copiar lo curricular" in texto(check(ana.get("/candidaturas/cccc3333/").content))
    assert ana.post("/candidaturas/cccc3333/copiar/", {"de": "aaaa1111"}).status_code == 302
    assert _contenido(doble) == {"historia": LARGO, "motivo": "Otro motivo."}
    assert ana.post("/candidaturas/cccc3333/copiar/", {"de": "aaaa1111"}).status_code == 409


def test_copiar_de_otra_persona_o_de_otro_partido_no_existe(
    ana: Client,
    lista: Candidatura,
    registrar: Callable[..., Candidatura],
    ahora: datetime,
) -> None:
    otra = registrar("dddd4444", "OTRA PERSONA")
    ajena = registrar("eeee5555", siglas="PAN", persona=lista.persona)
    for una in (otra, ajena):
        leer_aviso(una, ahora)
        guardar(una, "historia", {"historia": LARGO}, ahora)
        assert ana.post("/candidaturas/aaaa1111/copiar/", {"de": una.folio}).status_code == 404
    assert _contenido(lista) == {}
    assert "Copiar lo curricular" not in texto(check(ana.get("/candidaturas/aaaa1111/").content))


def _cargar_fotos(ana: Client, *archivos: SimpleUploadedFile, **mas: Any) -> Any:
    return ana.post(CARGAR, {"fotos": list(archivos), **mas})


def _foto(nombre: str, octetos: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, octetos or jpeg())


def test_cargar_varias_fotografias_sueltas_sin_hoja_por_folio_o_por_nombre(
    ana: Client, lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime, datos: Any
) -> None:
    otra = registrar("cccc3333", "JUANA PÉREZ SOLÍS")
    leer_aviso(otra, ahora)
    fotos = (_foto("aaaa1111.jpg"), _foto("juana perez_solis.JPG"), _foto("quien-sabe.png"))
    dicho = texto(check(_cargar_fotos(ana, *fotos, tomadas="2024-04-01").content))
    assert [c.fotografias.count() for c in (lista, otra)] == [1, 1]
    assert "Ese folio no está entre sus candidaturas." in dicho


def test_cargar_dos_personas_que_se_llaman_igual_no_se_adivina(
    ana: Client, lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime, datos: Any
) -> None:
    iguales = [registrar(f"cccc333{n}", "JUANA PÉREZ SOLÍS") for n in (1, 2)]
    for fila in iguales:
        leer_aviso(fila, ahora)
    dicho = texto(check(_cargar_fotos(ana, _foto("Juana Pérez Solís.jpg"), tomadas="2024-04-01").content))
    assert "No se guardó nada" in dicho
    assert not any(c.fotografias.exists() for c in iguales)


def test_cargar_fotografias_sin_decir_el_dia_se_rechazan(ana: Client, lista: Candidatura, datos: Any) -> None:
    dicho = texto(check(_cargar_fotos(ana, _foto("aaaa1111.jpg")).content))
    assert "Escriba la fecha en que se tomó" in dicho
    assert "Se guardaron borradores" not in dicho
    assert not lista.fotografias.exists()


def test_cargar_sueltas_y_paquete_a_la_vez_usa_la_primera_y_lo_dice(
    ana: Client, lista: Candidatura, datos: Any
) -> None:
    paquete = SimpleUploadedFile("fotos.zip", _paquete(aaaa1111__jpg=jpeg()))
    pesada = _foto("bbbb.jpg", jpeg() + b"0" * 800_000)
    fotos = (_foto("aaaa1111.jpg"), paquete, pesada)
    dicho = texto(check(_cargar_fotos(ana, *fotos, tomadas="01/04/2024").content))
    assert "«aaaa1111» venía dos veces: se usó la primera." in dicho
    assert "«bbbb.jpg» no se usó: pesa 700 KB o más." in dicho
    assert str(lista.fotografias.get().fecha_toma) == "2024-04-01"


def test_cargar_sin_hoja_ni_fotografias_lo_dice(ana: Client, lista: Candidatura) -> None:
    assert "Elija la hoja de cálculo que llenó, o las fotografías." in texto(check(ana.post(CARGAR).content))
