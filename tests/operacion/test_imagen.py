"""La imagen y su `compose.yaml`: quién corre como quién, qué alcanza cada cual y que dos veces dé la misma huella."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from conoceles.arranque.entorno import AJUSTES
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.requisitos import conseguir

OPERACION = RAIZ_PROYECTO / "operacion"
COMPOSE: dict[str, Any] = yaml.safe_load((OPERACION / "compose.yaml").read_text(encoding="utf-8"))
SERVICIOS: dict[str, Any] = COMPOSE["services"]


def _en_operacion(guion: str) -> str:
    """Lo que dice un programa de `operacion/`, que no es del paquete."""
    orden = [sys.executable, "-c", guion]
    return subprocess.run(orden, cwd=OPERACION, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("nombre", SERVICIOS)
def test_ningun_servicio_es_root_ni_escribe_fuera_de_lo_suyo(nombre: str) -> None:
    uno = SERVICIOS[nombre]
    assert uno["user"].partition(":")[0] not in ("root", "0")
    assert (uno["read_only"], uno["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in uno["security_opt"]
    assert uno["image"].startswith("${IMAGEN:?")
    assert not {"privileged", "devices", "pid", "ipc", "network_mode", "cap_add"} & uno.keys()
    assert not {"0", "root"} & set(uno.get("group_add", []))
    suyos = {v.partition(":")[0] for v in uno["volumes"] if not v.startswith("./")}
    assert suyos <= COMPOSE["volumes"].keys()


def test_lo_que_se_mira_de_cada_servicio_no_lleva_espacios() -> None:
    """Podman parte por ellos lo que docker-compose le pide mirar: la captura atendía y salía «unhealthy» para siempre."""
    miradas = {n: uno["healthcheck"]["test"] for n, uno in SERVICIOS.items() if "healthcheck" in uno}
    assert {"bases", "llaves", "obrero", "captura"} <= miradas.keys()
    assert [a for mirada in miradas.values() for a in mirada if " " in a] == []


def test_solo_el_sitio_abre_puertos_y_nadie_alcanza_lo_que_no_usa() -> None:
    assert {n: s["ports"] for n, s in SERVICIOS.items() if "ports" in s} == {"sitio": ["80:8080", "443:8443"]}
    redes = {nombre: set(uno["networks"]) for nombre, uno in SERVICIOS.items()}
    programa = {"preparar", "opera", "obrero", "captura"}
    assert {n for n, suyas in redes.items() if "llaves" in suyas} == {"llaves"} | programa
    assert {n for n, suyas in redes.items() if "bases" in suyas} == {"bases"} | programa
    salen = {n for n, r in COMPOSE["networks"].items() if not (r or {}).get("internal")}
    assert {n: suyas & salen for n, suyas in redes.items() if suyas & salen} == {
        "preparar": {"salida"},
        "opera": {"salida"},
        "obrero": {"salida"},
        "sitio": {"fuera"},
    }


def test_cada_servicio_recibe_solo_lo_suyo() -> None:
    bases = {f"CONOCELES_BD_{base}" for base in ("CURRICULAR", "IDENTIDAD", "LLAVES")}
    como_dueno = {n for n, s in SERVICIOS.items() if s.get("environment", {}).keys() == bases}
    assert como_dueno == {"preparar", "opera"}
    assert all(SERVICIOS["opera"]["environment"][base].startswith(f"${{{base}:?") for base in bases)
    for papel in ("captura", "obrero"):
        suyo = SERVICIOS[papel]["environment"]
        assert suyo["CONOCELES_PAPEL"] == papel
        for base in ("CURRICULAR", "IDENTIDAD", "LLAVES"):
            entra = f"postgresql://conoceles_{papel}:${{CLAVE_{papel.upper()}}}@"
            assert suyo[f"CONOCELES_BD_{base}"].startswith(entra)
    dichas = {n: {k for k in s.get("environment", {}) if "BD" in k} for n, s in SERVICIOS.items()}
    assert dichas["llaves"] == {"CONOCELES_BD_LLAVES"}
    assert dichas["bases"] == {"CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD"}
    assert dichas["lector"] == dichas["sitio"] == set()
    vacias = {k for k, v in SERVICIOS["captura"]["environment"].items() if v == ""}
    assert {"CONOCELES_SMTP_CLAVE", "CONOCELES_SEGUNDO_LUGAR", "AWS_SECRET_ACCESS_KEY"} <= vacias
    assert "datos:/var/lib/conoceles:ro" in SERVICIOS["captura"]["volumes"]
    leidas = {"sitio:/var/lib/conoceles/sitio:ro", "visitas:/var/lib/conoceles/visitas:ro"}
    assert leidas <= {*SERVICIOS["captura"]["volumes"]}  # sus certificados, sus pruebas y sus cuentas
    assert not [v for v in SERVICIOS["captura"]["volumes"] if v.startswith("respaldos")]
    assert "./nada:/var/lib/conoceles/secretos/acuses.llave:ro" in SERVICIOS["obrero"]["volumes"]
    assert (
        len({s["user"] for n, s in SERVICIOS.items() if n in ("captura", "obrero", "lector", "sitio")}) == 4
    )
    for nombre in ("lector", "sitio"):
        assert "sitio:/var/lib/conoceles/sitio:ro" in SERVICIOS[nombre]["volumes"]
        assert not [v for v in SERVICIOS[nombre]["volumes"] if v.startswith(("datos:", "respaldos"))]
    dados = {k for s in SERVICIOS.values() for k in s.get("environment", {}) if k.startswith("CONOCELES_")}
    assert dados <= {ajuste.variable for ajuste in AJUSTES}


def test_la_entrada_conoce_cada_servicio() -> None:
    casos = set(re.findall(r"^([a-z]+)\)", (OPERACION / "imagenes" / "entrada").read_text(), re.M))
    miradas = {tuple(uno.get("healthcheck", {}).get("test", ())) for uno in SERVICIOS.values()}
    sanos = {mirada[2] for mirada in miradas if mirada and mirada[1].endswith("/entrada")}
    assert {uno["command"][0] for nombre, uno in SERVICIOS.items() if nombre != "opera"} | sanos == casos


def test_los_paquetes_llevan_version_y_huella_y_estan_los_que_se_usan() -> None:
    renglones = (OPERACION / "imagenes" / "paquetes.lista").read_text().splitlines()
    assert renglones == sorted(set(renglones))
    assert [r for r in renglones if not re.fullmatch(r"[a-z0-9.+-]+ \S+ [0-9a-f]{64}", r)] == []
    pedidos = _en_operacion("from imagenes.raiz import PAQUETES; print(*PAQUETES)").split()
    assert set(pedidos) <= {r.split()[0] for r in renglones}


def test_si_debian_da_otro_paquete_no_hay_imagen(tmp_path: Path) -> None:
    (tmp_path / "paquetes").write_text("nginx 2 bb\nrsync 1 aa\n")
    guion = (
        "from imagenes import raiz; from pathlib import Path\n"
        f"try: raiz.comparar(Path({str(tmp_path)!r}), 'nginx 1 aa\\nrsync 1 aa\\n')\n"
        "except Exception as error: print(error)"
    )
    dicho = _en_operacion(guion)
    assert "nginx" in dicho
    assert "rsync" not in dicho


@pytest.mark.lenta
def test_la_misma_raiz_da_la_misma_huella_y_no_corre_como_root(tmp_path: Path) -> None:
    conseguir(["umoci"])
    raiz = BytesIO()
    with tarfile.open(fileobj=raiz, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("una"), BytesIO())
    huellas = []
    for vez in ("una", "otra"):
        (tmp_path / vez).mkdir()
        (tmp_path / vez / "raiz.tar").write_bytes(raiz.getvalue())
        llamada = f"armar(Path({str(tmp_path / vez)!r}), Path({str(tmp_path / 's' / vez)!r}), 'v9', cuando=9, commit='ab')"
        huellas.append(_en_operacion(f"from imagenes.oci import *; print({llamada})").strip())
    assert huellas[0] == huellas[1]
    archivos = [tmp_path / "s" / vez / "conoceles-v9.oci.tar" for vez in ("una", "otra")]
    assert archivos[0].read_bytes() == archivos[1].read_bytes()
    with tarfile.open(archivos[0]) as tar:
        manifiesto = json.load(_blob(tar, huellas[0]))
        ajustes = json.load(_blob(tar, manifiesto["config"]["digest"]))
    assert ajustes["config"]["User"] == "10001:10001"
    assert ajustes["created"] == "1970-01-01T00:00:09Z"
    assert {h["created"] for h in ajustes["history"]} == {ajustes["created"]}
    assert "CONOCELES_MODO=produccion" in ajustes["config"]["Env"]
    assert "Volumes" not in ajustes["config"]  # nadie escribe donde compose.yaml no dice


def _blob(tar: tarfile.TarFile, huella: str) -> Any:
    return tar.extractfile(f"blobs/{huella.replace(':', '/')}")
