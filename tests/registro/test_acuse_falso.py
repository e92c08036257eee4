"""Un acuse falso se rechaza y se nombra: a lo que difiere en algo nunca se le llama auténtico."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.lector.verificador.verificar import main
from registro import atacante, segundo_verificador
from registro.atacante import (
    DE_ACUSES,
    DEL_LADRON,
    DEL_REGISTRO,
    OTRA_DE_ACUSES,
    POLITICA,
    SAL,
    codigo,
    declaracion,
    llave_de_acuses,
    pdf,
)

PUBLICA = atacante.b64(atacante.publica(DEL_REGISTRO))
ENERO, MAYO = "2024-01-01T00:00:00-06:00", "2024-05-01T00:00:00-06:00"
HOY = declaracion(llave_de_acuses("vigente", 0, ENERO, DE_ACUSES))
Salida = pytest.CaptureFixture[str]


def _verificar(casa: Path, octetos: bytes, *otras: str) -> int:
    (casa / "acuse.pdf").write_bytes(octetos)
    (casa / "politica").write_text(POLITICA)
    return main([str(casa / "acuse.pdf"), "--llave", PUBLICA, *otras])


def _con_politica(casa: Path) -> tuple[str, str]:
    return "--politica", str(casa / "politica")


def _rechaza(nombre: str, capsys: Salida) -> None:
    hecho = capsys.readouterr()
    assert f"DIFIERE: {nombre}: " in hecho.out, hecho
    assert "auténtico" not in hecho.out
    assert hecho.err == ""


def test_guardado_sin_su_extension_tambien_se_comprueba(tmp_path: Path, capsys: Salida) -> None:
    suelto = tmp_path / "acuse"
    for octetos, vale in ((BUENO, 0), (BUENO + b"\n", 1)):
        suelto.write_bytes(octetos)
        assert main([str(suelto), "--llave", PUBLICA]) == vale
        assert ("Acuse auténtico" in capsys.readouterr().out) is (vale == 0)


def test_el_verdadero_vale_con_politica_y_sin_ella(tmp_path: Path, capsys: Salida) -> None:
    cual = codigo()
    prueba = atacante.prueba(1, [b"antes", atacante.entrada_de(cual)], SAL)
    for otras in ((), _con_politica(tmp_path)):
        assert _verificar(tmp_path, pdf(cual, HOY, prueba), *otras) == 0
        assert "Acuse auténtico, octeto por octeto: F1-1" in capsys.readouterr().out


BUENO = pdf(codigo(), HOY)
_ABECEDARIO = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_OTRA_ESCRITURA = _ABECEDARIO[_ABECEDARIO.index(BUENO[-4]) ^ 1 :][:1]
FALSOS: dict[str, bytes] = {
    "un nombre cambiado": BUENO.replace(b"(Ana)", b"(Eva)"),
    "algo agregado al final": BUENO + b"\n9 0 obj\nendobj\n%%EOF\n",
    "algo agregado y el sello otra vez": BUENO + b"\n%%EOF" + BUENO[-109:],
    "sin el sello": BUENO[:-109],
    "el sello con un signo ajeno": BUENO[:-20] + b"_" + BUENO[-19:],
    "el sello con otra escritura": BUENO[:-4] + _OTRA_ESCRITURA + BUENO[-3:],
    "solo los datos": b"%PDF-1.7\n<< /Keywords (" + codigo().encode() + b") >>\n",
    "otro acuse delante": b"%PDF-1.7\n" + pdf(codigo(numero="F2-1"), HOY) + b"\n" + BUENO,
    "el sello de otra llave": pdf(codigo(), HOY, llave=DEL_LADRON),
}


@pytest.mark.parametrize("que", FALSOS)
def test_un_pdf_tocado_no_es_el_acuse(tmp_path: Path, que: str, capsys: Salida) -> None:
    con_la_llave = FALSOS[que] if HOY in FALSOS[que] else FALSOS[que] + b"\nstream\n" + HOY + b"\nendstream\n"
    assert _verificar(tmp_path, con_la_llave) == 1
    _rechaza("PDF", capsys)


def test_el_que_firma_y_certifica_el_ladron_se_nombra(tmp_path: Path, capsys: Salida) -> None:
    suya = declaracion(llave_de_acuses("vigente", 0, ENERO, DEL_LADRON), llave=DEL_LADRON)
    assert _verificar(tmp_path, pdf(codigo(DEL_LADRON), suya, llave=DEL_LADRON)) == 1
    _rechaza("ACUSE", capsys)


def test_la_prueba_de_otro_acuse_no_vale(tmp_path: Path, capsys: Salida) -> None:
    prueba = atacante.prueba(1, [b"antes", atacante.entrada_de(codigo(numero="F2-1"))], SAL)
    assert _verificar(tmp_path, pdf(codigo(), HOY, prueba), *_con_politica(tmp_path)) == 1
    _rechaza("PRUEBA", capsys)


@pytest.mark.parametrize(("hojas", "vale"), [(2, True), (1, False)])
@pytest.mark.parametrize("estado", ["retirada", "revocada"])
def test_una_llave_de_antes_solo_vale_para_lo_que_ya_constaba(
    tmp_path: Path, estado: str, hojas: int, vale: bool, capsys: Salida
) -> None:
    """La fecha del código la escribe quien firma: la llave retirada que alguien guardó pone la que le conviene."""
    cual, otra = codigo(), llave_de_acuses("vigente", hojas, MAYO, OTRA_DE_ACUSES)
    dichas = declaracion(llave_de_acuses(estado, hojas, MAYO, DE_ACUSES), otra)
    prueba = atacante.prueba(1, [b"antes", atacante.entrada_de(cual)], SAL)
    assert (segundo_verificador.verificar_acuse(cual, prueba.encode(), POLITICA, dichas) == "") is vale
    assert _verificar(tmp_path, pdf(cual, dichas, prueba), *_con_politica(tmp_path)) == (0 if vale else 1)
    if not vale:
        _rechaza("LLAVE", capsys)


@pytest.mark.parametrize(
    "cambio", [(MAYO, MAYO[:-6]), ("retirada 1 ", "retirada ١ "), ("retirada ", "prestada ")]
)
def test_una_declaracion_de_llaves_mal_escrita_no_certifica_nada(
    tmp_path: Path, cambio: tuple[str, str], capsys: Salida
) -> None:
    dichas = [
        llave_de_acuses("retirada", 1, MAYO, DE_ACUSES),
        llave_de_acuses("vigente", 1, MAYO, OTRA_DE_ACUSES),
    ]
    assert _verificar(tmp_path, pdf(codigo(), declaracion(*dichas))) == 0
    capsys.readouterr()
    assert _verificar(tmp_path, pdf(codigo(), declaracion(*(d.replace(*cambio) for d in dichas)))) == 1
    _rechaza("ACUSE", capsys)


def _bomba() -> bytes:
    return b"%PDF\nstream\n" + zlib.compress(bytes(300_000_000), 9) + b"\nendstream\n" + BUENO


@pytest.mark.parametrize("hacer", [_bomba, lambda: b"%PDF\n" + b"stream\n" * 300_000 + codigo().encode()])
def test_un_pdf_que_se_infla_o_no_termina_no_detiene_a_quien_comprueba(
    tmp_path: Path, hacer: Callable[[], bytes], capsys: Salida
) -> None:
    antes = time.process_time()
    assert _verificar(tmp_path, hacer()) == 1
    assert time.process_time() - antes < 5
    hecho = capsys.readouterr().out
    assert "DIFIERE: " in hecho
    assert "auténtico" not in hecho


def test_un_pdf_que_perdio_su_codigo_dice_por_que_no_vale(tmp_path: Path, capsys: Salida) -> None:
    """Copiadas sus páginas a otro archivo, no queda nada que comprobar: se dice, en vez de pedir un manifiesto sin más."""
    sin_nada = tmp_path / "acuse.pdf"
    sin_nada.write_bytes(b"%PDF-1.7\nlas mismas letras, en otro archivo\n%%EOF\n")
    assert main([str(sin_nada), "--llave", PUBLICA]) == 2
    dicho = "".join(capsys.readouterr())
    assert "ya no lleva dentro su código: otro programa lo volvió a guardar" in dicho


def test_un_codigo_mas_largo_que_un_nombre_de_archivo_se_comprueba(tmp_path: Path, capsys: Salida) -> None:
    (tmp_path / "acuses").write_bytes(HOY)
    con = ("--llave", PUBLICA, "--acuses", str(tmp_path / "acuses"))
    assert main([codigo(eleccion="e" * 80, numero="N" * 60), *con]) == 0
    assert "Código auténtico: NNN" in capsys.readouterr().out
    assert main([codigo(numero="F1-1").replace("F1", "F2"), *con]) == 1
    _rechaza("ACUSE", capsys)
