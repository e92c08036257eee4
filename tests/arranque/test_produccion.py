"""Lo que producción no admite."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

import vivero
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.lenta

PREPARAR = "from conoceles.arranque.preparacion import preparar; preparar()"
CREAR_DEMO = f"""
{PREPARAR}
from conoceles.cuentas.models import Cuenta
Cuenta.objects.create(correo='demo@demo.mx', nombre='Demo', papel='consulta', demo=True)
"""
MORIR_AL_PONERLA = f"""
import os, sys
{PREPARAR}
from conoceles.arranque.cli import main
from conoceles.publicacion import rotacion
poner = rotacion._poner
rotacion._poner = lambda cual: (poner(cual), os._exit(9))
main(sys.argv[1:])
"""


ENTRAR = f"""
import sys
{PREPARAR}
from django.test import Client
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
if sys.argv[1] == "buena@prueba.mx":
    crear_cuenta(correo=sys.argv[1], clave="la frase de la prueba", nombre="Buena", papel="consulta",
        por=Alcance.sistema("pruebas"), ahora=reloj.ahora())
datos = dict(login=sys.argv[1], password="la frase de la prueba")
print("Entró" if Client(HTTP_HOST="localhost").post("/cuenta/entrar/", datos).status_code == 302 else "No entró")
"""


def correr(datos: Path, *orden: str, **entorno: str) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    propias = {"CONOCELES_DATOS": str(datos), "CONOCELES_ACEPTA": "SQLITE,DIRECCION"}
    variables = limpio | {"PYTHONPATH": str(RAIZ_PROYECTO / "src")} | propias | entorno
    return vivero.correr(*orden, entorno=variables)


@pytest.fixture(scope="module")
def recien_preparada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una carpeta de producción, preparada una sola vez."""
    carpeta = tmp_path_factory.mktemp("produccion") / "datos"
    hecho = correr(carpeta, "-c", PREPARAR, CONOCELES_MODO="produccion")
    assert hecho.returncode == 0, hecho.stderr
    return carpeta


@pytest.fixture
def produccion(recien_preparada: Path, tmp_path: Path) -> Path:
    """Su copia, para estropearla."""
    return shutil.copytree(recien_preparada, tmp_path / "datos")


def preparar(datos: Path, **entorno: str) -> subprocess.CompletedProcess[str]:
    return correr(datos, "-m", "conoceles", "publicar", "--proceso", "ninguna", **entorno)


def test_un_servicio_con_papel_arranca_sin_la_llave_del_otro_y_no_cambia_tablas(produccion: Path) -> None:
    (produccion / "secretos" / "firma.llave").unlink()
    como_captura = {"CONOCELES_PAPEL": "captura"}
    hecho = correr(produccion, "-c", PREPARAR, **como_captura)
    assert hecho.returncode == 0, hecho.stderr
    with closing(sqlite3.connect(produccion / "curricular.sqlite3")) as base:
        base.execute("DELETE FROM django_migrations WHERE app = 'pulso'")
        base.commit()
    hecho = correr(produccion, "-c", PREPARAR, **como_captura)
    assert hecho.returncode == 1
    assert "Las pone quien opera" in hecho.stderr
    (produccion / "secretos" / "acuses.llave").unlink()
    assert (
        "Faltan llaves de esta instalación: acuses"
        in correr(produccion, "-c", PREPARAR, **como_captura).stderr
    )


def test_una_llave_danada_se_nombra_con_su_remedio_y_no_trece_cosas_que_no_se_pudieron_comprobar(
    produccion: Path,
) -> None:
    (produccion / "secretos" / "maestra.llave").write_bytes(b"media")
    hecho = correr(produccion, "-m", "conoceles", "comprobar")
    assert "LLAVE_INSERVIBLE: La llave «maestra»" in hecho.stdout
    assert "mide 5 octetos" in hecho.stdout
    assert "Recupérela de su resguardo" in hecho.stdout
    assert "SIN_COMPROBAR" not in hecho.stdout
    assert "La llave «maestra»" in correr(produccion, "-c", PREPARAR).stderr


@pytest.mark.parametrize("cual", ["acuses", "firma"])
def test_cambiar_una_llave_por_su_orden_conserva_quien_la_lee(produccion: Path, cual: str) -> None:
    llave = produccion / "secretos" / f"{cual}.llave"
    llave.chmod(0o640)
    antes = llave.read_bytes()
    rotar = ["llave", "rotar", "--acto", "Acuerdo 1", *(["--acuses"] if cual == "acuses" else [])]
    hecho = correr(produccion, "-m", "conoceles", *rotar)
    assert hecho.returncode == 0, hecho.stderr
    assert llave.read_bytes() != antes
    assert llave.stat().st_mode & 0o777 == 0o640
    assert correr(produccion, "-c", PREPARAR).returncode == 0


def test_con_un_obrero_en_marcha_no_se_cambia_la_llave(produccion: Path) -> None:
    """Publicaba con la de antes, ya destruida, y el sitio no volvía a verificar."""
    firma = (produccion / "secretos" / "firma.llave").read_bytes()
    con_obrero = "from conoceles.arranque.servicios.turno import turno; suyo = turno(); assert suyo.mio(); "
    rotar = "from conoceles.arranque.cli import main; print(main(['llave', 'rotar', '--acto', 'Acuerdo 1']))"
    hecho = correr(produccion, "-c", f"{PREPARAR}; {con_obrero}{rotar}")
    assert hecho.stdout == "2\n"
    assert "Hay un obrero en marcha: seguiría firmando con la anterior" in hecho.stderr
    assert (produccion / "secretos" / "firma.llave").read_bytes() == firma


@pytest.mark.parametrize("cual", ["acuses", "firma"])
def test_un_cambio_de_llave_muerto_con_la_nueva_ya_puesta_se_termina_con_la_misma_orden(
    produccion: Path, cual: str
) -> None:
    """Antes, al volver era una llave ajena y ninguna orden arrancaba."""
    rotar = ["llave", "rotar", "--acto", "Acuerdo 1", *(["--acuses"] if cual == "acuses" else [])]
    vieja = (produccion / "secretos" / f"{cual}.llave").read_bytes()
    assert correr(produccion, "-c", MORIR_AL_PONERLA, *rotar).returncode == 9
    puesta = (produccion / "secretos" / f"{cual}.llave").read_bytes()
    assert puesta != vieja
    dicho = correr(produccion, "-m", "conoceles", "comprobar").stdout
    assert "LLAVE_A_MEDIAS" in dicho
    assert f"repita la orden igual: {shlex.join(['conoceles', *rotar])}\n" in dicho
    de_otro_modo = correr(produccion, "-m", "conoceles", *rotar, "--robada")
    assert "ordenado de otra manera" in de_otro_modo.stderr
    hecho = correr(produccion, "-m", "conoceles", *rotar)
    assert hecho.returncode == 0, hecho.stderr
    assert (produccion / "secretos" / f"{cual}.llave").read_bytes() == puesta
    assert "LLAVE_A_MEDIAS" not in correr(produccion, "-m", "conoceles", "comprobar").stdout
    (produccion / "secretos" / f"{cual}.llave").write_bytes(vieja)
    assert "LLAVE_AJENA" in correr(produccion, "-c", PREPARAR).stderr  # la destruida ya no es de aquí


def test_quien_respalda_arranca_sin_ninguna_llave(produccion: Path, tmp_path: Path) -> None:
    for llave in (produccion / "secretos").iterdir():
        llave.unlink()
    respaldar = ["-m", "conoceles", "resguardo", "hacer", "--sin-llaves", str(tmp_path / "copia")]
    hecho = correr(produccion, *respaldar, CONOCELES_PAPEL="respaldo")
    assert hecho.returncode == 0, hecho.stderr
    assert [*(tmp_path / "copia").glob("*/respaldo.json")]


def test_quien_vigila_avisa_aunque_no_haya_ninguna_llave(produccion: Path) -> None:
    """Sin la de sesiones no arrancaban la captura, el obrero ni quien debía decirlo."""
    for llave in (produccion / "secretos").iterdir():
        llave.unlink()
    hecho = correr(produccion, "-m", "conoceles", "vigilar", CONOCELES_PAPEL="vigia")
    assert hecho.stdout
    assert hecho.stderr == ""


def test_demo_en_carpeta_de_produccion_se_rechaza(produccion: Path) -> None:
    hecho = correr(produccion, "-m", "taller.prestadas", "demo", "--sin-servidor")
    assert hecho.returncode == 2
    assert "producción" in hecho.stderr
    assert not (produccion / "cuentas-demo.json").exists()


def test_reloj_puesto_en_produccion_se_rechaza(produccion: Path) -> None:
    hecho = preparar(produccion, CONOCELES_AHORA="2024-04-25T10:00:00-06:00")
    assert hecho.returncode == 2
    assert "reloj" in hecho.stderr


def test_llave_perdida_en_produccion_no_se_reemplaza(produccion: Path) -> None:
    (produccion / "secretos" / "maestra.llave").unlink()
    hecho = preparar(produccion)
    assert hecho.returncode == 2
    assert "maestra" in hecho.stderr
    assert not (produccion / "secretos" / "maestra.llave").exists()


def test_restaurar_sin_las_llaves_no_deja_nada_a_medias(produccion: Path, tmp_path: Path) -> None:
    copia, nueva = tmp_path / "copia", tmp_path / "nueva"
    assert (
        correr(produccion, "-m", "conoceles", "resguardo", "hacer", "--sin-llaves", str(copia)).returncode
        == 0
    )
    hecho = correr(nueva, "-m", "conoceles", "resguardo", "volver", str(copia))
    assert hecho.returncode == 2
    assert f"póngalas en {nueva}/secretos" in hecho.stderr
    assert not nueva.exists()
    shutil.copytree(produccion / "secretos", nueva / "secretos")
    assert correr(nueva, "-m", "conoceles", "resguardo", "volver", str(copia)).returncode == 0


def test_cuenta_de_demo_en_produccion_se_rechaza(produccion: Path) -> None:
    correr(produccion, "-c", CREAR_DEMO)
    hecho = preparar(produccion)
    assert hecho.returncode == 2
    assert "demostración" in hecho.stderr


def test_lo_privado_solo_lo_lee_su_dueno(produccion: Path) -> None:
    """En la misma máquina, nginx y el lector tienen su propio usuario y solo les toca `sitio`."""
    modos = {ruta.name: ruta.stat().st_mode & 0o077 for ruta in produccion.rglob("*")}
    abiertos = {nombre for nombre, modo in modos.items() if modo}
    assert abiertos == {"modo", "sitio"}


def test_llave_maestra_ajena_en_produccion_se_rechaza(produccion: Path) -> None:
    """Antes arrancaba, y todo lo que se enviara quedaba cifrado con otra."""
    (produccion / "secretos" / "maestra.llave").write_bytes(b"\7" * 32)
    hecho = preparar(produccion)
    assert hecho.returncode == 2
    assert "LLAVE_AJENA" in hecho.stderr
    captura = correr(produccion, "-c", "import conoceles.arranque.wsgi")
    assert captura.returncode
    assert "LLAVE_AJENA" in captura.stderr
    assert "Traceback" not in captura.stderr
    declarado = preparar(produccion, CONOCELES_ACEPTA="SQLITE,DIRECCION,LLAVE_AJENA")
    assert "LLAVE_AJENA" not in declarado.stderr


def test_un_programa_anterior_no_abre_un_esquema_posterior(produccion: Path) -> None:
    with closing(sqlite3.connect(produccion / "curricular.sqlite3")) as base, base:
        base.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('proceso', '0999_x', '2030-01-01')"
        )
    for orden in (
        ("-m", "conoceles", "publicar", "--proceso", "x"),
        ("-c", "import conoceles.arranque.wsgi"),
    ):
        hecho = correr(produccion, *orden)
        assert hecho.returncode != 0
        assert "versión posterior" in hecho.stderr


def test_la_captura_tampoco_arranca_con_lo_inseguro(produccion: Path) -> None:
    hecho = correr(produccion, "-c", "import conoceles.arranque.wsgi", CONOCELES_ACEPTA="SQLITE")
    assert hecho.returncode != 0
    assert "DIRECCION" in hecho.stderr


def test_un_ajuste_mal_escrito_se_dice(produccion: Path) -> None:
    hecho = preparar(produccion, CONOCELES_SMPT_ANFITRION="correo.example.mx")
    assert hecho.returncode == 2
    assert "CONOCELES_SMPT_ANFITRION no es un ajuste" in hecho.stderr


def test_una_cuenta_copiada_con_sqlite3_no_entra_y_comprobar_la_nombra(produccion: Path) -> None:
    """De una buena, con otro correo y otro papel: su contraseña sirve y nada de ella lo escribió un acto."""
    assert correr(produccion, "-c", ENTRAR, "buena@prueba.mx").stdout.split("\n")[-2] == "Entró"
    with closing(sqlite3.connect(produccion / "curricular.sqlite3")) as base, base:
        campos = "password, nombre, ambito, contiendas, is_active, demo, huso"
        base.execute(
            f"INSERT INTO cuentas_cuenta (correo, papel, {campos}) "
            f"SELECT 'mala@prueba.mx', 'administracion', {campos} FROM cuentas_cuenta"
        )
    hecho = correr(produccion, "-c", ENTRAR, "mala@prueba.mx")
    assert hecho.stdout.split("\n")[-2] == "No entró", hecho.stderr
    dicho = correr(produccion, "-m", "conoceles", "comprobar").stdout
    assert "no la abrió ningún acto (dela de baja)" in dicho
    assert dicho.count("CUENTA_SIN_CONSTANCIA") == 1
