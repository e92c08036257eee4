"""Lo que se hace en un hijo: con qué se topa, qué no alcanza y qué pasa con quien lo pidió."""

from __future__ import annotations

import ast
import contextvars
import os
import signal
import threading
from collections.abc import Iterator

import pytest

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import aparte, hijos
from conoceles.nucleo.recibidos.hijos import Hecho, NoTermino, Topes

HOLGADOS = Topes(segundos=5, memoria=200_000_000, salida=1_000)
SIN_FIN = b"while True: pass"


def _corre(codigo: bytes, topes: Topes = HOLGADOS) -> Hecho:
    return hijos.hacer("builtins", "exec", codigo, topes)


def _dice(expresion: str) -> object:
    """Lo que vale esa expresión dentro de un hijo."""
    return ast.literal_eval(_corre(f"raise SystemExit(repr({expresion}))".encode()).dicho["error"])


def test_a_quien_no_termina_lo_termina_el_sistema_por_el_procesador_que_gasto() -> None:
    with pytest.raises(NoTermino) as dicho:
        _corre(SIN_FIN, Topes(segundos=0.05, memoria=10_000_000, salida=10))
    assert dicho.value.codigo == -signal.SIGPROF


def test_quien_duerme_no_gasta_procesador_y_tambien_termina(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aparte, "plazo", lambda _: -0.9)  # lo que espera quien pide, más uno
    with pytest.raises(NoTermino):
        _corre(b"import time; time.sleep(600)")


@pytest.mark.parametrize(("octetos", "cabe"), [(30_000_000, True), (300_000_000, False)])
def test_la_memoria_se_cuenta_sobre_la_del_ayudante(octetos: int, cabe: bool) -> None:
    codigo = f"bytearray({octetos}); raise SystemExit('cupo')".encode()
    topes = Topes(segundos=5, memoria=60_000_000, salida=1_000)
    if cabe:
        hecho = _corre(codigo, topes)
        assert hecho.dicho == {"error": "cupo"}
        assert 30_000_000 < hecho.memoria < 100_000_000
        return
    with pytest.raises(NoTermino) as dicho:
        _corre(codigo, topes)
    assert dicho.value.codigo == aparte.SIN_MEMORIA


def test_lo_que_contesta_tambien_tiene_tope() -> None:
    topes = Topes(segundos=5, memoria=200_000_000, salida=100)
    with pytest.raises(NoTermino):
        _corre(b"raise SystemExit('x' * 400)", topes)
    assert _corre(b"raise SystemExit('x' * 40)", topes).dicho == {"error": "x" * 40}


def test_a_quien_tumba_su_biblioteca_no_le_sigue_nadie() -> None:
    with pytest.raises(NoTermino) as dicho:
        _corre(b"import ctypes; ctypes.string_at(0)")
    assert dicho.value.codigo == -signal.SIGSEGV
    assert _dice("1 + 1") == 2


def test_el_hijo_no_conoce_los_ajustes_ni_los_archivos_abiertos_de_quien_lo_pide(
    monkeypatch: pytest.MonkeyPatch, otro_ayudante: None
) -> None:
    monkeypatch.setenv("CONOCELES_LLAVE_MAESTRA", "no")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "no")
    entorno = _dice("dict(__import__('os').environ)")
    assert isinstance(entorno, dict)
    assert not [nombre for nombre in entorno if nombre.startswith(("CONOCELES_", "AWS_"))]
    assert _dice("'django' in __import__('sys').modules") is False
    abiertos = _dice("len(__import__('os').listdir('/proc/self/fd'))")
    assert isinstance(abiertos, int)
    assert abiertos < 10


def test_el_hijo_no_escribe_en_el_disco() -> None:
    dicho = _corre(b"open('/tmp/no-debe-quedar', 'w').write('x' * 100_000)").dicho["error"]
    assert "too large" in dicho
    assert os.path.getsize("/tmp/no-debe-quedar") == 0
    os.unlink("/tmp/no-debe-quedar")


def test_si_el_ayudante_muere_nace_otro() -> None:
    antes = _dice("__import__('os').getppid()")
    assert antes == _dice("__import__('os').getppid()"), "es el mismo para todos"
    assert isinstance(antes, int)
    os.kill(antes, signal.SIGKILL)
    assert hijos._ayudante._proceso is not None
    hijos._ayudante._proceso.wait()
    assert antes != _dice("__import__('os').getppid()")


def test_el_ayudante_termina_cuando_se_va_quien_lo_llamo(otro_ayudante: None) -> None:
    _dice("1")
    proceso = hijos._ayudante._proceso
    assert proceso is not None
    hijos._ayudante.terminar()
    assert proceso.returncode == 0


def test_sin_ayudante_que_conteste_no_se_da_por_bueno(
    monkeypatch: pytest.MonkeyPatch, otro_ayudante: None, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hijos, "LISTAS", ("no_existe_ese_modulo",))
    with pytest.raises(ErrorDeDominio, match="espere un minuto"):
        _corre(b"pass")
    assert "No se puede revisar un archivo: " in caplog.text


def test_quien_nace_de_este_proceso_no_usa_el_ayudante_de_su_madre() -> None:
    suyo = _dice("__import__('os').getppid()")
    lee, escribe = os.pipe()
    if not (hijo := os.fork()):
        os.write(escribe, str(_dice("__import__('os').getppid()")).encode())
        hijos._ayudante.terminar()
        os._exit(0)
    os.waitpid(hijo, 0)
    os.close(escribe)
    with open(lee, "rb") as tubo:
        assert int(tubo.read()) != suyo


def test_muchos_a_la_vez_reciben_cada_quien_lo_suyo() -> None:
    dichos: dict[int, object] = {}
    hilos = [threading.Thread(target=lambda n=n: dichos.update({n: _dice(f"{n} * 2")})) for n in range(12)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert dichos == {n: n * 2 for n in range(12)}


def test_sin_lugar_se_dice_y_no_se_hace_nada(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tres a la vez: de cuatro hilos queda uno para quien entra, y no espera a que uno de ellos termine."""
    monkeypatch.setattr(hijos, "UN_MOMENTO", 0)
    turnos = hijos._Turnos()
    monkeypatch.setattr(hijos, "_turnos", turnos)
    with turnos.lugares, turnos.lugares:
        assert _dice("1") == 1
        with turnos.lugares, pytest.raises(ErrorDeDominio, match="se revisan otros archivos"):
            _corre(b"pass")


def test_quien_tiene_lugar_espera_su_turno(monkeypatch: pytest.MonkeyPatch) -> None:
    turnos = hijos._Turnos()
    monkeypatch.setattr(hijos, "_turnos", turnos)
    turnos.cortos.acquire()
    turnos.cortos.acquire()
    dicho: list[object] = []
    hilo = threading.Thread(target=lambda: dicho.append(_dice("3")))
    hilo.start()
    turnos.cortos.release()
    hilo.join()
    assert dicho == [3]


def test_lo_que_tarda_no_deja_sin_turno_a_lo_que_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dos peticiones largas a la vez; la tercera no espera, y un archivo solo pasa."""
    monkeypatch.setattr(hijos, "UN_MOMENTO", 0)
    otra_peticion = contextvars.copy_context()
    with hijos.larga(), hijos.larga():
        with pytest.raises(ErrorDeDominio, match="espere un minuto") as dicho, hijos.larga(campo="hoja"):
            pass
        assert dicho.value.campo == "hoja"
        assert otra_peticion.run(_dice, "2") == 2


def test_una_peticion_larga_gasta_de_lo_mismo_en_todos_sus_archivos() -> None:
    with hijos.larga(segundos=0.1):
        assert _dice("1") == 1
        with pytest.raises(NoTermino):
            _corre(SIN_FIN, Topes(segundos=0.02, memoria=10_000_000, salida=10))
        with pytest.raises(ErrorDeDominio, match="Súbalo en otra tanda"):
            _corre(SIN_FIN)  # cinco segundos para él solo, y a la petición le quedaban menos
        with pytest.raises(ErrorDeDominio, match="Súbalo en otra tanda"):
            _corre(b"pass")
    assert _dice("1") == 1, "la siguiente petición no debe nada"


@pytest.fixture
def otro_ayudante(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    suyo = hijos._Ayudante()
    monkeypatch.setattr(hijos, "_ayudante", suyo)
    yield
    suyo.terminar()
