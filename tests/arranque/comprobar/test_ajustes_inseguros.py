"""Producción no arranca con lo inseguro, salvo lo que se declara a propósito; y dice todo de una vez."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.arranque.comprobar import configuracion, tabla
from conoceles.arranque.preparacion import preparar
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.testigo import memoria

SEGUROS = {
    "CONOCELES_MODO": "produccion",
    "CONOCELES_BD_CURRICULAR": "postgresql://a:x@bd.example/curricular?sslmode=verify-full",
    "CONOCELES_BD_IDENTIDAD": "postgresql://b:y@bd.example/identidad?sslmode=verify-full",
    "CONOCELES_BD_LLAVES": "postgresql://c:z@llaves.example/llaves?sslmode=verify-full",
    "CONOCELES_URL_PUBLICA": "https://conoceles.example.mx",
    "CONOCELES_URL_CAPTURA": "https://captura.example.mx",
    "CONOCELES_ANFITRIONES": "captura.example.mx",
    "CONOCELES_SMTP_ANFITRION": "correo.example.mx",
    "CONOCELES_RESPALDO_LLAVES": "/mnt/copias",
}
INSEGUROS = [
    ("CONOCELES_BD_LLAVES", "", "SQLITE"),
    (
        "CONOCELES_BD_IDENTIDAD",
        "postgresql://b:y@bd.example:5432/curricular?sslmode=verify-full",
        "MISMA_BASE",
    ),
    ("CONOCELES_BD_IDENTIDAD", "postgresql://b:y@bd.example/identidad", "BASE_SIN_CERTIFICADO"),
    (
        "CONOCELES_BD_IDENTIDAD",
        "postgresql://b:y@bd.example/identidad?sslmode=require",
        "BASE_SIN_CERTIFICADO",
    ),
    ("CONOCELES_URL_CAPTURA", "http://captura.example.mx", "DIRECCION"),
    ("CONOCELES_URL_PUBLICA", "https://localhost", "DIRECCION"),
    ("CONOCELES_URL_PUBLICA", "", "DIRECCION"),
    ("CONOCELES_ANFITRIONES", "*", "ANFITRIONES"),
    ("CONOCELES_ANFITRIONES", "conoceles.example.mx", "ANFITRIONES"),
    ("CONOCELES_ANFITRIONES", "", "ANFITRIONES"),
    ("CONOCELES_URL_CAPTURA", "https://otra.example.mx/captura", "ANFITRIONES"),
    ("CONOCELES_SMTP_SEGURIDAD", "ninguna", "SMTP_SIN_CIFRAR"),
    ("CONOCELES_SMPT_ANFITRION", "correo.example.mx", "AJUSTE_DESCONOCIDO"),
]


@pytest.fixture(autouse=True)
def seguros(datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, valor in SEGUROS.items():
        monkeypatch.setenv(variable, valor)
    for nombre in ("CONOCELES_ACEPTA", "CONOCELES_SMTP_SEGURIDAD"):
        monkeypatch.delenv(nombre, raising=False)


def _codigos() -> set[str]:
    return {h.codigo for h in configuracion.inseguros()}


def test_con_todo_seguro_no_hay_nada_que_decir() -> None:
    assert _codigos() == set()
    assert list(configuracion.mejorables()) == []


@pytest.mark.parametrize(("variable", "valor", "codigo"), INSEGUROS)
def test_lo_inseguro_se_rechaza_al_arrancar_y_declarado_se_admite(
    datos: Path, monkeypatch: pytest.MonkeyPatch, variable: str, valor: str, codigo: str
) -> None:
    monkeypatch.setenv(variable, valor)
    assert _codigos() == {codigo}
    with pytest.raises(ErrorDeDominio, match=f"(?m)^{codigo}: "):
        preparar()
    assert not datos.exists()
    monkeypatch.setenv("CONOCELES_ACEPTA", codigo)
    configuracion.exigir()
    assert {h.gravedad for h in tabla.de_los_ajustes(produccion=True)} == {"dato"}


def test_una_llave_que_otros_pueden_leer_se_rechaza(datos: Path) -> None:
    secretos.crear_faltantes()
    assert _codigos() == set()
    secretos.ruta("maestra").chmod(0o644)
    with pytest.raises(ErrorDeDominio, match=r"LLAVE_ABIERTA.*«maestra»"):
        configuracion.exigir()


@pytest.mark.parametrize(("papel", "ajena"), [("captura", "firma"), ("obrero", "acuses")])
def test_un_servicio_que_puede_leer_la_llave_del_otro_se_rechaza(
    datos: Path, monkeypatch: pytest.MonkeyPatch, papel: str, ajena: str
) -> None:
    secretos.crear_faltantes()
    monkeypatch.setenv("CONOCELES_PAPEL", papel)
    with pytest.raises(ErrorDeDominio, match=rf"LLAVE_DE_MAS: Este servicio es {papel}.*«{ajena}»"):
        configuracion.exigir()
    secretos.ruta(ajena).unlink()  # no la tiene, y no le hace falta
    configuracion.exigir()
    assert ajena not in secretos.suyas()


def test_lo_inseguro_se_dice_todo_de_una_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_ANFITRIONES", "*")
    monkeypatch.setenv("CONOCELES_URL_CAPTURA", "http://localhost:8001")
    with pytest.raises(ErrorDeDominio, match=r"(?s)DIRECCION.*ANFITRIONES"):
        configuracion.exigir()


def test_aceptar_lo_que_no_existe_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un código mal escrito no debe dejar pasar nada ni pasar inadvertido."""
    monkeypatch.setenv("CONOCELES_ACEPTA", "SQLITE,TODO")
    with pytest.raises(ErrorDeDominio, match="TODO"):
        configuracion.exigir()


def test_la_misma_base_se_reconoce_aunque_se_escriba_de_otro_modo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", "postgresql://a:x@localhost/todo")
    monkeypatch.setenv("CONOCELES_BD_LLAVES", "postgres://c:z@127.0.0.1:5432/todo?sslmode=disable")
    assert _codigos() == {"MISMA_BASE"}


@pytest.mark.parametrize("donde", ["localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpostgresql"])
def test_la_base_de_esta_misma_maquina_no_pide_certificado(
    monkeypatch: pytest.MonkeyPatch, donde: str
) -> None:
    monkeypatch.setenv("CONOCELES_BD_LLAVES", f"postgresql://c:z@{donde}/llaves")
    assert _codigos() == set()


def test_testigos_que_se_pueden_partir_se_avisan(datos: Path, tmp_path: Path) -> None:
    dos = [memoria.crear(tmp_path / f"t{n}", f"testigo.example/{n}").llave for n in range(2)]
    carpetas().registro.mkdir(parents=True)
    for cuantos, codigos in ((1, ["TESTIGOS_SE_PARTEN"]), (2, [])):
        renglones = [f"witness t{n} {llave} https://t{n}.example\n" for n, llave in enumerate(dos)]
        texto = "".join(renglones) + f"group todos {cuantos} t0 t1\nquorum todos\n"
        (carpetas().registro / "testigos").write_text(texto)
        assert [h.codigo for h in configuracion.mejorables()] == codigos


def test_ningun_hallazgo_repite_una_contrasena(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_BD_IDENTIDAD", "postgresql://b:s3creto@bd.example/curricular")
    assert not any(
        "s3creto" in f"{h.frase}{h.remedio}"
        for h in (*configuracion.inseguros(), *configuracion.mejorables())
    )
