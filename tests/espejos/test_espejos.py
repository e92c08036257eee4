"""Lo publicado, en varios sitios a la vez: entero, solo lo que cambió, con la misma raíz, y nada de lo que se suprimió."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.ordenes import espejo as orden
from conoceles.arranque.vigilancia.alertas import alertas
from conoceles.arranque.vigilancia.medidas import medir
from conoceles.espejos import operaciones
from conoceles.espejos.destinos import Destino, archivo, declarados, pedidos
from conoceles.espejos.en_arbol import EnArbol
from conoceles.espejos.en_objetos import SONDA
from conoceles.espejos.models import Espejo
from conoceles.espejos.operaciones import atrasados, poner_al_dia
from conoceles.espejos.publicado import publicado
from conoceles.lector.verificador.verificar import examinar
from conoceles.lector.wsgi import crear
from conoceles.nucleo.almacen import S3, abrir
from conoceles.nucleo.errores import ErrorDeDominio
from espejos.elecciones import publicar_todo, suprimir_a_eva
from publicacion.eleccion import PROCESO, TEXTO, version

pytestmark = pytest.mark.lenta
CALLADO = "s3+http://una:clave@127.0.0.1:9/cubeta"
NOMBRE = "Eva Yáñez del Río"


def _pedir(raiz: Path, ruta: str) -> tuple[str, bytes]:
    dicho: list[str] = []
    cuerpo = crear(raiz)(
        {"PATH_INFO": ruta, "REQUEST_METHOD": "GET", "QUERY_STRING": ""},
        lambda estado, _: dicho.append(estado),
    )
    return dicho[0], b"".join(cuerpo)


@pytest.mark.parametrize(
    "ruta", ["/", f"/{PROCESO}/", f"/{PROCESO}/candidaturas/", "/log/checkpoint", "/nada/"]
)
def test_la_carpeta_se_sirve_igual_y_se_comprueba_entera(carpeta: Path, datos: Path, ruta: str) -> None:
    assert _pedir(carpeta, ruta) == _pedir(datos / "sitio", ruta)
    resultado = examinar(carpeta / PROCESO)
    assert (resultado.problemas, len(resultado.instantaneas)) == ([], 1)


def test_la_carpeta_recibe_solo_lo_que_cambio(
    carpeta: Path, publicada: dict[str, Any], ahora: datetime
) -> None:
    sin_cambio = "verificar/llave.pub"
    antes = (carpeta / PROCESO / "actual" / sin_cambio).stat().st_ino
    perfil = (carpeta / PROCESO / "actual/candidaturas/ANA.json").read_bytes()
    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar_todo(ahora)
    hecho = poner_al_dia(Destino("norte", str(carpeta)), ahora=ahora, entero=True)
    assert (hecho.falla, hecho.distintos, hecho.raiz) == ("", (), publicado().raiz)
    assert (carpeta / PROCESO / "actual" / sin_cambio).stat().st_ino == antes
    assert (carpeta / PROCESO / "actual/candidaturas/ANA.json").read_bytes() != perfil
    assert [p.name for p in (carpeta / PROCESO / "instantaneas").iterdir()] == [publicado().cadenas[PROCESO]]


def test_quien_lee_la_carpeta_mientras_cambia_no_ve_la_mitad(
    carpeta: Path, publicada: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    llevar, vistas, malas = EnArbol._llevar, list[str](), list[str]()

    def mirar(espejo: EnArbol, *que: str) -> str:
        hecho = llevar(espejo, *que)
        servida = (carpeta / PROCESO / "actual").resolve()
        vistas.append(servida.name)
        malas.extend(examinar(servida).problemas)
        return hecho

    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar_todo(ahora)
    monkeypatch.setattr(EnArbol, "_llevar", mirar)
    assert poner_al_dia(Destino("norte", str(carpeta)), ahora=ahora).falla == ""
    assert malas == []
    assert len(set(vistas)) == 2
    assert vistas == sorted(vistas, key=vistas.index)  # una vez que cambia, no vuelve


def test_lo_alterado_en_un_espejo_se_nombra_y_se_repone(carpeta: Path, ahora: datetime) -> None:
    pagina = carpeta / PROCESO / "actual/index.html"
    buena = pagina.read_bytes()
    pagina.write_bytes(buena[:-1] + b"?")
    hecho = poner_al_dia(Destino("norte", str(carpeta)), ahora=ahora, entero=True)
    assert (hecho.falla, pagina.read_bytes()) == ("", buena)


@pytest.fixture(params=["llana", "con versiones"])
def lugar(request: pytest.FixtureRequest, cubeta: Callable[..., str]) -> str:
    return cubeta(versiones=request.param != "llana")


def test_el_almacen_entrega_la_misma_raiz_con_sus_encabezados(
    publicada: dict[str, Any], lugar: str, ahora: datetime
) -> None:
    hecho = poner_al_dia(Destino("nube", lugar), ahora=ahora, entero=True)
    assert (hecho.falla, hecho.distintos, hecho.raiz) == ("", (), publicado().raiz)
    almacen = abrir(lugar)
    assert isinstance(almacen, S3)
    claves = almacen.claves()
    assert not [c for c in claves if c.startswith(SONDA) or c.endswith(".sqlite") or "cerrojo" in c]
    assert {
        "index.html",
        f"{PROCESO}/index.html",
        f"{PROCESO}/manifiesto.json",
        "log/checkpoint",
    } <= claves.keys()
    [fuente] = [c for c in claves if c.startswith(f"{PROCESO}/estatico/") and c.endswith(".woff2")][:1]
    assert almacen.encabezados(fuente)["cache-control"] == "public, max-age=31536000, immutable"
    pagina = almacen.encabezados(f"{PROCESO}/index.html")
    assert (pagina["content-type"], pagina["cache-control"]) == (
        "text/html; charset=utf-8",
        "max-age=15, must-revalidate",
    )


def test_lo_suprimido_sale_de_todo_espejo_con_sus_versiones(
    publicada: dict[str, Any], cubeta: Callable[..., str], tmp_path: Path, ahora: datetime
) -> None:
    destinos = [
        Destino("norte", str(tmp_path / "norte")),
        Destino("nube", cubeta()),
        Destino("otra", cubeta(versiones=True)),
    ]
    for destino in destinos:
        assert poner_al_dia(destino, ahora=ahora).falla == ""
        assert _donde_se_lee(destino, NOMBRE)
    suprimir_a_eva(publicada, ahora + timedelta(minutes=1))
    publicar_todo(ahora + timedelta(minutes=2))
    for destino in destinos:
        assert poner_al_dia(destino, ahora=ahora).falla == ""
        assert _donde_se_lee(destino, NOMBRE) == []
    almacen = abrir(destinos[2].lugar)
    assert isinstance(almacen, S3)
    assert {len(v) for v in almacen.versiones().values()} == {1}


def _donde_se_lee(destino: Destino, texto: str) -> list[str]:
    almacen = abrir(destino.lugar)
    return [c for c in almacen.claves() if texto.encode() in almacen.leer(c)]


def test_un_espejo_muerto_se_dice_y_al_volver_se_pone_al_dia(
    publicada: dict[str, Any], lugar: str, ahora: datetime
) -> None:
    una_hora = timedelta(hours=1)
    assert "no atiende" in poner_al_dia(Destino("nube", CALLADO), ahora=ahora).falla
    poner_al_dia(Destino("nube", CALLADO), ahora=ahora + una_hora)
    [atrasado] = atrasados()
    assert (atrasado.nombre, atrasado.falla_desde, atrasado.al_dia_en) == ("nube", ahora, None)
    assert poner_al_dia(Destino("norte", "/proc/nadie"), ahora=ahora).falla
    assert poner_al_dia(Destino("nube", lugar), ahora=ahora + 2 * una_hora).falla == ""
    assert [e.nombre for e in atrasados()] == ["norte"]
    assert Espejo.objects.get(pk="nube").raiz == publicado().raiz


def test_al_obrero_le_toca_lo_nuevo_lo_que_fallo_y_una_revision_al_dia(
    publicada: dict[str, Any], tmp_path: Path, ahora: datetime
) -> None:
    norte, muerto = Destino("norte", str(tmp_path / "norte")), Destino("sur", "/proc/nadie")
    antes = operaciones.marca()
    assert operaciones.toca(norte, ahora)
    for destino in (norte, muerto):
        poner_al_dia(destino, ahora=ahora)
    assert not operaciones.toca(norte, ahora + timedelta(hours=23))
    assert operaciones.toca(norte, ahora + timedelta(hours=24))
    assert [operaciones.toca(muerto, ahora + timedelta(seconds=s)) for s in (29, 30)] == [False, True]
    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar_todo(ahora)
    assert operaciones.marca() != antes
    operaciones.conservar([norte])
    assert [e.nombre for e in Espejo.objects.all()] == ["norte"]


def test_el_atrasado_se_dice_a_quien_opera_con_su_causa(
    publicada: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    (datos / "modo").write_text("demo\n")
    poner_al_dia(Destino("nube", CALLADO), ahora=ahora)
    luego = ahora + timedelta(minutes=6)
    [dicha] = [a for a in alertas(medir(luego), luego) if "espejo" in a.titulo]
    assert "«nube»" in dicha.titulo
    assert "no atiende" in dicha.causa
    assert "clave" not in f"{dicha.titulo} {dicha.causa} {dicha.remedio}"


def test_se_declaran_en_un_archivo_y_ninguna_llave_se_repite(datos: Path) -> None:
    archivo().parent.mkdir(parents=True)
    archivo().write_text("# los de 2027\nnorte /mnt/espejo\nnube s3://una:secretísima@servidor/cubeta\n")
    assert [d.nombre for d in declarados()] == ["norte", "nube"]
    assert "secretísima" not in repr(declarados())
    assert pedidos(["nube", "/otra"])[0].nombre == "nube"
    assert len(pedidos([])) == 2
    with pytest.raises(ErrorDeDominio, match="cualquiera en la máquina") as caso:
        pedidos(["s3://una:secretísima@servidor/cubeta"])
    assert "secretísima" not in caso.value.mensaje
    archivo().write_text("norte\n")
    with pytest.raises(ErrorDeDominio, match="renglón 1"):
        declarados()


def test_la_orden_dice_cada_uno_y_falla_si_uno_no_esta_al_dia(
    publicada: dict[str, Any], tmp_path: Path
) -> None:
    archivo().write_text(f"norte {tmp_path / 'norte'}\nnube {CALLADO}\n")
    bien, mal = orden.ejecutar(_args([])), None
    assert orden.fallo(bien)
    dicho = orden.texto(bien)
    assert "norte: al día" in dicho
    assert "nube: NO está al día" in dicho
    mal = orden.ejecutar(_args(["norte"]))
    assert not orden.fallo(mal)


def _args(destinos: list[str]) -> Any:
    from argparse import Namespace

    return Namespace(destino=destinos, entero=False)
