"""El instituto, con su propia llave, lleva dos registros y enseña uno a cada mitad de los testigos y de la gente.

Quien juzga lee los puntos de control y las cofirmas con su propio código: no usa el verificador ni el registro que ataca.
"""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from conoceles.lector.registro.politica import politica_de
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import politica
from registro.sitio_de_prueba import SitioDePrueba, con_testigos, sitio_en
from registro.test_verificar_registro import problemas

AVISO = "dos grupos de testigos que no se tocan cumplen esa política"


def _cofirmas(sitio: SitioDePrueba, llaves: Iterable[str]) -> tuple[str, set[str]]:
    """La raíz que se enseña y los testigos que la firmaron, leídos aquí."""
    texto, _, firmas = (sitio.carpeta / "sitio/log/checkpoint").read_text().partition("\n\n")
    vieron = set()
    for llave in llaves:
        nombre, publica = llave.partition("+")[0], base64.b64decode(llave.split("+", 2)[2])[1:]
        for renglon in firmas.splitlines():
            if renglon.startswith(f"— {nombre} "):
                octetos = base64.b64decode(renglon.split(" ")[2])
                hora = int.from_bytes(octetos[4:12], "big")
                try:
                    Ed25519PublicKey.from_public_bytes(publica).verify(
                        octetos[12:], f"cosignature/v1\ntime {hora}\n{texto}\n".encode()
                    )
                except InvalidSignature:
                    continue
                vieron.add(nombre)
    return texto.split("\n")[2], vieron


def _partir(tmp_path: Path, texto: str, grupos: Sequence[Sequence[int]]) -> list[SitioDePrueba]:
    """Un registro para cada grupo: al testigo que no es del grupo, ese registro no se le enseña."""
    sitios = []
    for n, grupo in enumerate(grupos):
        oculto = "".join(
            renglon.rpartition(" ")[0] + " http://127.0.0.1:1\n"
            if _de(renglon) not in (*grupo, None)
            else renglon
            for renglon in texto.splitlines(keepends=True)
        )
        sitios.append(sitio_en(tmp_path / f"vista-{n}", oculto))
        sitios[-1].publicar(f"lo que ve la mitad {n}")
        sitios[-1].politica = politica.leer(texto)
    return sitios


def _de(renglon: str) -> int | None:
    return int(renglon.split()[1][1:]) if renglon.startswith("witness") else None


def test_partir_a_los_testigos_no_da_quorum_a_ninguna_de_las_dos_historias(tmp_path: Path) -> None:
    """Dos de tres: una mitad se queda con un testigo, y su gente lo lee."""
    with con_testigos(tmp_path / "t", 3) as (texto, carpetas):
        una, otra = _partir(tmp_path, texto, [(0,), (1,)])
        llaves = [str(c.llave) for c in carpetas]
        (raiz, vieron), (otra_raiz, otros) = _cofirmas(una, llaves), _cofirmas(otra, llaves)
        assert raiz != otra_raiz
        assert (vieron, otros) == ({"testigo.example/0"}, {"testigo.example/1"})
        for sitio, quien in ((una, "t0"), (otra, "t1")):
            [dicho] = problemas(sitio.eleccion, sitio)
            assert f"no alcanzan ({quien})" in dicho
            assert "vista partida" in dicho
        # Y al juntarse, las dos notas del mismo tamaño y distinta raíz son la prueba contra el instituto.
        assert "BIFURCACIÓN" in _comparadas(una, otra, tmp_path)


def _comparadas(una: SitioDePrueba, otra: SitioDePrueba, tmp_path: Path) -> str:
    from conoceles.lector.verificador.verificar import examinar

    memoria = str(tmp_path / "vistos")
    examinar(una.eleccion, registro=("", "", memoria))
    return "\n".join(examinar(otra.eleccion, registro=("", "", memoria)).problemas)


def test_con_un_quorum_que_se_parte_las_dos_historias_pasan_y_quien_verifica_lo_lee(tmp_path: Path) -> None:
    """Uno de dos basta: a cada testigo, la suya. No hay quien lo impida, pero la política misma lo delata antes."""
    from conoceles.lector.verificador.verificar import examinar

    with con_testigos(tmp_path / "t", 2) as (texto, carpetas):
        flojo = texto.replace("group todos 2 ", "group todos 1 ")
        una, otra = _partir(tmp_path, flojo, [(0,), (1,)])
        for sitio in (una, otra):
            resultado = examinar(sitio.eleccion, registro=(sitio.de_fuera, "", ""))
            assert resultado.problemas == []
            assert any(AVISO in dicho for dicho in resultado.avisos)
        assert (
            _cofirmas(una, [str(c.llave) for c in carpetas])[0]
            != _cofirmas(otra, [str(c.llave) for c in carpetas])[0]
        )


def test_se_dice_que_un_quorum_se_parte_justo_cuando_dos_grupos_ajenos_lo_cumplen(tmp_path: Path) -> None:
    """Contra la cuenta a mano: todas las parejas de conjuntos sin nadie en común."""
    from conoceles.testigo import memoria

    llaves = [memoria.crear(tmp_path / f"t{n}", f"testigo.example/{n}").llave for n in range(5)]
    testigos = "".join(f"witness t{n} {llave} https://t{n}.example\n" for n, llave in enumerate(llaves))
    dicho_de = 0
    for k, m in itertools.product((1, 2, 3), (1, 2)):
        arbol = f"group a {k} t0 t1 t2\ngroup b {m} t3 t4\n"
        for q, miembros in ((1, "a b"), (2, "a b")):
            texto = f"{testigos}{arbol}group todos {q} {miembros}\nquorum todos\n"
            se_parte = _a_mano(k, m, q)
            assert politica.leer(texto).se_parte() == se_parte, (k, m, q)
            assert politica_de(texto).se_parte() == se_parte, (k, m, q)
            dicho_de += se_parte
    assert 0 < dicho_de < 12


def _a_mano(k: int, m: int, q: int) -> bool:
    """Reparte a los cinco testigos entre una historia, la otra o ninguna, y mira si las dos cumplen."""

    def cumple(suyos: set[int]) -> bool:
        return (len(suyos & {0, 1, 2}) >= k) + (len(suyos & {3, 4}) >= m) >= q

    repartos = itertools.product((0, 1), repeat=5)  # a ninguno de los dos no ayuda a nadie
    return any(
        cumple({n for n in range(5) if r[n] == 0}) and cumple({n for n in range(5) if r[n] == 1})
        for r in repartos
    )


@pytest.mark.parametrize(
    "trampa",
    [
        "witness t1 {llave} https://b.example\ngroup todos 2 t0 t1\nquorum todos\n",
        "group todos 0 t0\nquorum todos\n",
        "group todos 2 t0\nquorum todos\n",
        "group todos 2 t0 t0\nquorum todos\n",
        "group a 1 t0\ngroup b 1 t0\ngroup todos 2 a b\nquorum todos\n",
    ],
    ids=[
        "la misma llave con dos nombres",
        "nadie",
        "más de los que hay",
        "uno dos veces",
        "uno en dos grupos",
    ],
)
def test_un_testigo_no_vale_por_dos(tmp_path: Path, trampa: str) -> None:
    """La instalación publicaba políticas que el verificador no acepta; con la llave repetida, un solo testigo daba el quórum."""
    from conoceles.testigo import memoria

    llave = memoria.crear(tmp_path / "t", "testigo.example/0").llave
    with pytest.raises(ErrorDeDominio, match="no se entiende"):
        politica.leer(f"witness t0 {llave} https://a.example\n" + trampa.format(llave=llave))
