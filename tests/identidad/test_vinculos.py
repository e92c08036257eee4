"""Sus perfiles de dos elecciones se nombran solo si ella lo pide, acreditada, y mientras quiera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.identidad.models import Acreditacion, Vinculo
from conoceles.identidad.operaciones import suprimir
from conoceles.identidad.permisos import acreditaciones, vinculos
from conoceles.identidad.permisos.vinculos import reconocidos
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from conoceles.publicacion.publicador import publicar
from elecciones import OTRA, DosElecciones, dos_elecciones
from paginas import check, texto
from personas import CLAVE, CORA, DINA, SISTEMA, de_partido, dentro, poner_en

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

EN_OTRA = datetime.fromisoformat("2025-04-14T10:00:00-06:00")  # ya publica perfiles
EVIDENCIA = {"evidencia": "identificacion", "referencia": "Acta 3/2027"}


@dataclass
class Caso:
    dos: DosElecciones
    eva: Cuenta
    ahora: datetime

    @property
    def una(self) -> Candidatura:
        return self.dos.en_una

    @property
    def otra(self) -> Candidatura:
        return self.dos.en_otra

    @property
    def por(self) -> Alcance:
        return alcance_de(self.eva)

    def pedir(self, perfil: str = "bbbb2222", *, quiere: bool = True, por: Alcance | None = None) -> int:
        vinculos.pedir(
            candidatura=self.una, perfil=perfil, quiere=quiere, por=por or self.por, ahora=self.ahora
        )
        return self.pendiente()

    def pendiente(self) -> int:
        return vinculos.por_reconocer(DINA)[-1].numero

    def reconocido(self) -> int:
        vinculos.reconocer(numero=self.pedir(), **EVIDENCIA, por=DINA, ahora=self.ahora)
        [visto] = vinculos.de_la_candidatura(self.una)
        return visto.numero

    def dicen(self) -> bool:
        claves = (self.una.clave_identidad, self.otra.clave_identidad)
        assert reconocidos() in ({}, {claves[0]: [claves[1]], claves[1]: [claves[0]]})
        return bool(reconocidos())


@pytest.fixture
def caso(base: None, ahora: datetime) -> Caso:
    """Eva, acreditada en su cuenta de la primera; las dos candidaturas, publicadas."""
    dos = dos_elecciones(ahora)
    for fila in (dos.en_una, dos.en_otra):
        poner_en(fila, "publicada")
    eva = crear_cuenta(
        correo="eva@prueba.mx", clave=None, nombre="Eva", papel="candidatura",
        ambito=f"candidatura:{dos.en_una.pk}", por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    acreditaciones.acreditar(
        candidatura=dos.en_una, cuenta=eva.pk, direccion="eva@prueba.mx", evidencia="identificacion",
        referencia="Acta 1", por=DINA, ahora=ahora,
    )  # fmt: skip
    return Caso(dos, eva, ahora)


@pytest.mark.postgres
def test_pedido_no_se_dice_y_reconocido_lo_dicen_los_dos(caso: Caso) -> None:
    numero = caso.pedir(f"https://conoceles.example/{OTRA}/candidaturas/BBBB2222/")
    assert not caso.dicen()
    vinculos.reconocer(numero=numero, **EVIDENCIA, por=DINA, ahora=caso.ahora)
    assert caso.dicen()
    dichas = Entrada.objects.using("identidad").filter(acto="vinculo_reconocido")
    assert set(dichas.values_list("folio", "proceso")) == {("aaaa1111", CLAVE), ("bbbb2222", OTRA)}


def test_nadie_mas_lo_pide(caso: Caso) -> None:
    for quien in (de_partido(caso.una), de_partido(caso.otra), CORA):
        with pytest.raises(NoEncontrado):
            caso.pedir(por=quien)


def test_sin_acreditar_no_se_pide(caso: Caso) -> None:
    acreditaciones.retirar(
        candidatura=caso.una, cuenta=caso.eva.pk, referencia="Error", por=DINA, ahora=caso.ahora
    )
    with pytest.raises(Conflicto, match="acreditar"):
        caso.pedir()


def test_retirada_la_acreditacion_ya_no_se_reconoce(caso: Caso) -> None:
    numero = caso.pedir()
    acreditaciones.retirar(
        candidatura=caso.una, cuenta=caso.eva.pk, referencia="No era ella", por=DINA, ahora=caso.ahora
    )
    with pytest.raises(Conflicto, match="ya no está acreditada"):
        vinculos.reconocer(numero=numero, **EVIDENCIA, por=DINA, ahora=caso.ahora)
    assert not caso.dicen()


@pytest.mark.parametrize("perfil", ["", "aaaa1111", "zzzz9999", "https://ejemplo.example/x/candidaturas/no/"])
def test_un_perfil_que_no_es_de_otra_eleccion_no_sirve(caso: Caso, perfil: str) -> None:
    with pytest.raises(ErroresDeCampos) as dicho:
        caso.pedir(perfil)
    assert set(dicho.value.errores) == {"perfil"}
    assert "con información publicada en esa dirección" in dicho.value.errores["perfil"], (
        "un perfil vacío sí se abre"
    )


def test_sin_marcar_que_lo_quiere_no_se_pide(caso: Caso) -> None:
    with pytest.raises(ErroresDeCampos) as dicho:
        caso.pedir(quiere=False)
    assert set(dicho.value.errores) == {"quiere"}


def test_solo_administracion_lo_reconoce_y_con_evidencia(caso: Caso) -> None:
    numero = caso.pedir()
    for quien in (CORA, caso.por, de_partido(caso.una)):
        with pytest.raises(NoEncontrado):
            vinculos.reconocer(numero=numero, **EVIDENCIA, por=quien, ahora=caso.ahora)
    with pytest.raises(ErroresDeCampos) as dicho:
        vinculos.reconocer(
            numero=numero, evidencia="acreditada_en_las_dos", referencia="", por=DINA, ahora=caso.ahora
        )
    assert set(dicho.value.errores) == {"evidencia", "referencia"}
    assert not caso.dicen()


@pytest.mark.postgres
def test_lo_retira_ella_y_solo_ella(caso: Caso) -> None:
    numero = caso.reconocido()
    for quien in (CORA, de_partido(caso.una)):
        with pytest.raises(NoEncontrado):
            vinculos.retirar(numero=numero, candidatura=caso.una, por=quien, ahora=caso.ahora)
    vinculos.retirar(numero=numero, candidatura=caso.una, por=caso.por, ahora=caso.ahora)
    assert not caso.dicen()
    assert caso.pedir()  # puede pedirlo otra vez


def test_lo_que_retira_desde_la_pagina_de_antes_de_reconocerlo_se_retira(caso: Caso) -> None:
    numero = caso.pedir()
    vinculos.reconocer(numero=numero, **EVIDENCIA, por=DINA, ahora=caso.ahora)
    vinculos.retirar(numero=numero, candidatura=caso.una, por=caso.por, ahora=caso.ahora)
    assert not caso.dicen()


def test_si_una_concluye_o_se_suprime_nadie_lo_dice(caso: Caso) -> None:
    caso.reconocido()
    suprimir(candidatura=caso.otra, por=SISTEMA, ahora=caso.ahora)
    assert not caso.dicen()


def test_la_sustituida_ya_no_vincula(caso: Caso) -> None:
    caso.reconocido()
    concluir(
        candidatura=caso.otra, acto=Acto.RENUNCIA_REGISTRADA, acuerdo="1", fecha_acuerdo=caso.ahora.date(),
        por=DINA, ahora=caso.ahora,
    )  # fmt: skip
    assert not caso.dicen()


@pytest.mark.postgres
def test_la_base_no_admite_un_vinculo_sin_acreditar_ni_fuera_de_orden(caso: Caso) -> None:
    buena = Acreditacion.objects.get()
    una, otra = caso.una.clave_identidad, caso.otra.clave_identidad
    intentos: list[dict[str, object]] = [
        {"clave": otra, "otra": una, "estado": "pedido"},  # acreditada en la otra, no en esta
        {
            "clave": una,
            "otra": otra,
            "estado": "reconocido",
            "evidencia": "identificacion",
            "referencia": "1",
        },
        {"clave": una, "otra": otra, "estado": "retirado"},
        {"clave": una, "otra": una, "estado": "pedido"},
    ]
    for dicho in intentos:
        with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
            Vinculo.objects.create(**dicho, acreditacion=buena, por="cuenta:9", en=caso.ahora)
    caso.pedir()
    with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
        Vinculo.objects.create(
            clave=una, otra=otra, estado="reconocido", acreditacion=buena, por="cuenta:9", en=caso.ahora
        )
    with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
        Vinculo.objects.update(estado="reconocido")


def test_los_dos_perfiles_publicos_lo_dicen_hasta_que_lo_retira(
    caso: Caso, datos: Path, pagina: Callable[[str, str], str]
) -> None:
    caso.pedir()
    for clave, folio in ((CLAVE, "aaaa1111"), (OTRA, "bbbb2222")):
        assert "También es suyo" not in pagina(clave, folio)
    vinculos.reconocer(numero=vinculos.por_reconocer(DINA)[0].numero, **EVIDENCIA, por=DINA, ahora=caso.ahora)
    de_una, de_otra = pagina(CLAVE, "aaaa1111"), pagina(OTRA, "bbbb2222")
    assert f'href="../../../{OTRA}/candidaturas/bbbb2222/"' in de_una
    assert f'href="../../../{CLAVE}/candidaturas/aaaa1111/"' in de_otra
    assert "la propia persona lo pidió" in texto(check(de_una))
    [visto] = vinculos.de_la_candidatura(caso.una)
    vinculos.retirar(
        numero=visto.numero, candidatura=caso.una, por=caso.por, ahora=EN_OTRA + timedelta(hours=1)
    )
    assert OTRA not in pagina(CLAVE, "aaaa1111")
    assert CLAVE not in pagina(OTRA, "bbbb2222")
    conservadas = [p for p in (datos / "sitio").rglob("candidaturas/*/index.html") if not p.is_symlink()]
    assert not [p for p in conservadas if "También es suyo" in p.read_text("utf-8")]


@pytest.fixture
def pagina(datos: Path, ahora: datetime) -> Callable[[str, str], str]:
    """El perfil público de un folio, recién publicado."""
    secretos.crear_faltantes()

    def _pagina(clave: str, folio: str) -> str:
        publicar(clave, ahora=ahora if clave == CLAVE else EN_OTRA)
        ruta = datos / "sitio" / clave / "actual" / "candidaturas" / folio / "index.html"
        return ruta.read_text("utf-8")

    return _pagina


def test_las_pantallas_lo_piden_lo_reconocen_y_lo_retiran(caso: Caso) -> None:
    eva = dentro(caso.eva)
    ruta = "/candidaturas/aaaa1111/mis-datos/otro-perfil/"
    assert "Pedir el vínculo" in texto(check(eva.get(ruta).content))
    mala = eva.post(ruta, {"acto": "pedir", "perfil": "nada"})
    assert mala.status_code == 422
    assert 'value="nada"' in mala.content.decode()
    assert eva.post(ruta, {"acto": "pedir", "perfil": "bbbb2222", "quiere": "si"}).status_code == 302
    assert "lo está comprobando" in texto(check(eva.get(ruta).content))
    dina = dentro(
        crear_cuenta(
            correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA,
            ahora=caso.ahora,
        )
    )  # fmt: skip
    suya = f"/eleccion/{CLAVE}/derechos/vinculos/"
    assert "Vínculos entre perfiles por reconocer: 1" in texto(
        check(dina.get(f"/eleccion/{CLAVE}/revision/hoy/").content)
    )
    assert "Nadie lo ha pedido" in texto(check(dina.get(f"/eleccion/{OTRA}/derechos/vinculos/").content))
    perfiles = [f"/{CLAVE}/candidaturas/aaaa1111/", f"/{OTRA}/candidaturas/bbbb2222/"]
    assert all(f'{p}">' in dina.get(suya).content.decode() for p in perfiles)  # los dos, a la vista
    numero = caso.pendiente()
    falta = dina.post(suya, {"numero": str(numero), "acto": "reconocer", "referencia": "Acta 9"})
    assert falta.status_code == 422
    assert "Diga qué se tuvo a la vista" in texto(check(falta.content))
    dicho = {"numero": str(numero), "acto": "reconocer", **EVIDENCIA}
    assert dina.post(f"/eleccion/{OTRA}/derechos/vinculos/", dicho).status_code == 404
    assert dina.post(suya, dicho).status_code == 302
    assert caso.dicen()
    [visto] = [v.numero for v in vinculos.de_la_candidatura(caso.una)]
    assert eva.post(ruta, {"acto": "retirar", "numero": str(visto)}).status_code == 302
    assert not caso.dicen()
    assert dentro(caso.dos.ana).get(f"/eleccion/{CLAVE}{ruta}").status_code == 404
