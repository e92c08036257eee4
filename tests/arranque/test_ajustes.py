"""`ajustes` lista todo lo que el código lee del entorno y no enseña secretos."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conoceles.arranque import cli
from conoceles.arranque.bases import conexion
from conoceles.arranque.entorno import AJUSTES, exigir_bien_escritos
from conoceles.arranque.preparacion import preparar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio


def test_secretos_cubiertos(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", "postgresql://ana:cl4ve@bd.example:5433/a")
    monkeypatch.setenv("CONOCELES_SMTP_CLAVE", "0tra")
    assert cli.main(["ajustes", "--json"]) == 0
    salida = capsys.readouterr().out
    assert "cl4ve" not in salida
    assert "0tra" not in salida
    valores = {a["variable"]: a["valor"] for a in json.loads(salida)["ajustes"]}
    assert valores["CONOCELES_BD_CURRICULAR"] == "postgresql://ana:••••••@bd.example:5433/a"


def test_toda_variable_que_se_lee_esta_en_la_lista() -> None:
    fuentes = [*(RAIZ_PROYECTO / "src").rglob("*.py"), RAIZ_PROYECTO / "conoceles"]
    leidas = {v for f in fuentes for v in re.findall(r"\bCONOCELES_[A-Z_]*[A-Z]\b", f.read_text())}
    prefijos = {"CONOCELES_BD", "CONOCELES_LLAVE"}  # las que se arman con el nombre de la base o la llave
    assert leidas - prefijos <= {a.variable for a in AJUSTES}


@pytest.mark.parametrize(
    ("variable", "valor"),
    [
        ("CONOCELES_MODO", "prueba"), ("CONOCELES_BD_CURRICULAR", "mysql://a:s3creto@b/c"),
        ("CONOCELES_BD_IDENTIDAD", "postgresql://a:s3creto@b:puerto/c"),
        ("CONOCELES_BD_LLAVES", "postgresql://a:s3creto@b,c/d"),
        ("CONOCELES_URL_CAPTURA", "captura.example.mx"), ("CONOCELES_ANFITRIONES", "https://a.mx"),
        ("CONOCELES_ORIGENES", "a.mx"), ("CONOCELES_PROXIES", "-1"), ("CONOCELES_FRENTE", "corto"), ("CONOCELES_PREFIJO", "captura/"),
        ("CONOCELES_SMTP_PUERTO", "smtp"), ("CONOCELES_SMTP_SEGURIDAD", "ssl"),
        ("CONOCELES_CORREO", "a@b.mx\nBcc: c@d.mx"),
    ],
)  # fmt: skip
def test_ajuste_mal_escrito_se_dice_y_no_prepara_nada(
    datos: Path, monkeypatch: pytest.MonkeyPatch, variable: str, valor: str
) -> None:
    monkeypatch.setenv(variable, valor)
    with pytest.raises(ErrorDeDominio, match=f"^{variable} debe ser ") as error:
        preparar()
    assert "s3creto" not in str(error.value)
    assert not datos.exists()


def test_ajuste_en_blanco_vale_lo_mismo_que_ausente(monkeypatch: pytest.MonkeyPatch) -> None:
    for ajuste in AJUSTES:
        monkeypatch.setenv(ajuste.variable, "")
    exigir_bien_escritos()


def test_lo_que_pide_la_direccion_de_la_base_llega_al_motor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pedir que se compruebe el certificado y no comprobarlo sería peor que no pedirlo."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    monkeypatch.setenv(
        "CONOCELES_BD_CURRICULAR",
        "postgresql://a:b@bd.example/c?sslmode=verify-full&sslrootcert=/etc/ssl/bd%20raiz.pem",
    )
    ajuste = conexion("curricular") | {"TIME_ZONE": None}
    parametros = DatabaseWrapper(ajuste).get_connection_params()
    assert parametros["sslmode"] == "verify-full"
    assert parametros["sslrootcert"] == "/etc/ssl/bd raiz.pem"


def test_con_varios_servidores_se_entra_al_que_escribe(monkeypatch: pytest.MonkeyPatch) -> None:
    escrita = "postgresql://a:b@uno:5432,dos:5433/c?sslmode=require&target_session_attrs=read-write"
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", f"{escrita}&options=-c%20work_mem%3D8MB")
    exigir_bien_escritos()
    from django.db.backends.postgresql.base import DatabaseWrapper

    parametros = DatabaseWrapper(conexion("curricular") | {"TIME_ZONE": None}).get_connection_params()
    assert (parametros["host"], parametros["port"]) == ("uno,dos", "5432,5433")
    assert parametros["target_session_attrs"] == "read-write"
    assert parametros["connect_timeout"] < 10  # a la muda no se la espera
    for opcion in (
        "tcp_keepalives_idle=5",  # ni la base guarda lo que apartó quien desapareció
        "search_path=public",  # ni se leen las tablas de otro esquema
        "work_mem=8MB",
    ):
        assert f"-c {opcion}" in parametros["options"]


def test_lo_que_postgresql_no_conoce_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", "postgresql://a:s3creto@uno/c?cosa=1")
    with pytest.raises(ErrorDeDominio, match=r"^CONOCELES_BD_CURRICULAR lleva algo") as error:
        conexion("curricular")
    assert "s3creto" not in str(error.value)
