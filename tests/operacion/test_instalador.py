"""Las piezas y el recorrido del instalador, en una carpeta cualquiera."""

from __future__ import annotations

import argparse
import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

OPERACION = RAIZ_PROYECTO / "operacion"
DICHO = {
    "sitio": "conoceles.example.mx", "captura": "captura.example.mx", "remitente": "conoceles@example.mx",
    "administra": "dina@example.mx", "nombre": "Dina Duarte", "opera": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def instalador(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """El paquete a la mano, y lo que guarda, en la carpeta de la prueba."""
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador import lugares, respuestas

    monkeypatch.setattr(respuestas, "GUARDADAS", tmp_path / "instalacion.json")
    monkeypatch.setattr(lugares, "AJUSTES", tmp_path / "captura.env")
    return tmp_path


def yo() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def dichas(**otras: str) -> Any:
    from instalador import respuestas

    return respuestas.reunir(argparse.Namespace(**{**DICHO, **otras}), pide=respuestas.PIDE[""])


def test_un_archivo_que_alguien_cambio_vuelve_a_ponerse_y_el_igual_no_se_toca(tmp_path: Path) -> None:
    from instalador.piezas import Archivo

    pieza = Archivo(tmp_path / "a" / "b.conf", lambda: "uno\n", 0o640, yo())
    assert not pieza.esta()
    pieza.poner()
    antes = (tmp_path / "a" / "b.conf").stat()
    assert pieza.esta()
    assert antes.st_mode & 0o777 == 0o640
    (tmp_path / "a" / "b.conf").write_text("otro\n")
    assert not pieza.esta()
    assert pieza.hay()


def test_simular_dice_lo_que_haria_y_no_cambia_nada(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from instalador.piezas import Archivo, Paso
    from instalador.recorrido import poner

    pasos = [Paso("Ajustes", [Archivo(tmp_path / "x", lambda: "y", dueno=yo())])]
    assert poner(pasos, simular=True) == 1
    assert not (tmp_path / "x").exists()
    assert f"haría: escribir {tmp_path / 'x'}" in capsys.readouterr().out
    assert poner(pasos, simular=False) == 0
    assert poner(pasos, simular=True) == 0
    assert "Todo está puesto" in capsys.readouterr().out


def test_una_pieza_que_no_queda_se_dice_y_no_se_sigue(tmp_path: Path) -> None:
    from instalador.piezas import Archivo, Falla, Orden, Paso
    from instalador.recorrido import poner

    terca = Orden("encender lo que no enciende", lambda: False, lambda: None)
    pasos = [Paso("Terco", [terca]), Paso("Después", [Archivo(tmp_path / "x", lambda: "y", dueno=yo())])]
    with pytest.raises(Falla, match="no quedó: encender lo que no enciende"):
        poner(pasos, simular=False)
    assert not (tmp_path / "x").exists()


def test_desinstalar_deja_los_datos_y_dice_cuales(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from instalador.piezas import Archivo, Carpeta, Paso
    from instalador.recorrido import poner, quitar

    pasos = [
        Paso("Datos", [Carpeta(tmp_path / "datos", 0o700, yo(), es_dato=True)]),
        Paso("Reglas", [Archivo(tmp_path / "reglas", lambda: "y", dueno=yo())]),
    ]
    poner(pasos, simular=False)
    assert quitar(pasos, dichas(), simular=False, con_datos=False) == 0
    assert not (tmp_path / "reglas").exists()
    assert (tmp_path / "datos").is_dir()
    assert str(tmp_path / "datos") in capsys.readouterr().out.partition("Se queda")[2]


def test_desinstalar_no_dice_que_deshace_lo_que_no_tiene_vuelta(capsys: pytest.CaptureFixture[str]) -> None:
    from instalador.piezas import Orden, Paso
    from instalador.recorrido import quitar

    hechas: list[str] = []
    piezas = [
        Orden("leer las unidades", lambda: True, lambda: None),
        Orden("encender la base", lambda: True, lambda: None, es_dato=True),
        Orden("habilitar la captura", lambda: True, lambda: None, lambda: hechas.append("captura")),
    ]
    quitar([Paso("En marcha", piezas)], dichas(), simular=False, con_datos=False)
    assert capsys.readouterr().out.split("\n") == ["    deshecho: habilitar la captura", ""]
    assert hechas == ["captura"]


@pytest.mark.parametrize("escrito", ["", "si", "otro.example.mx"])
def test_los_datos_no_se_quitan_sin_el_nombre_del_sitio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, escrito: str
) -> None:
    from instalador.piezas import Carpeta, Falla, Paso
    from instalador.recorrido import poner, quitar

    pasos = [Paso("Datos", [Carpeta(tmp_path / "datos", 0o700, yo(), es_dato=True)])]
    poner(pasos, simular=False)
    monkeypatch.setattr("builtins.input", lambda _: escrito)
    with pytest.raises(Falla, match="no se quitó nada"):
        quitar(pasos, dichas(), simular=False, con_datos=True)
    assert (tmp_path / "datos").is_dir()
    monkeypatch.setattr("builtins.input", lambda _: DICHO["sitio"])
    quitar(pasos, dichas(), simular=False, con_datos=True)
    assert not (tmp_path / "datos").exists()


def test_los_ajustes_escritos_a_mano_se_conservan_y_las_claves_no_cambian(instalador: Path) -> None:
    from instalador.pasos import ajustes

    archivo = instalador / "captura.env"
    archivo.write_text("# lo del correo\nCONOCELES_SMTP_ANFITRION=correo.example.mx\nCONOCELES_MODO=demo\n")
    [pieza] = ajustes.paso(dichas()).piezas
    pieza.poner()
    leidos = ajustes.leidos()
    assert archivo.read_text().startswith("# lo del correo\nCONOCELES_SMTP_ANFITRION=correo.example.mx\n")
    assert leidos["CONOCELES_MODO"] == "produccion"
    assert archivo.stat().st_mode & 0o777 == 0o600
    pieza.poner()
    assert ajustes.leidos() == leidos
    [otra] = ajustes.paso(dichas(sitio="otro.example.mx")).piezas
    otra.poner()
    cambiados = {k for k, v in ajustes.leidos().items() if v != leidos[k]}
    assert cambiados == {"CONOCELES_URL_PUBLICA"}


def test_cada_servicio_entra_con_su_papel_y_su_clave_que_no_cambia(instalador: Path) -> None:
    from instalador.pasos import ajustes, papeles

    (instalador / "captura.env").write_text(
        "CONOCELES_BD_LLAVES=postgresql://dueno:LA-DEL-DUENO@base1:5432,base2:5432/llaves?sslmode=verify-full\n"
    )
    [general] = ajustes.paso(dichas()).piezas
    general.poner()
    suyos = {p.ruta.name: p for p in papeles.paso().piezas if hasattr(p, "ruta")}
    assert set(suyos) == {"papel-captura.env", "papel-obrero.env", "papel-respaldo.env"}
    for pieza in suyos.values():
        pieza.poner()
        assert pieza.esta()
        assert pieza.ruta.stat().st_mode & 0o777 == 0o600
    leidos = [ajustes.leidos(instalador / nombre) for nombre in suyos]
    assert [uno["CONOCELES_PAPEL"] for uno in leidos] == ["captura", "obrero", "respaldo"]
    for uno in leidos:
        assert "@base1:5432,base2:5432/llaves?sslmode=verify-full" in uno["CONOCELES_BD_LLAVES"]
        assert f"//conoceles_{uno['CONOCELES_PAPEL']}:" in uno["CONOCELES_BD_IDENTIDAD"]
    juntos = "".join((instalador / nombre).read_text() for nombre in suyos)
    assert "LA-DEL-DUENO" not in juntos
    assert len({uno["CONOCELES_BD_LLAVES"].split("@")[0].rpartition(":")[2] for uno in leidos}) == 3


def test_una_llave_que_quedo_de_otro_se_devuelve_antes_de_dar_ninguna_orden(
    instalador: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con ella, la orden que seguía no arrancaba, y repetir `instalar`, que es el remedio que se dice, no la devolvía."""
    from instalador.pasos import papeles

    hecho: list[str] = []
    for nombre in ("maestra.llave", "segundo_lugar.llave"):
        (instalador / nombre).write_bytes(b"x" * 32)
    monkeypatch.setattr(papeles, "SECRETOS", instalador)
    monkeypatch.setattr(papeles, "sale_bien", lambda *_, **__: True)
    monkeypatch.setattr(papeles, "correr", lambda *orden: hecho.append(f"{orden[0]} {orden[-1].name}"))
    monkeypatch.setattr(papeles, "ordenar", lambda orden: hecho.append(orden))
    [repartir] = [p for p in papeles.paso().piezas if "repartir las llaves" in str(getattr(p, "que", ""))]
    assert not repartir.esta()  # de root, y no de quien debe
    repartir.poner()
    assert hecho.index("chown maestra.llave") < hecho.index("papeles")


def test_los_usuarios_y_las_unidades_salen_en_la_simulacion(capsys: pytest.CaptureFixture[str]) -> None:
    from instalador.pasos import pasos
    from instalador.recorrido import poner

    assert poner(pasos(dichas(), RAIZ_PROYECTO), simular=True) == 1
    dicho = capsys.readouterr().out
    for que in (
        "crear el grupo conoceles-archivos",
        "crear el usuario de sistema conoceles-captura, en conoceles-archivos, conoceles-practica\n",
        "crear el usuario de sistema conoceles, en conoceles-archivos, conoceles-captura, conoceles-respaldo\n",
        "crear el usuario de sistema conoceles-practica\n",
        "crear en PostgreSQL el papel conoceles_captura",
        "poner al día las bases, dar a cada papel lo suyo y repartir las llaves",
        "escribir /etc/systemd/system/conoceles-captura.service",
        "que systemd levante PostgreSQL, cluster main, si algo lo mata",
        "que systemd levante nginx si algo lo mata",
    ):
        assert f"haría: {que}" in dicho, que


def test_lo_que_quien_opera_agrego_con_systemctl_edit_no_es_una_unidad_mas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systemd no la conocía, y la instalación no terminaba nunca."""
    from instalador.pasos import servicios

    (tmp_path / "conoceles-respaldo.service.d").mkdir()
    (tmp_path / "conoceles-respaldo.service").touch()
    monkeypatch.setattr(servicios, "UNIDADES", tmp_path)
    assert servicios._puestas() == ["conoceles-respaldo.service"]


@pytest.mark.parametrize(
    ("cual", "valor"),
    [("sitio", "localhost"), ("sitio", "http://x.mx"), ("captura", "conoceles.example.mx"), ("nombre", "a\nb"),
     ("administra", "dina"), ("sitio", "x.mx; rm"), ("remitente", "a@b.mx\nBcc: c@d.mx")],
)  # fmt: skip
def test_una_respuesta_que_no_se_entiende_no_llega_a_ningun_archivo(cual: str, valor: str) -> None:
    from instalador.piezas import Falla

    with pytest.raises(Falla):
        dichas(**{cual: valor})


def test_las_reglas_de_nginx_llevan_los_nombres_dados_y_ninguno_de_ejemplo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from instalador.pasos import nginx

    suyas = dichas(sitio="eleccion.otro.mx", captura="captura.otro.mx")
    for version, escrito in (((1, 22), "listen 443 ssl http2;"), ((1, 26), "http2 on;")):
        monkeypatch.setattr(nginx, "_version", lambda v=version: v)
        for archivo, nombre in (("nginx.conf", suyas.sitio), ("nginx-captura.conf", suyas.captura)):
            reglas = nginx._reglas(OPERACION / archivo, suyas)
            assert "example.mx" not in reglas
            assert f"server_name {nombre};" in reglas
            assert escrito in reglas


def test_sin_ser_root_se_dice_y_no_se_hace_nada(tmp_path: Path) -> None:
    propio = tmp_path / "operacion"
    subprocess.run(["cp", "-r", str(OPERACION), str(propio)], check=True)
    tmp_path.chmod(0o755)
    pedido = [f"--{clave}={valor}" for clave, valor in DICHO.items() if valor]
    orden = [sys.executable, "-c", _COMO_NADIE, str(propio), *pedido]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    assert hecho.returncode == 2
    assert "Hay que ser root" in hecho.stderr


_COMO_NADIE = """
import os, sys
sys.path.insert(0, sys.argv[1])
sys.argv[1:2] = ["poner"]
os.geteuid = lambda: 65534
from instalador.__main__ import main
raise SystemExit(main())
"""


def test_instalar_no_termina_antes_de_que_la_captura_conteste(monkeypatch: pytest.MonkeyPatch) -> None:
    """El enlace de la primera cuenta se dice ahí mismo: quien lo abría enseguida hallaba un 502."""
    from instalador.pasos import servicios
    from instalador.piezas import Falla

    monkeypatch.setattr(servicios, "hay_systemd", lambda: True)
    monkeypatch.setattr(servicios.time, "sleep", lambda _: None)
    *_, espera = servicios.en_marcha(servicios.todas(RAIZ_PROYECTO, copia=True)).piezas
    contesta = iter([False, False, True, True])
    monkeypatch.setattr(servicios, "_viva", lambda: next(contesta))
    assert not espera.esta()
    espera.poner()
    assert espera.esta()
    monkeypatch.setattr(servicios, "_viva", lambda: False)
    monkeypatch.setattr(servicios, "ARRANCA", 0)
    with pytest.raises(Falla, match="journalctl -u conoceles-captura"):
        espera.poner()
