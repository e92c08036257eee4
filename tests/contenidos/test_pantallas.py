"""Dina edita en pantalla: ve cómo queda, a quién le cambia algo y guarda con su acuerdo."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.contenidos.consultas import grupos as contenidos_de
from conoceles.nucleo import reloj
from conoceles.proceso import consultas
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.models import Enmienda, Proceso
from conoceles.proceso.serie import huella
from contenidos.edicion import ACTO, escrito, guardar, ver
from paginas import check
from paginas import texto as leido
from personas import CLAVE, leer_aviso, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


def test_la_lista_trae_cada_pieza_con_su_valor_y_su_acto(dina: Client, proceso: Proceso) -> None:
    pagina = dina.get("/contenidos/")
    texto = pagina.content.decode()
    assert "Jornada electoral" in texto
    assert "2 de junio de 2024" in texto
    assert "Falta el acuerdo que fija el inicio de la publicación." in texto
    guardar(dina, "fecha-publicacion_inicio")
    texto = dina.get("/contenidos/").content.decode()
    assert "Falta el acuerdo que fija el inicio de la publicación." not in texto
    assert "Consejo General, IEPC/CG45/2024, 20 de abril de 2024 · Lo cambió Dina" in texto


def test_la_lista_dice_donde_se_cambian_las_preguntas_y_por_que(
    dina: Client, proceso: Proceso, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quien abre «Contenidos» para cambiar una pregunta se entera ahí de que es de la carpeta; y de las frecuentes que no hay."""
    pagina = leido(check(dina.get("/contenidos/").content))
    assert (
        "La pregunta misma, sus respuestas, si es obligatoria y si se publica se escriben en la carpeta"
        in pagina
    )
    assert "Esta elección no las tiene" not in pagina
    todos = contenidos_de(proceso)
    monkeypatch.setattr(
        "conoceles.contenidos.consultas.grupos", lambda _: [g for g in todos if g.clave != "preguntas"]
    )
    pagina = leido(check(dina.get("/contenidos/").content))
    assert 'el renglón preguntas = "preguntas.md", y cárguela otra vez.' in pagina


def test_ver_como_queda_no_guarda_y_dice_que_cambia(dina: Client, proceso: Proceso) -> None:
    texto = ver(dina, "preguntas", preguntas="# Preguntas\n\n## ¿Nueva?\n\nSí, **nueva**.").content.decode()
    assert '<ins><span class="oculto">Entra: </span>## ¿Nueva?</ins>' in texto
    assert "<strong>nueva</strong>" in texto
    assert not Enmienda.objects.exists()


def test_guardar_rige_enseguida_y_queda_con_quien_y_por_que(dina: Client, proceso: Proceso) -> None:
    respuesta = guardar(dina, "fecha-jornada", dia="2024-06-09")
    assert respuesta["Location"].startswith("/contenidos/fecha-jornada/?acuse=")
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 9)
    pagina = dina.get(respuesta["Location"]).content.decode()
    for dicho in (
        "Ya rige",
        "Dina · Consejo General, IEPC/CG45/2024, 20 de abril de 2024",
        "9 de junio de 2024",
    ):
        assert dicho in pagina
    assert "Jornada electoral" in dina.get("/contenidos/historia/").content.decode()
    assert Entrada.objects.get(acto="definicion_enmendada").actor.startswith("cuenta:")


def test_campana_antes_del_registro_se_dice_junto_al_dia_y_conserva_lo_escrito(
    dina: Client, proceso: Proceso
) -> None:
    respuesta = ver(dina, "fecha-campana_inicio", dia="2024-03-20")
    assert respuesta.status_code == 422
    [campo] = respuesta.context["campos"]
    assert "a campaña empieza antes que el registro de candidaturas" in campo.error
    assert campo.escrito == "2024-03-20"
    assert not Enmienda.objects.exists()


@pytest.mark.parametrize(
    ("pieza", "cambio", "campo", "frase"),
    [
        ("fecha-jornada", {"dia": "30 de febrero"}, "dia", "un día que exista"),
        ("fecha-jornada", {"acto_numero": " "}, "acto_numero", "Escriba este dato"),
        ("fecha-jornada", {"dia": ""}, "dia", "Escriba este dato"),
        ("plazo-captura", {"dias": "quince"}, "dias", "número entero"),
        ("plazo-captura", {"dias": "0"}, "dias", "Debe ser 1 o más"),
        ("inhabiles", {"inhabiles": "2024-03-28\nviernes"}, "inhabiles", "un día por renglón"),
        ("franja-sitio", {"texto": "Hola"}, "desde", "Escriba este dato"),
        ("franja-sitio", {"texto": "x" * 301}, "texto", "Caben 300"),
        (
            "fecha-captura_cierre",
            {"dia": "2024-03-30"},
            "dia",
            "(aprobación del registro de candidaturas: 5 de abril de 2024,",
        ),
        ("preguntas", {}, "preguntas", "No cambió nada"),
        ("aviso-integral", {"archivo": "Otro texto."}, "version", "Escriba una versión nueva"),
        ("aviso-integral", {"archivo": " ", "version": "2"}, "archivo", "Escriba este dato"),
    ],
)  # fmt: skip
def test_lo_mal_escrito_se_dice_junto_a_su_causa(
    dina: Client, proceso: Proceso, pieza: str, cambio: dict[str, str], campo: str, frase: str
) -> None:
    respuesta = ver(dina, pieza, **cambio)
    assert respuesta.status_code == 422
    errores = {c.dato.clave: c.error for c in (*respuesta.context["campos"], *respuesta.context["acto"])}
    assert frase in errores[campo]
    check(respuesta.content)


def test_el_html_de_un_texto_sale_escapado(dina: Client, proceso: Proceso) -> None:
    ataque = (
        '<script>alert(1)</script> <img src=x onerror="alert(1)"> [x](javascript:alert(1)) {{ 7|add:35 }}'
    )
    for pieza, dicho in (
        ("preguntas", {"preguntas": ataque}),
        ("ayuda-identidad-indigena", {"ayuda": ataque, "por_que": ataque}),
        ("franja-captura", {"texto": ataque, "desde": "2024-04-25", "hasta": "2024-04-25"}),
    ):
        textos = [ver(dina, pieza, **dicho).content.decode()]
        guardar(dina, pieza, **dicho)
        textos += [
            dina.get(ruta).content.decode() for ruta in (f"/contenidos/{pieza}/", "/contenidos/historia/")
        ]
        for texto in textos:
            assert "<script>alert" not in texto
            assert "<img src=x" not in texto
            assert 'href="javascript:' not in texto
            assert "{{ 7|add:35 }}" in texto  # lo escrito no es una plantilla


def test_si_otra_persona_guardo_antes_se_avisa_y_no_se_pisa(dina: Client, proceso: Proceso) -> None:
    vieja = escrito(dina, "preguntas") | {"preguntas": "Segunda"}
    guardar(dina, "preguntas", preguntas="Primera")
    respuesta = dina.post("/contenidos/preguntas/", vieja | {"accion": "guardar"})
    assert "Otra persona cambió esto" in respuesta.content.decode()
    assert consultas.definicion(CLAVE).preguntas_frecuentes == "Primera\n"
    reintento = {c.dato.clave: c.escrito for c in respuesta.context["campos"]} | ACTO
    dina.post(
        "/contenidos/preguntas/", reintento | {"visto": respuesta.context["visto"], "accion": "guardar"}
    )
    assert consultas.definicion(CLAVE).preguntas_frecuentes == "Segunda\n"


def test_seguir_editando_conserva_lo_escrito(dina: Client, proceso: Proceso) -> None:
    previa = ver(dina, "preguntas", preguntas="A medias")
    vuelta = dina.post(
        "/contenidos/preguntas/", previa.context["escrito"] | {"accion": "editar", "visto": "x"}
    )
    assert {c.dato.clave: c.escrito for c in vuelta.context["campos"]} == {"preguntas": "A medias"}
    assert [c.escrito for c in vuelta.context["acto"]] == list(ACTO.values())


# ------------------------------------------------------------ consecuencias


def test_mover_el_plazo_dice_a_cuantas_candidaturas_les_cambia(
    dina: Client, registrar: Callable[..., Candidatura]
) -> None:
    registrar("aaaa1111")
    registrar("aaaa2222")
    frases = ver(dina, "plazo-captura", dias="20").context["consecuencias"]
    assert "2 candidaturas verán un plazo de captura distinto." in frases


def test_un_aviso_nuevo_se_vuelve_a_pedir_a_quien_leyo_el_anterior(
    dina: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    dicho = {"archivo": "# Aviso\n\nAprobado.", "version": "2024-1"}
    frases = ver(dina, "aviso-integral", **dicho).context["consecuencias"]
    assert "1 candidatura deberá leer otra vez el aviso de privacidad." in frases
    seccion = f"/candidaturas/{candidatura.folio}/historia/"
    assert ana.get(seccion).status_code == 200
    guardar(dina, "aviso-integral", **dicho)
    assert ana.get(seccion)["Location"] == f"/candidaturas/{candidatura.folio}/aviso/"
    assert "Aprobado." in ana.get(f"/candidaturas/{candidatura.folio}/aviso/").content.decode()
    leer_aviso(candidatura, ahora)
    assert ana.get(seccion).status_code == 200


def test_anotar_el_acto_de_un_aviso_que_dice_borrador_pide_quitarlo(dina: Client, proceso: Proceso) -> None:
    """Y del acto solo, que no se ve en ninguna parte, no dice que deje de mostrarse nada."""
    assert "se publica como borrador. Quite" in leido(check(ver(dina, "aviso-integral").content))
    aprobado = {"archivo": "# Aviso\n\nAprobado.", "version": "2024-1"}
    assert "borrador" not in " ".join(ver(dina, "aviso-integral", **aprobado).context["consecuencias"])
    assert "Cómo se verá" not in leido(check(ver(dina, "acto-formato_consentimiento").content))


def test_mover_el_inicio_de_publicacion_dice_que_pasara_con_el_sitio(dina: Client, proceso: Proceso) -> None:
    frases = ver(dina, "fecha-publicacion_inicio", dia="2024-04-27").context["consecuencias"]
    assert "Hoy el sitio público publica; al guardar, todavía no publica." in frases


def test_abrir_la_captura_por_calendario_dice_cuantas_se_abren(
    dina: Client, proceso: Proceso, ahora: datetime
) -> None:
    registrada(proceso, "aaaa1111", ahora)
    frases = ver(dina, "fecha-captura_inicio", dia="2024-04-25").context["consecuencias"]
    assert "La captura se abrirá en el siguiente minuto para 1 candidatura sin abrir." in frases


# ------------------------------------------------------------ lo que los demás ven


def test_la_franja_se_ve_en_captura_solo_sus_dias(
    dina: Client, ana: Client, proceso: Proceso, ahora: datetime
) -> None:
    guardar(
        dina, "franja-captura", texto="Cerramos <hoy> a las 18:00", desde="2024-04-25", hasta="2024-04-25"
    )
    assert "Cerramos &lt;hoy&gt; a las 18:00" in ana.get("/").content.decode()
    with reloj.congelado(ahora.replace(day=26, hour=0)):
        assert "Cerramos" not in ana.get("/").content.decode()


def test_un_aviso_de_operacion_no_pide_acto_y_consta_quien_lo_puso(
    dina: Client, ana: Client, proceso: Proceso
) -> None:
    sin = {"acto_numero": "", "acto_fecha": "", "acto_organo": ""}
    guardar(
        dina,
        "franja-captura",
        texto="Mantenimiento a las 2:00",
        desde="2024-04-25",
        hasta="2024-04-25",
        **sin,
    )
    assert "Mantenimiento a las 2:00" in ana.get("/").content.decode()
    historia = leido(check(dina.get("/contenidos/franja-captura/").content))
    assert "Dina · Instancia Interna, sin acuerdo (operación), 25 de abril de 2024" in historia
    assert ver(dina, "fecha-captura_inicio", dia="2024-04-26", **sin).status_code == 422
    a_medias = ver(dina, "franja-captura", texto="Otro", **sin | {"acto_numero": "UTTAIP/1"})
    assert a_medias.status_code == 422, "un acto a medias no se supone"


def test_borrar_el_texto_de_una_franja_la_retira(dina: Client, ana: Client, proceso: Proceso) -> None:
    guardar(dina, "franja-captura", texto="Cerramos hoy", desde="2024-04-25", hasta="2024-04-25")
    guardar(dina, "franja-captura", texto="")
    assert consultas.definicion(CLAVE).franjas == {}
    assert "Cerramos" not in ana.get("/").content.decode()


def test_la_ayuda_enmendada_se_lee_junto_a_su_tema(
    dina: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    guardar(dina, "ayuda-identidad-indigena", ayuda="Otra definición (otra fuente).")
    guardar(dina, "ayuda-identidad", por_que="Para medir la desigualdad.")
    raiz = f"/candidaturas/{candidatura.folio}/identidad/"
    assert "Otra definición (otra fuente)." in ana.get(raiz).content.decode()
    assert "Para medir la desigualdad." in ana.get(raiz).content.decode()


def test_descargar_la_carpeta_trae_lo_enmendado(dina: Client, proceso: Proceso, tmp_path: Path) -> None:
    guardar(dina, "fecha-jornada", dia="2024-06-09")
    respuesta = dina.post("/contenidos/exportar/")
    assert respuesta["Content-Disposition"] == f'attachment; filename="{CLAVE}.zip"'
    with zipfile.ZipFile(io.BytesIO(respuesta.content)) as archivo:
        archivo.extractall(tmp_path)
    assert huella(leer_carpeta(tmp_path / CLAVE)) == Proceso.objects.get().huella
    assert Entrada.objects.filter(acto="definicion_exportada").count() == 1


def test_sin_eleccion_en_curso_no_hay_contenidos(dina: Client, proceso: Proceso) -> None:
    Proceso.objects.update(historico=True)
    assert dina.get("/contenidos/").status_code == 404


def test_los_inhabiles_que_resultan_dicen_por_que(dina: Client, proceso: Proceso) -> None:
    texto = dina.get("/contenidos/inhabiles/").content.decode()
    for motivo in (
        "Día del Trabajo",
        "En conmemoración del 21 de marzo",
        "De la autoridad electoral",
        "Jornada electoral",
    ):
        assert motivo in texto
