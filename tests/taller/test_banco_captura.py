"""La gente del banco: a qué paso captura, y cuándo se le da por atendida."""

from __future__ import annotations

from threading import Event

from taller.banco import avance
from taller.banco.gente.cliente import Respuesta
from taller.banco.gente.persona import PENSAR, Persona, Tiempos


class Reloj(Event):
    """Apunta cuánto se iba a esperar, y no espera."""

    def __init__(self) -> None:
        super().__init__()
        self.esperas: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.esperas.append(timeout or 0.0)
        return False


def _lo_que_piensa(despacio: int) -> float:
    fin = Reloj()
    persona = Persona(7, "A1", "ana@partido.example", "", [], [8001], Tiempos(), fin, b"", despacio)
    persona._pensar()
    [espera] = fin.esperas
    return espera


def test_mas_despacio_cada_quien_piensa_ese_tanto_mas() -> None:
    assert PENSAR[0] <= _lo_que_piensa(1) <= PENSAR[1]
    assert _lo_que_piensa(4) == 4 * _lo_que_piensa(1)


def test_varios_hosts_se_miden_tambien_al_paso_de_tener_cada_uno_su_maquina() -> None:
    """Tres hosts y la base son cuatro máquinas: los núcleos de una las sirven a todas con la cuarta parte de prisa."""
    assert list(avance.de_captura(100, 1, 60.0).values())[1:] == [60.0]
    assert list(avance.de_captura(300, 3, 60.0).values())[1:] == [60.0, 240.0]


def test_a_quien_mandan_a_entrar_otra_vez_no_se_le_atendio() -> None:
    tiempos = Tiempos()
    tiempos.medir("guardar y seguir", lambda: Respuesta(302, "/candidaturas/A1/estudios/", b""))
    assert tiempos.errores == []
    tiempos.medir(
        "seguir en otro host", lambda: Respuesta(302, "/cuenta/entrar/?next=/candidaturas/A1/", b"")
    )
    tiempos.medir("autoguardar", lambda: Respuesta(403, "", b""))
    assert [dicho.split(":")[0] for dicho in tiempos.errores] == ["seguir en otro host", "autoguardar"]
