"""Qué se avisa a quien opera, y que no se repita."""

from __future__ import annotations

import errno
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from django.db import OperationalError

from conoceles.arranque.comprobar import momento
from conoceles.arranque.servicios import tareas
from conoceles.arranque.servicios.alertar import POR_SABER
from conoceles.arranque.vigilancia import avisar as modulo_de_avisar
from conoceles.arranque.vigilancia import medidas as modulo_de_medidas
from conoceles.arranque.vigilancia import metricas
from conoceles.arranque.vigilancia.alertas import Alerta, alertas
from conoceles.arranque.vigilancia.avisar import avisar
from conoceles.arranque.vigilancia.causas import por_que
from conoceles.arranque.vigilancia.medidas import Medidas, Sitio, medir
from conoceles.arranque.vigilancia.metricas import Medidor, series
from conoceles.correo.models import Correo
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.rezago import Atraso
from conoceles.pulso.consultas import Falla
from conoceles.pulso.operaciones import latir
from conoceles.revision.comprobada import sin_terminar
from personas import SISTEMA

GIB = 1024**3
NADA = timedelta()
DIA = timedelta(days=1)
TARDE = Sitio("durango-2023-2024", Atraso(7, timedelta(minutes=9)), ())


def medidas(**otras: Any) -> Medidas:
    """Una instalación en la que todo va bien, salvo lo que se diga."""
    bien = {
        "instalada": 90 * DIA, "latido": NADA, "frenos": 0, "en_cola": 0, "en_cola_desde": NADA, "devueltos": 0,
        "sitios": (), "libre": 50 * GIB, "disco": 100 * GIB, "respaldo": timedelta(hours=3),
        "llavero": timedelta(hours=3), "certificados": {"sitio": 60 * DIA}, "errores": {}, "avisos": 4,
        "comprobada": timedelta(hours=3),
    }  # fmt: skip
    return Medidas(**{**bien, **otras})


def test_si_todo_va_bien_no_se_avisa(ahora: datetime) -> None:
    assert alertas(medidas(), ahora) == []
    assert alertas(medidas(instalada=NADA, respaldo=None, llavero=None), ahora) == []


@pytest.mark.parametrize(
    ("mal", "titulo", "causa"),
    [
        ({"sitios": (TARDE,)}, "la publicación de durango-2023-2024 está atrasada", "7 actos esperan"),
        (
            {"sitios": (Sitio("x", Atraso(0, NADA), ("ana1", "eva2")),)},
            "faltan fotografías de x",
            "ana1, eva2",
        ),
        ({"sin_exigir": ("default",)}, "las bases confirman sin réplica", "en una sola máquina"),
        (
            {"sin_guardar": ("curricular",)},
            "la copia continua de las bases está detenida",
            "se acumulan en su disco",
        ),
        (
            {"sin_copiar": ("identidad",)},
            "la copia de las bases es vieja",
            "No consta la de anoche (identidad)",
        ),
        ({"frenos": 1}, "el calendario está detenido", "nada vence"),
        ({"en_cola": 3, "en_cola_desde": timedelta(hours=1)}, "el correo no sale", "3 mensajes"),
        ({"devueltos": 2}, "hay correos que no llegaron", "2 mensajes"),
        ({"respaldo": 3 * DIA}, "el respaldo es viejo", "hace 3 días"),
        ({"llavero": None}, "la copia del llavero es vieja", "No consta"),
        ({"libre": GIB}, "queda poco disco", "1,024 MB"),
        ({"certificados": {"captura": 5 * DIA}}, "el certificado «captura» vence", "5 días"),
        ({"certificados": {"captura": -DIA}}, "el certificado «captura» vence", "Ya venció"),
        ({"sin_ensenar": ("sitio",)}, "nginx no enseña el certificado «sitio»", "no se ha recargado"),
        ({"sin_leer": ("sitio",)}, "no se puede leer el certificado «sitio»", "cuándo vence"),
        ({"errores": {"DISCO": 2}}, "la comprobación de la noche halló errores", "Nuevo: DISCO (2)."),
        ({"comprobada": 3 * DIA}, "la comprobación de la noche no corre", "hace 3 días"),
        ({"comprobada": None}, "la comprobación de la noche no corre", "No consta ninguna."),
    ],
)
def test_cada_cosa_se_avisa_con_su_causa_y_que_hacer(
    mal: dict[str, Any], titulo: str, causa: str, ahora: datetime
) -> None:
    [alerta] = alertas(medidas(**mal), ahora)
    assert alerta.titulo == titulo
    assert causa in alerta.causa
    assert alerta.remedio


@pytest.mark.parametrize(
    ("error", "dicho"),
    [
        (OSError(errno.ENOSPC, "lleno"), "el disco está lleno"),
        (FileNotFoundError(errno.ENOENT, "no está", "/datos/archivos/abc"), "falta el archivo /datos/archivos/abc"),
        (PermissionError(errno.EACCES, "no", "/datos/sitio"), "no se puede usar /datos/sitio"),
        (OperationalError("eva@prueba.mx"), "una base de datos no contesta"),
        (ConnectionRefusedError("eva@prueba.mx"), "el servidor de correo"),
        (ValueError("eva@prueba.mx"), "un error que no esperábamos (ValueError)"),
    ],
)  # fmt: skip
def test_publicar_tarde_dice_por_que_sin_repetir_el_mensaje_del_error(
    error: Exception, dicho: str, ahora: datetime
) -> None:
    falla = Falla("publicación", TARDE.eleccion, ahora, *por_que(error))
    [alerta] = alertas(medidas(sitios=(TARDE,), fallas=(falla,)), ahora)
    assert dicho in alerta.causa
    assert "eva@prueba.mx" not in alerta.causa + alerta.remedio


def test_la_comprobacion_dice_que_es_nuevo_y_vuelve_a_hablar_con_cada_codigo(
    base: None, opera: None, ahora: datetime
) -> None:
    ayer = medidas(errores={"DISCO": 1}, de_antes=frozenset())
    hoy = medidas(errores={"DISCO": 1, "BITACORA_ROTA": 3}, de_antes=frozenset({"DISCO"}))
    [alerta] = alertas(hoy, ahora)
    assert alerta.causa == "Nuevo: BITACORA_ROTA (3). Igual que la vez anterior: DISCO."
    avisar(alertas(ayer, ahora), ahora=ahora)
    avisar(alertas(ayer, ahora), ahora=ahora + timedelta(hours=2))
    assert len(dichos()) == 1
    avisar(alertas(hoy, ahora), ahora=ahora + timedelta(hours=3))
    assert len(dichos()) == 2


def test_una_tarea_que_no_termina_se_dice_en_todas_partes_y_la_que_se_repone_no(
    base: None, datos: Path, ahora: datetime
) -> None:
    datos.mkdir(parents=True, exist_ok=True)
    (datos / "modo").write_text("produccion\n")
    _latir_con(Falla("rebotes", "", ahora, "algo", "hágalo"), ahora)
    assert (medir(ahora).fallas, sin_terminar(ahora)) == ((), [])
    cuando = ahora + timedelta(minutes=5)
    _latir_con(Falla("rebotes", "", ahora, "algo", "hágalo"), cuando)
    medido = medir(cuando)
    assert Alerta("la tarea «rebotes» no termina", "Algo.", "hágalo") in alertas(medido, cuando)
    assert ("conoceles_tarea_sin_terminar", {"rebotes": 1.0}) in [(s[0], s[3]) for s in series(medido)]
    [asunto] = sin_terminar(cuando)
    assert asunto.nota == "La tarea «rebotes» no termina: algo"
    with reloj.congelado(cuando):
        [hallazgo] = momento.latido()
    assert (hallazgo.codigo, hallazgo.gravedad, hallazgo.remedio) == ("TAREA_SIN_TERMINAR", "error", "hágalo")
    latir(por=SISTEMA, ahora=cuando)
    assert (medir(cuando).fallas, sin_terminar(cuando)) == ((), [])


def _latir_con(falla: Falla, ahora: datetime) -> None:
    latir(por=SISTEMA, ahora=ahora, fallas=[falla])


def test_si_no_se_puede_medir_se_dice_y_de_lo_demas_no_se_dice_que_se_resolvio(
    base: None, opera: None, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(_: datetime) -> Medidas:
        raise PermissionError(errno.EACCES, "eva@prueba.mx", "/datos/registros")

    avisar([ALGO], ahora=ahora)
    monkeypatch.setattr(modulo_de_medidas, "medir", no)
    with pytest.raises(PermissionError):
        tareas.alertar(tareas.Memoria(lambda *_, **__: None), "", ahora)
    assert dichos()[1:] == ["Conóceles: no se puede vigilar la instalación"]
    assert "/datos/registros" in Correo.objects.latest("id").texto


def test_si_la_base_no_deja_ni_encolar_el_aviso_sale_directo_una_vez(
    opera: None, ahora: datetime, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    """Con el disco de PostgreSQL lleno nadie se enteraba: la cola también estaba ahí."""

    def no(_: datetime) -> Medidas:
        raise OperationalError("eva@prueba.mx") from psycopg.errors.DiskFull("lleno")

    monkeypatch.setattr(modulo_de_medidas, "medir", no)
    monkeypatch.setattr(modulo_de_avisar, "avisar", lambda *_, **__: no(ahora))
    memoria = tareas.Memoria(lambda *_, **__: None)
    for minuto in range(6):
        with pytest.raises(OperationalError) as fallo:
            tareas.alertar(memoria, "", ahora + timedelta(minutes=minuto))
        memoria.fallas.setdefault(("alertas", ""), Falla("alertas", "", ahora, *por_que(fallo.value)))
    [carta] = mailoutbox
    assert "El disco de PostgreSQL está lleno" in carta.body
    assert "eva@prueba.mx" not in carta.body


def test_el_obrero_recien_arrancado_no_da_por_resuelto_lo_que_no_sabe(
    base: None, opera: None, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decía que ya no ocurría, y callaba una hora aunque siguiera."""
    avisar([ALGO], ahora=ahora)
    monkeypatch.setattr(modulo_de_medidas, "medir", lambda _: medidas())
    memoria = tareas.Memoria(lambda *_, **__: None)
    tareas.alertar(memoria, "", ahora)
    assert len(dichos()) == 1
    memoria.desde -= POR_SABER + 1
    tareas.alertar(memoria, "", ahora)
    assert dichos()[1:] == ["Conóceles, resuelto: queda poco disco"]


def test_una_constancia_de_respaldo_cortada_no_calla_las_alertas(
    base: None, opera: None, datos: Path, ahora: datetime
) -> None:
    (datos / "registros").mkdir(parents=True, exist_ok=True)
    (datos / "registros" / "respaldo.json").write_text('{"mom')
    (datos / "modo").write_text("produccion\n")
    assert medir(ahora).respaldo is None


ALGO = Alerta("queda poco disco", "Quedan 3 MB.", "Libere espacio.")


@pytest.fixture
def opera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_OPERA", "opera@prueba.mx")


def dichos() -> list[str]:
    return list(Correo.objects.order_by("id").values_list("asunto", flat=True))


def test_lo_mismo_se_avisa_una_vez_al_dia_y_una_al_resolverse(
    base: None, opera: None, ahora: datetime
) -> None:
    for minuto in range(0, 24 * 60, 30):
        avisar([ALGO], ahora=ahora + timedelta(minutes=minuto))
    assert dichos() == ["Conóceles: queda poco disco"]
    avisar([ALGO], ahora=ahora + DIA)
    assert len(dichos()) == 2
    avisar([], ahora=ahora + DIA)
    avisar([], ahora=ahora + 2 * DIA)
    assert dichos()[2:] == ["Conóceles, resuelto: queda poco disco"]
    correo = Correo.objects.earliest("id")
    assert (correo.para, correo.proceso) == ("opera@prueba.mx", "")
    assert "Quedan 3 MB" in correo.texto
    assert "Libere espacio" in correo.texto


def test_lo_que_sigue_por_otra_causa_se_vuelve_a_decir_sin_esperar_al_dia_siguiente(
    base: None, opera: None, ahora: datetime
) -> None:
    """Quien curó la primera cree que ya acabó. Lo que alterna entre dos no llena el buzón."""
    lleno, muda = (Alerta("no sale", f"Hace {n}.", f"Cure {n}.") for n in ("una", "otra"))
    avisar([lleno], ahora=ahora)
    avisar([Alerta("no sale", "Hace más.", "Cure una.")], ahora=ahora + timedelta(hours=2))
    assert len(dichos()) == 1
    for minutos in range(0, 180, 5):
        avisar([(lleno, muda)[minutos % 2]], ahora=ahora + timedelta(hours=2, minutes=minutos))
    assert len(dichos()) == 4


def test_lo_que_va_y_viene_cada_minuto_no_llena_el_buzon(base: None, opera: None, ahora: datetime) -> None:
    for minuto in range(0, 60):
        avisar([ALGO] if minuto % 2 == 0 else [], ahora=ahora + timedelta(minutes=minuto))
    assert len(dichos()) == 2


def test_lo_dicho_con_el_reloj_adelantado_no_calla_lo_de_hoy(
    base: None, opera: None, ahora: datetime
) -> None:
    """Visto moviendo el reloj 400 días: una alerta resuelta entonces no se habría vuelto a avisar en todo ese tiempo."""
    avisar([ALGO], ahora=ahora + 400 * DIA)
    avisar([], ahora=ahora + 400 * DIA)
    avisar([ALGO], ahora=ahora)
    assert len(dichos()) == 3


def test_sin_decir_quien_opera_no_se_encola_nada(
    base: None, monkeypatch: pytest.MonkeyPatch, ahora: datetime
) -> None:
    monkeypatch.delenv("CONOCELES_OPERA", raising=False)
    assert avisar([ALGO], ahora=ahora) == 0
    assert dichos() == []


def test_el_aviso_que_rebota_no_es_otra_alerta(base: None, opera: None, datos: Path, ahora: datetime) -> None:
    (datos / "modo").parent.mkdir(parents=True, exist_ok=True)
    (datos / "modo").write_text("produccion\n")
    avisar([ALGO], ahora=ahora)
    Correo.objects.update(estado="rebotado", motivo="Ese buzón no existe.")
    assert medir(ahora).devueltos == 0


def test_las_metricas_no_llevan_a_nadie_y_lo_que_no_ha_ocurrido_no_es_cero(ahora: datetime) -> None:
    dichas = {nombre: valores for nombre, _, _, valores in series(medidas(respaldo=None, sitios=(TARDE,)))}
    assert dichas["conoceles_respaldo_segundos"] == {}
    assert dichas["conoceles_publicacion_atraso_segundos"] == {"durango-2023-2024": 540.0}
    assert dichas["conoceles_obrero_latido_segundos"] == {"": 0.0}


def test_con_una_base_muerta_se_dice_cual_y_lo_demas_calla(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        metricas, "contestan", lambda: {"curricular": True, "identidad": False, "llaves": True}
    )
    monkeypatch.setattr(metricas.connections, "close_all", lambda: None)
    familias = {f.name: {tuple(m.labels.values()): m.value for m in f.samples} for f in Medidor().collect()}
    assert familias["conoceles_base_contesta"][("identidad",)] == 0.0
    assert "conoceles_correo_en_cola" not in familias


@pytest.mark.parametrize("archivo", ["grafana.json", "prometheus.yml"])
def test_el_tablero_y_las_reglas_solo_nombran_medidas_que_existen(archivo: str) -> None:
    texto = (RAIZ_PROYECTO / "operacion" / archivo).read_text(encoding="utf-8")
    existen = {nombre for nombre, *_ in series(medidas())} | {"conoceles_base_contesta"}
    dichas = set(re.findall(r"conoceles_[a-z_]+[a-z]", texto))
    assert {d for d in dichas if not any(e == d or e.startswith(f"{d}_") for e in existen)} == set()


def test_prometheus_avisa_lo_que_el_obrero_no_puede_y_dice_que_hacer() -> None:
    """Sin él no sale ningún correo: lo dice quien mira desde fuera."""
    leido = yaml.safe_load((RAIZ_PROYECTO / "operacion" / "prometheus.yml").read_text(encoding="utf-8"))
    reglas = {r["alert"]: r for grupo in leido["groups"] for r in grupo["rules"]}
    assert {"ConocelesSinObrero", "ConocelesBaseMuerta", "ConocelesSinMetricas"} <= reglas.keys()
    assert all(r["annotations"]["summary"] and r["annotations"]["description"] for r in reglas.values())
