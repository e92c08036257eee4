"""Una elección entera en una instalación recién hecha: solo con el manual, las pantallas, el obrero y el calendario.

La fecha la mueve libfaketime, como si pasaran los días; el reloj monótono no se toca. Nada entra por otra puerta.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from personas import LARGO
from recorridos.navegador import hasta
from recorridos.viaje import captura, padron
from recorridos.viaje.instalacion import TRAMO, Instalacion, instalacion
from recorridos.viaje.instituto import (
    abrir_cuenta,
    designar,
    folio_de,
    observar,
    primera_cuenta,
    recibe,
    validar,
)
from recorridos.viaje.manual import Manual
from recorridos.viaje.persona import Persona

pytestmark = [pytest.mark.navegador, pytest.mark.exhaustiva]
CORREGIDO = LARGO.replace("maestra rural", "maestra rural, de 1998 a 2010")


def test_de_la_carpeta_vacia_al_perfil_publicado(chromium: Browser, tmp_path: Path) -> None:
    manual = Manual()
    with instalacion(tmp_path, manual) as casa:
        # 6 de abril. La carpeta está vacía: la primera cuenta, la elección y su padrón.
        casa.ir_al("2024-04-06 10:00")
        dina = primera_cuenta(casa)
        casa.seguir("Cargar la elección")
        casa.seguir("Escribir el padrón")
        padron.llenar(casa.trabajo / "plantilla.xlsx", padron.FORMULAS, casa.trabajo / "padron.xlsx")
        casa.seguir("Importar el padrón")

        # 8 de abril. Quién revisa y quién captura: cada persona recibe su enlace por correo y acusa recibo.
        casa.ir_al("2024-04-08 10:00")
        dina.entrar()
        cora = abrir_cuenta(casa, dina, "cora@prueba.mx", "Cora Cano", "revision")
        ana = designar(casa, dina, "ana@prueba.mx", "Ana Arce", "Partido Acción Nacional")  # de la coalición
        mora = designar(casa, dina, "mora@prueba.mx", "Mora Meza", "Morena")  # de la candidatura común
        iris = designar(casa, dina, "iris@prueba.mx", "Iris Íñiguez", "Elvira")  # de la independiente
        pita = designar(casa, dina, "pita@prueba.mx", "Pita Paz", "Partido del Trabajo")
        aurora, citlali = folio_de(ana, "Aurora Meraz Solís"), folio_de(mora, "Citlali Orozco Solís")
        elvira, gloria = folio_de(iris, "Elvira Salas Solís"), folio_de(pita, "Gloria Ibarra Solís")
        assert "todavía no se abre" in captura.pagina_de(ana, aurora).texto

        # 12 de abril. El calendario abre la captura; a Gloria la invitan a contestar ella misma.
        casa.ir_al("2024-04-12 09:00")
        ana.entrar()
        hasta(lambda: "Antes de empezar" in captura.pagina_de(ana, aurora).texto, TRAMO)
        assert aurora.upper() in captura.completa(ana, aurora)
        mora.entrar()
        captura.completa(mora, citlali)
        iris.entrar()
        captura.completa(iris, elvira)
        pita.entrar()
        de_gloria = invitar(casa, pita, gloria, "gloria@prueba.mx")
        captura.leer_avisos(de_gloria, gloria)
        captura.identidad(de_gloria, gloria, publica="si")
        captura.pagina_de(de_gloria, gloria)
        de_gloria.pulsar("Avisar que terminé mi parte")
        captura.leer_avisos(pita, gloria)
        captura.curriculum(pita, gloria)
        captura.enviar(pita, gloria)

        # 15 de abril. Se observa a una, que corrige; las demás se validan y el obrero las publica.
        casa.ir_al("2024-04-15 10:00")
        cora.entrar()
        for folio in (aurora, elvira, gloria):
            validar(cora, folio)
        observar(cora, citlali, "historia", "Indique los años de cada empleo.")
        assert casa.publica(aurora, "Aurora Meraz Solís")
        mora.entrar()
        mora.ir(f"candidaturas/{citlali}/historia/")
        mora.pulsar("Guardar y continuar", historia=CORREGIDO)
        captura.enviar(mora, citlali)
        cora.entrar()
        validar(cora, citlali)
        assert casa.publica(citlali, "de 1998 a 2010")

        casa.seguir("Comprobar lo publicado")
        casa.detener()
    assert manual.sin_dar() == []


def invitar(casa: Instalacion, quien: Persona, folio: str, correo: str) -> Persona:
    quien.ir(f"candidaturas/{folio}/invitacion/")
    quien.pulsar("Enviar la invitación", correo=correo)
    return recibe(casa, correo)
