"""Con algo registrado, volver a cargar la carpeta es proponer: se ve qué cambia y para quién, cita sus actos y lo aprueba una cuenta."""

from __future__ import annotations

import argparse
import re
import shutil
import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.arranque.ordenes import proceso_cargar
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import canonico, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas
from conoceles.proceso.contenido.cotejo import cambiadas
from conoceles.proceso.models import CambioPropuesto, Enmienda, Proceso
from conoceles.proceso.operaciones import Cargado, aprobar, que_propone
from paginas import check, texto
from personas import CLAVE, CORA, DINA, enmendar, recargar, registrada
from publicacion.por_fuera import cambiar
from vidas import llevar

ACTO = ("--acto", "IEPC/CG50/2024", "--fecha", "2024-04-24", "--organo", "Consejo General")
JORNADA = ("jornada = { dia = 2024-06-02 }", "jornada = { dia = 2024-06-09 }")
PUBLICACION = "publicacion_inicio = { dia = 2024-04-10, supuesto = true }"
COLOR = ('color = "#', 'color = "#ABCDEF" # "')
RUTA = "/contenidos/propuesto/"
Ordenar = Callable[..., Cargado]
Escribir = Callable[..., None]


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / CLAVE)


@pytest.fixture
def escribir(carpeta: Path) -> Escribir:
    """Cambia un texto de un archivo de la carpeta."""

    def cambiar(antes: str, despues: str, archivo: str = "proceso.toml") -> None:
        texto = (carpeta / archivo).read_text("utf-8")
        assert antes in texto
        (carpeta / archivo).write_text(texto.replace(antes, despues, 1), "utf-8")

    return cambiar


@pytest.fixture
def ordenar(carpeta: Path, proceso: Proceso) -> Ordenar:
    """`proceso cargar` de esa carpeta."""

    def cargar(*opciones: str) -> Cargado:
        parser = argparse.ArgumentParser()
        proceso_cargar.argumentos(parser)
        return proceso_cargar.ejecutar(parser.parse_args([str(carpeta), *opciones]))

    return cargar


@pytest.fixture
def registrada_una(proceso: Proceso, ahora: datetime) -> Candidatura:
    return registrada(proceso, "aaaa1111", ahora)


def test_mientras_nada_se_registra_la_carpeta_se_carga_sin_mas(ordenar: Ordenar, escribir: Escribir) -> None:
    escribir(*JORNADA)
    cargado = ordenar()
    assert (cargado["aplicado"], cargado["cambio"], cargado["diferencias"]) == (True, True, [])
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 9)


def test_simular_no_cambia_nada_ni_en_un_borrador(
    ordenar: Ordenar, escribir: Escribir, proceso: Proceso
) -> None:
    asentados = Entrada.objects.count()
    escribir(*JORNADA)
    assert ordenar("--simular")["aplicado"] is False
    assert (Proceso.objects.get().huella, Entrada.objects.count()) == (proceso.huella, asentados)


def test_sin_aplicar_dice_que_cambia_y_para_quien_y_no_cambia_nada(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    llevar(registrada_una, "publicada", ahora)
    asentados = Entrada.objects.count()
    escribir(PUBLICACION, "publicacion_inicio = { dia = 2024-04-28 }")
    escribir(*JORNADA)
    dicho = proceso_cargar.texto(ordenar(*ACTO))
    assert "cambia: Jornada electoral: 2024-06-02 → 2024-06-09" in dicho
    assert "cambia: Inicio de la publicación: 2024-04-10 → 2024-04-28" in dicho
    assert "provoca: Hoy el sitio público publica; al guardar, todavía no publica." in dicho
    assert "Sus perfiles dejan de verse." in dicho
    assert "No se cambió nada, y así no se propondría." in dicho
    escribir("publicacion_inicio = { dia = 2024-04-28 }", PUBLICACION)
    assert "Para proponerlo, la misma orden con --aplicar." in proceso_cargar.texto(ordenar(*ACTO))
    assert (Proceso.objects.get().huella, Entrada.objects.count()) == (proceso.huella, asentados)


def test_lo_que_provoca_y_las_fechas_van_primero_y_lo_demas_se_cuenta(
    ordenar: Ordenar, escribir: Escribir, carpeta: Path, registrada_una: Candidatura, ahora: datetime
) -> None:
    """Una carpeta vieja cambia cientos de textos, uno de ellos de miles de letras: lo que importa son dos renglones."""
    llevar(registrada_una, "publicada", ahora)
    escribir(*JORNADA)
    textos = carpeta / "curricular.toml"
    textos.write_text(textos.read_text("utf-8").replace('etiqueta = "', 'etiqueta = "Antes: '), "utf-8")
    escribir('version = "', 'version = "vieja-', "curricular.toml")
    raiz = tomllib.loads((carpeta / "proceso.toml").read_text("utf-8"))
    preguntas = carpeta / raiz["archivos"]["preguntas"]
    preguntas.write_text(preguntas.read_text("utf-8") + "\n## ¿Y esto?\n" + "Sí. " * 2_000, "utf-8")
    lineas = proceso_cargar.texto(ordenar()).splitlines()
    assert lineas[0].startswith("provoca: ")
    primera = next(n for n, linea in enumerate(lineas) if linea.startswith("cambia: "))
    assert lineas[primera] == "cambia: Jornada electoral: 2024-06-02 → 2024-06-09"
    assert any(re.match(r"cambia: preguntas: \d+ cambios en \d+ partes \(", linea) for linea in lineas)
    assert sum(linea.startswith("cambia: ") for linea in lineas) < 12
    completas = proceso_cargar.texto(ordenar("--completo")).splitlines()
    assert sum(linea.startswith("cambia: ") for linea in completas) > 30
    assert any("letras)" in linea for linea in completas)
    assert max(map(len, (linea for linea in completas if linea.startswith("cambia: ")))) < 220


def test_sin_su_acto_no_se_propone(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    escribir(*JORNADA)
    assert "No se cambió nada, y así no se propondría." in proceso_cargar.texto(ordenar())
    with pytest.raises(
        ErrorDeDominio, match=r"con el acto que lo autoriza \(fechas\): Jornada electoral"
    ) as error:
        ordenar("--aplicar")
    assert (error.value.campo, Proceso.objects.get().huella) == ("acto", proceso.huella)
    assert not CambioPropuesto.objects.exists()


def test_un_acto_no_autoriza_dos_materias_si_nadie_lo_dice(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura
) -> None:
    """Un solo número movía la jornada y, de paso, otra cosa."""
    escribir(*JORNADA)
    escribir(*COLOR)
    with pytest.raises(ErrorDeDominio, match="Cambian varias materias: fechas, fuerzas"):
        ordenar("--aplicar", *ACTO)
    with pytest.raises(ErrorDeDominio, match=r"con el acto que lo autoriza \(fuerzas\)"):
        ordenar("--aplicar", *ACTO, "--para", "fechas")
    with pytest.raises(ErrorDeDominio, match="«boda» no es una materia"):
        ordenar("--aplicar", *ACTO, "--para", "boda")
    otro = ("--acto", "IEPC/CG52/2024", "--fecha", "2024-04-23", "--organo", "Consejo General")
    ordenar("--aplicar", *ACTO, "--para", "fechas", *otro, "--para", "fuerzas")
    aprobar(cambio=CambioPropuesto.objects.get(), por=DINA, ahora=reloj.ahora())
    assert {(e.pieza, e.numero) for e in Enmienda.objects.all()} == {
        ("fecha-jornada", "IEPC/CG50/2024"),
        ("", "IEPC/CG52/2024"),
    }


def test_lo_propuesto_no_rige_hasta_que_dina_lo_aprueba_y_en_la_historia_estan_los_dos(
    ordenar: Ordenar,
    escribir: Escribir,
    registrada_una: Candidatura,
    dina: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SUDO_USER", "operador")
    previa = Proceso.objects.get().huella
    escribir(*JORNADA)
    dicho = ordenar("--aplicar", *ACTO)
    assert (dicho["aplicado"], dicho["propuesto"], Proceso.objects.get().huella) == (False, True, previa)
    assert "Quedó propuesto y todavía no rige" in proceso_cargar.texto(
        {**dicho, "efectos": [], "completo": False}
    )
    assert "Un cambio de la elección espera su aprobación" in dina.get("/revision/hoy/").content.decode()

    leida = dina.get(RUTA)
    pagina = texto(check(leida.content))
    assert "Lo propuso operador desde la consola" in pagina
    assert "Jornada electoral: 2024-06-02 → 2024-06-09" in pagina
    assert "Consejo General, IEPC/CG50/2024" in pagina
    assert dina.post(RUTA).status_code == 409, "lo que no se leyó no se aprueba"
    assert dina.post(RUTA, {"leido": leida.context["previa"].huella, "confirmo": "si"}).status_code == 302

    [una] = Enmienda.objects.all()
    assert (una.pieza, una.carpeta, una.huella_previa, una.propuso) == (
        "fecha-jornada",
        True,
        previa,
        "operador",
    )
    assert (una.antes["dia"], una.despues["dia"]) == ("2024-06-02", "2024-06-09")
    quien = Cuenta.objects.get(correo__startswith="dina")
    assert (una.numero, una.despues["acuerdo"]["numero"], una.por) == (
        *2 * ["IEPC/CG50/2024"],
        f"cuenta:{quien.pk}",
    )
    [asiento] = Entrada.objects.filter(acto="definicion_enmendada")
    assert (asiento.datos["fecha"], asiento.datos["dia"]) == ("jornada", "2024-06-09")
    assert Entrada.objects.get(acto="cambio_propuesto").datos["propuso"] == "operador"
    assert [*cambiadas(), *filas()] == []
    historia = texto(check(dina.get(reverse("contenidos_historia")).content))
    assert (
        "lo propuso operador desde la consola, con la carpeta · Consejo General, IEPC/CG50/2024" in historia
    )
    assert dina.get(RUTA).status_code == 404


def test_ni_quien_revisa_ni_quien_captura_lo_lee_ni_lo_aprueba(
    ordenar: Ordenar,
    escribir: Escribir,
    registrada_una: Candidatura,
    cora: Client,
    ana: Client,
    ahora: datetime,
) -> None:
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    cambio = CambioPropuesto.objects.get()
    assert [c.get(RUTA).status_code for c in (cora, ana)] == [404, 404]
    for otra in (CORA, Alcance.sistema("proceso")):
        with pytest.raises(NoEncontrado):
            aprobar(cambio=cambio, por=otra, ahora=ahora)
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)


def test_descartado_no_rige_y_entonces_cabe_otro(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, dina: Client
) -> None:
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    with pytest.raises(Conflicto, match="Ya hay un cambio de esta elección que espera"):
        ordenar("--aplicar", *ACTO)
    assert dina.post(RUTA, {"descartar": "si"}).status_code == 302
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)
    assert Entrada.objects.filter(acto="cambio_descartado").count() == 1
    assert ordenar("--aplicar", *ACTO)["propuesto"]


def test_lo_que_cambio_entre_proponer_y_aprobar_lo_detiene_y_lo_ajeno_no(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, dina: Client, ahora: datetime
) -> None:
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    cambio = CambioPropuesto.objects.get()
    enmendar("fecha-boletas_impresion", ahora, dia="2024-05-02")
    assert que_propone(cambio).huella == cambio.diferencia
    enmendar("fecha-jornada", ahora, dia="2024-06-16")
    with pytest.raises(ErrorDeDominio):
        aprobar(cambio=cambio, por=DINA, ahora=ahora)
    leida = dina.get(RUTA)
    assert leida.status_code in (409, 422)
    assert "Aprobar y poner en vigor" not in texto(check(leida.content))
    assert dina.post(RUTA, {"descartar": "si"}).status_code == 302
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 16)


@pytest.mark.postgres
def test_lo_propuesto_no_se_cambia_ni_se_aprueba_por_fuera(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, ahora: datetime
) -> None:
    """Ni quien lo propuso lo aprueba, aunque escriba en la base; y lo que otro cliente cambió en ello no rige."""
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    cambio, propuestos = CambioPropuesto.objects.get(), QuerySet(CambioPropuesto)
    for campos in ({"fuentes": {}}, {"aprobado": True, "fin_por": cambio.por, "fin_en": ahora}):
        with pytest.raises(DatabaseError), transaction.atomic():
            propuestos.update(**campos)
    cambiar(CambioPropuesto, {}, citados=[])
    with pytest.raises(ErrorDeDominio):
        aprobar(cambio=CambioPropuesto.objects.get(), por=DINA, ahora=ahora)
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)


def test_las_personas_registradas_no_pasan_a_ser_inventadas(
    ordenar: Ordenar, registrada_una: Candidatura
) -> None:
    Proceso.objects.update(inventado=False)
    with pytest.raises(ErrorDeDominio, match="no pueden pasar a ser inventadas"):
        ordenar("--inventado")


def test_el_acto_se_dice_entero(ordenar: Ordenar, registrada_una: Candidatura) -> None:
    with pytest.raises(ErrorDeDominio, match="Un acto se dice entero"):
        ordenar("--aplicar", "--acto", "IEPC/CG50/2024")


def test_el_acto_que_la_carpeta_ya_cita_basta(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura
) -> None:
    citado = 'acuerdo = { numero = "IEPC/CG51/2024", fecha = 2024-04-23, organo = "Consejo General" }'
    escribir(JORNADA[0], f"jornada = {{ dia = 2024-06-09, {citado} }}")
    ordenar("--aplicar")
    aprobar(cambio=CambioPropuesto.objects.get(), por=DINA, ahora=reloj.ahora())
    una = Enmienda.objects.get()
    assert (una.numero, una.fecha) == ("IEPC/CG51/2024", date(2024, 4, 23))


def test_la_misma_carpeta_otra_vez_no_cambia_nada_y_una_corregida_si(
    ordenar: Ordenar, escribir: Escribir, carpeta: Path, registrada_una: Candidatura, ahora: datetime
) -> None:
    """Aplicada con su acto, la carpeta todavía no lo cita; y quien se equivocó de día lo corrige por el mismo camino."""
    escribir(*JORNADA)
    recargar(carpeta, ahora)
    assert ordenar("--aplicar")["cambio"] is False
    escribir(*reversed(JORNADA))
    recargar(carpeta, ahora)
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)
    assert [e.despues["dia"] for e in Enmienda.objects.all()] == ["2024-06-09", "2024-06-02"]


def test_la_carpeta_vieja_no_deshace_lo_enmendado_en_pantalla_despues(
    ordenar: Ordenar, escribir: Escribir, carpeta: Path, registrada_una: Candidatura, ahora: datetime
) -> None:
    escribir(*JORNADA)
    recargar(carpeta, ahora)
    enmendar("fecha-jornada", ahora, dia="2024-06-16")
    assert ordenar("--aplicar")["enmiendas"] == ["Jornada electoral (IEPC/CG45/2024)"]
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 16)


def test_una_apertura_que_ya_paso_no_se_mueve_al_futuro(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    escribir(PUBLICACION, "publicacion_inicio = { dia = 2024-04-28 }")
    with pytest.raises(
        ErrorDeDominio, match="Inicio de la publicación, del 10 de abril de 2024 al 28 de abril"
    ):
        ordenar("--aplicar", *ACTO)
    assert Proceso.objects.get().huella == proceso.huella


def test_lo_que_no_se_edita_en_pantalla_tambien_queda_de_que_a_que(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, dina: Client
) -> None:
    antes = next(f.color for f in consultas.definicion(CLAVE).fuerzas if f.siglas == "PAN")
    escribir(antes, "#123456")
    assert ordenar("--aplicar", *ACTO)["diferencias"] == [f"fuerzas · PAN · color: {antes} → #123456"]
    aprobar(cambio=CambioPropuesto.objects.get(), por=DINA, ahora=reloj.ahora())
    una = Enmienda.objects.get()
    assert (una.antes, una.despues) == (
        {"fuerzas · PAN · color": antes},
        {"fuerzas · PAN · color": "#123456"},
    )
    leida = dina.get(reverse("contenidos_historia")).content.decode()
    assert "Lo demás que trajo la carpeta" in leida
    assert "#123456" in leida


def test_solo_comentarios_no_es_un_cambio(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura
) -> None:
    raiz = carpeta / "proceso.toml"
    raiz.write_text(f"# Revisada\n{raiz.read_text('utf-8')}", "utf-8")
    cargado = ordenar()
    assert (cargado["aplicado"], cargado["cambio"], Enmienda.objects.exists()) == (True, False, False)


def test_quien_sigla_otra_contienda_se_dice_entero(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura
) -> None:
    """Un convenio no tiene clave: se dice qué renglón sale y cuál entra, con todo lo suyo."""
    convenios = carpeta / "convenios.csv"
    texto = convenios.read_text("utf-8")
    assert "SHHD,2,PVEM," in texto
    convenios.write_text(texto.replace("SHHD,2,PVEM,", "SHHD,2,MORENA,", 1), "utf-8")
    [dicho] = ordenar()["diferencias"]
    sale, _, entra = dicho.partition(" → ")
    assert "partido: PVEM" in sale
    assert "partido: MORENA" in entra


@pytest.mark.postgres
def test_lo_que_un_cliente_de_la_base_movio_lo_repone_la_carpeta_que_regia_y_ninguna_otra(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    """Con la apertura movida por fuera, reponerla parecería llevarla al futuro: lo que consta no pide acto."""
    movida = deepcopy(proceso.definicion)
    movida["calendario"]["fechas"]["jornada"]["dia"] = "2024-06-30"
    cambiar(Proceso, {"pk": CLAVE}, definicion=movida, huella=canonico.huella(movida))
    escribir(*JORNADA)
    with pytest.raises(ErrorDeDominio, match="Cargue primero la carpeta que regía"):
        ordenar("--aplicar", *ACTO)
    escribir(*reversed(JORNADA))
    assert ordenar()["aplicado"]
    assert list(cambiadas()) == []
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)
    cambiar(Proceso, {"pk": CLAVE}, definicion=movida)  # y sin tocar su huella
    assert [frase for _, frase in cambiadas()] == ["su definición no es la que su huella resume"]
    ordenar()
    assert list(cambiadas()) == []


def test_una_contienda_con_candidaturas_no_cambia_de_cargo(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura, proceso: Proceso
) -> None:
    cargo = registrada_una.formula.contienda.cargo
    for ruta in carpeta.rglob("*.toml"):
        texto = ruta.read_text("utf-8")
        ruta.write_text(texto.replace(f'clave = "{cargo}"', f'clave = "{cargo}-otro"'), "utf-8")
    with pytest.raises(ErrorDeDominio):
        ordenar("--aplicar", *ACTO)
    assert Proceso.objects.get().huella == proceso.huella
