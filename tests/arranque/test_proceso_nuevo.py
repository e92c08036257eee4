"""`proceso nuevo`: lo que escribe se carga tal cual, y lo mal contestado no escribe nada."""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.arranque.ordenes import proceso_nuevo
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.contenido.nueva import PREGUNTAS, modelos
from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

DICHO = {
    "modelo": "durango-ayuntamientos-2025", "clave": "nayarit-2030", "nombre": "Ayuntamientos de Nayarit 2030",
    "entidad": "Nayarit", "instituto": "Instituto Estatal Electoral de Nayarit", "siglas": "IEEN",
    "unidad": "Dirección de Datos", "correo": "transparencia@ieen.example.mx", "sitio": "https://ieen.example.mx",
    "zona": "America/Bahia_Banderas", "jornada": "2030-06-02",
}  # fmt: skip


def _args(carpeta: Path, **dicho: Any) -> argparse.Namespace:
    return argparse.Namespace(carpeta=carpeta, **(dict.fromkeys(PREGUNTAS) | dicho))


def test_preguntando_se_escribe_una_carpeta_que_se_carga(tmp_path: Path) -> None:
    contestadas = iter(DICHO.values())
    resultado = proceso_nuevo.ejecutar(_args(tmp_path / "nueva"), preguntar=lambda _: next(contestadas))
    eleccion = leer_carpeta(tmp_path / "nueva")
    assert (eleccion.clave, eleccion.entidad, eleccion.nombre) == (DICHO["clave"], "Nayarit", DICHO["nombre"])
    assert eleccion.calendario.dia("jornada") == date(2030, 6, 2)
    assert all(f.supuesto and f.acuerdo is None for f in eleccion.calendario.fechas.values())
    assert "Nayarit" in eleccion.aviso("integral").texto
    assert not [a for a in eleccion.avisos if "Durango" in a.texto]
    assert (eleccion.institucion.unidad, eleccion.calendario.zona) == (DICHO["unidad"], DICHO["zona"])
    assert eleccion.institucion.domicilio == "", "el del modelo es de otra ciudad"
    assert "pendientes nayarit-2030" in proceso_nuevo.texto(resultado)


def test_las_dudas_y_las_notas_del_modelo_no_pasan_a_la_nueva(tmp_path: Path) -> None:
    proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO))
    escrito = (tmp_path / "nueva/proceso.toml").read_text(encoding="utf-8")
    eleccion = leer_carpeta(tmp_path / "nueva")
    assert not eleccion.calendario.grupos, "¿qué municipios empezaron el 15 de enero de 2025? es de Durango"
    assert "2025" not in escrito
    assert [r for r in escrito.splitlines()[1:] if r.startswith("#")] == []
    assert "este 2 de junio" in eleccion.revision.lemas, "el suyo: su jornada es ese día"
    leame = (tmp_path / "nueva/LEAME.md").read_text(encoding="utf-8")
    assert "mosaico.csv" in leame
    proceso_nuevo.ejecutar(
        _args(tmp_path / "otra", **DICHO | {"jornada": "2030-06-09", "modelo": "ejemplo-vigilancia"})
    )
    otra = leer_carpeta(tmp_path / "otra")
    assert "este 2 de junio" not in otra.revision.lemas
    assert [g.clave for g in otra.calendario.grupos]
    assert "Los grupos del calendario" in (tmp_path / "otra/LEAME.md").read_text(encoding="utf-8")


def test_lo_mal_contestado_se_vuelve_a_preguntar_y_lo_demas_no(tmp_path: Path) -> None:
    contestadas = iter(
        [*(DICHO | {"clave": "", "correo": "no es"}).values(), "nayarit-2030", DICHO["correo"]]
    )
    oidas: list[str] = []

    def preguntar(pregunta: str) -> str:
        oidas.append(pregunta)
        return next(contestadas)

    proceso_nuevo.ejecutar(_args(tmp_path / "nueva"), preguntar=preguntar)
    assert leer_carpeta(tmp_path / "nueva").clave == "nayarit-2030"
    assert [p.splitlines()[0][:11] for p in oidas[len(DICHO) :]] == ["Falta «Clav", "Escriba un "]


def test_sin_quien_corrija_se_dice_como_no_perder_lo_contestado(tmp_path: Path) -> None:
    """Las respuestas llegan por tubería y se acaban."""
    contestadas = iter((DICHO | {"clave": ""}).values())

    def preguntar(_: str) -> str:
        try:
            return next(contestadas)
        except StopIteration:
            raise EOFError from None

    with pytest.raises(ErroresDeCampos) as rechazo:
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva"), preguntar=preguntar)
    assert "--nombre 'Ayuntamientos de Nayarit 2030' --entidad Nayarit" in rechazo.value.mensaje
    assert "--clave" not in rechazo.value.mensaje
    assert not (tmp_path / "nueva").exists()


@pytest.mark.parametrize("modelo", [m.clave for m in modelos()])
def test_todo_modelo_sirve_y_de_su_instituto_queda_la_autoridad_electoral(
    tmp_path: Path, modelo: str
) -> None:
    """El modelo conserva su redacción; quien lo copia puede ser un Consejo o un Organismo."""
    otro = {"modelo": modelo, "instituto": "Consejo Estatal Electoral de Nayarit"}
    proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | otro))
    assert leer_carpeta(tmp_path / "nueva").clave == DICHO["clave"]
    escritos = [p for p in (tmp_path / "nueva").rglob("*") if p.suffix in (".toml", ".md")]
    suelto = re.compile(r"\b(?:el|al|del) instituto\b(?! nacional)", re.IGNORECASE)
    assert {p.name: suelto.findall(p.read_text("utf-8")) for p in escritos} == {p.name: [] for p in escritos}
    if modelo == "durango-2023-2024":
        textos = " ".join(p.read_text("utf-8") for p in escritos)
        assert "¿Autoriza que la autoridad electoral trate las respuestas" in textos
        assert "**El contenido es su responsabilidad exclusiva.** La autoridad electoral revisa" in textos
        assert "acudir a la autoridad electoral. La atención" in textos


@pytest.mark.parametrize(
    ("mal", "campo", "frase"),
    [
        ({"modelo": "no-hay"}, "modelo", "No hay un modelo «no-hay»; hay "),
        ({"modelo": "durango-2021-2022"}, "modelo", "No hay un modelo «durango-2021-2022»; hay "),
        ({"jornada": "dos de junio"}, "jornada", "«dos de junio» no es un día, como 2027-06-06."),
        ({"nombre": 'El "bueno"'}, "nombre", "No puede llevar comillas, corchetes, llaves ni «<>»."),
        (
            {"clave": "Con Espacios"},
            "clave",
            "«Con Espacios» solo puede llevar minúsculas sin acento, números y guiones.",
        ),
        ({"correo": "no es"}, "correo", "Escriba un correo completo, por ejemplo nombre@ejemplo.mx."),
        ({"sitio": "ftp://x"}, "sitio", "La dirección debe empezar con https:// o http://."),
        ({"entidad": "  "}, "entidad", "Falta «Entidad»."),
    ],
)
def test_mal_contestado_no_escribe_nada(
    tmp_path: Path, dina: Client, mal: dict[str, str], campo: str, frase: str
) -> None:
    """La terminal y la pantalla dicen lo mismo, y la pantalla conserva lo escrito."""
    with pytest.raises(ErroresDeCampos) as rechazo:
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | mal), preguntar=lambda _: "")
    assert rechazo.value.errores[campo].startswith(frase)
    assert not (tmp_path / "nueva").exists()
    pagina = dina.post("/contenidos/nueva/", DICHO | mal)
    assert pagina.status_code == 422
    dicho = texto(check(pagina.content))
    assert dicho.count(frase) == 2  # en el resumen y junto a su campo
    assert f'value="{DICHO["siglas"]}"' in pagina.content.decode()


def test_lo_mal_contestado_se_dice_todo_de_una_vez(tmp_path: Path) -> None:
    mal = {"clave": "Con Espacios", "correo": "no es", "entidad": "", "jornada": "ayer"}
    with pytest.raises(ErroresDeCampos) as rechazo:
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | mal), preguntar=lambda _: "")
    assert list(rechazo.value.errores) == ["clave", "entidad", "correo", "jornada"]


def test_sin_quien_conteste_no_pregunta_y_dice_con_que_opcion_se_da_cada_cosa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(ErrorDeDominio) as rechazo:
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva"))
    assert capsys.readouterr().out == ""
    assert rechazo.value.causas["modelo"].startswith("Falta «A cuál se parece». Se da con --modelo: durango-")
    assert rechazo.value.causas["entidad"] == "Falta «Entidad». Se da con --entidad."
    assert list(rechazo.value.causas) == list(PREGUNTAS)


def test_en_pantalla_dina_descarga_la_misma_carpeta_que_escribe_la_terminal(
    tmp_path: Path, dina: Client
) -> None:
    proceso_nuevo.ejecutar(_args(tmp_path / "terminal", **DICHO))
    hecha = dina.post("/contenidos/nueva/", DICHO)
    assert hecha["Content-Disposition"] == 'attachment; filename="nayarit-2030.zip"'
    zipfile.ZipFile(io.BytesIO(hecha.content)).extractall(tmp_path)
    de_la_terminal = {p.name: p.read_text("utf-8") for p in (tmp_path / "terminal").rglob("*.*")}
    assert {p.name: p.read_text("utf-8") for p in (tmp_path / "nayarit-2030").rglob("*.*")} == de_la_terminal
    assert "los 39 municipios son los suyos" in de_la_terminal["LEAME.md"]
    assert leer_carpeta(tmp_path / "nayarit-2030").clave == "nayarit-2030"


def test_la_pantalla_es_de_administracion_y_dice_de_que_es_cada_modelo(dina: Client, cora: Client) -> None:
    assert cora.get("/contenidos/nueva/").status_code == 404
    pagina = texto(check(dina.get("/contenidos/nueva/").content))
    assert "Alcaldías y concejalías, como en la Ciudad de México" in pagina
    assert "Elección nueva" in texto(check(dina.get("/contenidos/").content))


def test_lo_del_modelo_se_propone_a_la_vista_y_se_acepta_con_entrar(tmp_path: Path) -> None:
    oidas: list[str] = []

    def preguntar(pregunta: str) -> str:
        oidas.append(pregunta)
        return ""

    dicho = DICHO | {"unidad": None, "zona": None}
    proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **dicho), preguntar=preguntar)
    assert [p.partition(" [")[2] for p in oidas] == [
        "Unidad Técnica de Transparencia y Acceso a la Información Pública]: ",
        "America/Monterrey]: ",
    ]
    assert leer_carpeta(tmp_path / "nueva").calendario.zona == "America/Monterrey"


def test_sin_quien_confirme_lo_del_modelo_no_se_conserva_en_silencio(tmp_path: Path) -> None:
    def nadie(_: str) -> str:
        raise EOFError

    with pytest.raises(ErroresDeCampos) as rechazo:
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | {"zona": None}), preguntar=nadie)
    assert "El modelo dice «America/Monterrey»: confírmelo o escriba otro." in rechazo.value.errores["zona"]
    assert not (tmp_path / "nueva").exists()


def test_en_pantalla_lo_del_modelo_se_escribe_y_espera_a_que_se_confirme(dina: Client) -> None:
    sin_huso = dina.post("/contenidos/nueva/", DICHO | {"zona": ""})
    assert sin_huso.status_code == 422
    assert "El modelo dice «America/Monterrey»" in texto(check(sin_huso.content))
    otro = texto(check(dina.post("/contenidos/nueva/", DICHO | {"zona": "America/Tepic_de_arriba"}).content))
    assert "«America/Tepic_de_arriba» no es un huso horario conocido" in otro
    assert 'value="America/Monterrey"' in sin_huso.content.decode()
    assert f'value="{DICHO["unidad"]}"' in sin_huso.content.decode(), "lo escrito se conserva"
    assert (
        dina.post("/contenidos/nueva/", DICHO | {"zona": "America/Monterrey"})["Content-Type"]
        == "application/zip"
    )
