"""Una elección entera en una instalación recién hecha: solo con el manual, las pantallas, el obrero y el calendario.

La fecha la mueve libfaketime, como si pasaran los días; el reloj monótono no se toca. Cada salto deja un freno, y lo
que no tiene vuelta espera a que administración compruebe la hora en su pantalla. Nada entra por otra puerta.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from personas import LARGO
from recorridos.navegador import hasta
from recorridos.viaje import captura, navegador, padron
from recorridos.viaje.instalacion import TRAMO, Instalacion, instalacion
from recorridos.viaje.instituto import (
    abrir_cuenta,
    aprobar_textos,
    cerrar,
    certificado,
    designar,
    entregar_informe,
    folio_de,
    invitar,
    leer_lo_publicado,
    observar,
    primera_cuenta,
    reanudar,
    recibir_formato,
    sustituir,
    validar,
)
from recorridos.viaje.manual import Manual
from recorridos.viaje.persona import Persona

pytestmark = [pytest.mark.postgres, pytest.mark.navegador, pytest.mark.simulacro]
CORREGIDO = LARGO.replace("maestra rural", "maestra rural, de 1998 a 2010")
AJUSTADO = LARGO.replace("maestra", "enfermera")


@dataclass
class Viaje:
    """Quiénes van y los folios de sus candidaturas: Aurora, de una coalición; Citlali, y después Norma, de una
    candidatura común; Elvira, independiente; Gloria, invitada a contestar ella misma; Irene, de un corte posterior."""

    casa: Instalacion
    dina: Persona  # administra
    cora: Persona  # revisa
    ana: Persona  # captura por el PAN, que responde por la coalición en ese distrito
    mora: Persona  # por Morena, que responde por la candidatura común
    iris: Persona  # por su fórmula independiente
    pita: Persona  # por el PT
    aurora: str
    citlali: str
    elvira: str
    gloria: str
    irene: str = ""
    norma: str = ""


def test_de_la_carpeta_vacia_a_la_ultima_supresion(chromium: Browser, tmp_path: Path) -> None:
    manual = Manual()
    with instalacion(tmp_path, manual) as casa:
        dina = instalar_y_cargar(casa)
        v = entregar_accesos(casa, dina)
        capturar_desde_su_dia(v, chromium, tmp_path)
        revisar_corregir_y_publicar(v)
        importar_otro_corte(v)
        ajustar(v)
        sustituir_a_una(v)
        quedar_omisas_e_informar_abril(v)
        terminar_la_campana_y_pasar_la_jornada(v)
        leer_informar_y_cerrar(v)
        suprimir_lo_ultimo(v)
        casa.seguir("Comprobar lo hecho")
        casa.detener()
        assert casa.negadas() == []
    assert manual.sin_dar() == []


def instalar_y_cargar(casa: Instalacion) -> Persona:
    """6 de abril. La carpeta está vacía: la primera cuenta, la elección y su padrón, en la plantilla."""
    casa.ir_al("2024-04-06 10:00")
    dina = primera_cuenta(casa)
    casa.seguir("Cargar la elección")
    casa.seguir("Escribir el padrón")
    padron.llenar(casa.trabajo / "plantilla.xlsx", padron.FORMULAS, casa.trabajo / "padron.xlsx")
    casa.seguir("Importar el padrón")
    return dina


def entregar_accesos(casa: Instalacion, dina: Persona) -> Viaje:
    """8 de abril. Cada persona recibe su enlace por correo y acusa recibo; la captura todavía no se abre."""
    casa.ir_al("2024-04-08 10:00")
    dina.entrar()
    aprobar_textos(dina)
    cora = abrir_cuenta(casa, dina, "cora@prueba.mx", "Cora Cano", "revision")
    ana = designar(casa, dina, "ana@prueba.mx", "Ana Arce", "Partido Acción Nacional")
    mora = designar(casa, dina, "mora@prueba.mx", "Mora Meza", "Morena")
    iris = designar(casa, dina, "iris@prueba.mx", "Iris Íñiguez", "Elvira")
    pita = designar(casa, dina, "pita@prueba.mx", "Pita Paz", "Partido del Trabajo")
    aurora, citlali = folio_de(ana, "Aurora Meraz Solís"), folio_de(mora, "Citlali Orozco Solís")
    elvira, gloria = folio_de(iris, "Elvira Salas Solís"), folio_de(pita, "Gloria Ibarra Solís")
    assert "12 de abril" in ana.ir(f"candidaturas/{aurora}/").texto
    return Viaje(casa, dina, cora, ana, mora, iris, pita, aurora, citlali, elvira, gloria)


def capturar_desde_su_dia(v: Viaje, chromium: Browser, carpeta: Path) -> None:
    """12 de abril. El calendario abre la captura. El «sí» de Gloria a publicar espera el formato que ella firma."""
    v.casa.ir_al("2024-04-12 09:00")
    v.ana.entrar()
    hasta(lambda: "Antes de empezar" in v.ana.ir(f"candidaturas/{v.aurora}/").texto, TRAMO)
    assert v.aurora.upper() in navegador.capturar(chromium, v.ana, "Aurora Meraz Solís", carpeta)
    for quien, folio in ((v.mora, v.citlali), (v.iris, v.elvira)):
        quien.entrar()
        assert folio.upper() in captura.completa(quien, folio)
    v.pita.entrar()
    ella = invitar(v.casa, v.pita, v.gloria, "gloria@prueba.mx")
    captura.leer_avisos(ella, v.gloria)
    captura.identidad(ella, v.gloria, publica="si")
    ella.ir(f"candidaturas/{v.gloria}/")
    ella.pulsar("Avisar que terminé mi parte")
    captura.leer_avisos(v.pita, v.gloria)
    captura.curriculum(v.pita, v.gloria)
    captura.enviar(v.pita, v.gloria)
    v.dina.entrar()
    recibir_formato(ella, v.dina, v.gloria)


def revisar_corregir_y_publicar(v: Viaje) -> None:
    """15 de abril. Se observa a una, que corrige; las demás se validan, y el obrero las publica."""
    v.casa.ir_al("2024-04-15 10:00")
    v.cora.entrar()
    for folio in (v.aurora, v.elvira, v.gloria):
        validar(v.cora, folio)
    observar(v.cora, v.citlali, "historia", "Indique los años de cada empleo.")
    v.casa.espera_en_el_perfil(v.aurora, "Aurora Meraz Solís")
    v.mora.entrar()
    v.mora.ir(f"candidaturas/{v.citlali}/historia/")
    v.mora.pulsar("Guardar y continuar", historia=CORREGIDO)
    captura.enviar(v.mora, v.citlali)
    validar(v.cora, v.citlali)
    v.casa.espera_en_el_perfil(v.citlali, "de 1998 a 2010")


def importar_otro_corte(v: Viaje) -> None:
    """17 de abril. Quien entra después de la apertura queda habilitada enseguida, con su propio plazo."""
    v.casa.ir_al("2024-04-17 10:00")
    padron.llenar(v.casa.trabajo / "plantilla.xlsx", padron.SEGUNDO_CORTE, v.casa.trabajo / "padron-2.xlsx")
    v.casa.seguir("Importar otro corte")
    v.pita.entrar()
    v.irene = folio_de(v.pita, "Irene Luna Solís")
    hasta(lambda: "El plazo vence el 2 de mayo" in v.pita.ir(f"candidaturas/{v.irene}/").texto, TRAMO)
    captura.completa(v.pita, v.irene)


def ajustar(v: Viaje) -> None:
    """22 de abril. La coalición pide su único ajuste y administración lo aplica."""
    v.casa.ir_al("2024-04-22 10:00")
    v.ana.entrar()
    v.ana.ir(f"candidaturas/{v.aurora}/ajuste/")
    v.ana.pulsar("Ver qué se pedirá", historia=AJUSTADO)
    v.ana.confirmar("Pedir el ajuste")
    v.dina.entrar()
    v.dina.ir(f"revision/{v.aurora}/ajuste/")
    v.dina.pulsar("Aplicar el ajuste")
    v.casa.espera_en_el_perfil(v.aurora, "enfermera rural")


def sustituir_a_una(v: Viaje) -> None:
    """25 de abril. El perfil de Citlali sale del sitio; Norma captura con su plazo y se publica."""
    v.casa.ir_al("2024-04-25 10:00")
    v.dina.entrar()
    sustituir(v.dina, v.citlali, "Norma Quiñones Rey")
    v.casa.espera_en_el_perfil(v.citlali, "Este perfil ya no está disponible")
    v.mora.entrar()
    v.norma = folio_de(v.mora, "Norma Quiñones Rey")
    captura.completa(v.mora, v.norma)
    v.cora.entrar()
    validar(v.cora, v.norma)
    validar(v.cora, v.irene)
    v.casa.espera_en_el_perfil(v.norma, "Norma Quiñones Rey")


def quedar_omisas_e_informar_abril(v: Viaje) -> None:
    """30 de abril. Las suplentes no enviaron en su plazo: omisas en cuanto alguien comprueba la hora."""
    v.casa.ir_al("2024-04-30 18:00")
    v.dina.entrar()
    reanudar(v.casa, v.dina)
    v.ana.entrar()
    berta = folio_de(v.ana, "Berta Nevárez Solís")
    hasta(lambda: "Estado: Sin información" in v.ana.ir(f"candidaturas/{berta}/").texto, TRAMO)
    v.casa.seguir("Informar")
    entregar_informe(v.dina, "avance", "abril")


def terminar_la_campana_y_pasar_la_jornada(v: Viaje) -> None:
    """31 de mayo, con su informe, y 3 de junio: pasada la jornada, lo concluido se bloquea."""
    v.casa.ir_al("2024-05-31 18:00")
    v.dina.entrar()
    entregar_informe(v.dina, "avance", "mayo")
    v.casa.ir_al("2024-06-03 09:00")
    v.dina.entrar()
    reanudar(v.casa, v.dina)
    hasta(lambda: "datos bloqueados" in v.dina.ir(f"revision/{v.citlali}/actos/").texto, TRAMO)


def leer_informar_y_cerrar(v: Viaje) -> None:
    """27 de septiembre: lo de Citlali ya se suprimió, sin esperar al cierre, y se concluye la lectura de lo publicado.

    1 de octubre: informe final, con el corte de ese día, y el acto que cierra.
    """
    v.casa.ir_al("2024-09-27 10:00")
    v.dina.entrar()
    reanudar(v.casa, v.dina)
    hasta(lambda: "datos suprimidos" in v.dina.ir(f"revision/{v.citlali}/actos/").texto, TRAMO)
    v.cora.entrar()
    leer_lo_publicado((v.dina, v.cora), cuantas=5)
    v.casa.ir_al("2024-10-01 09:00")
    v.dina.entrar()
    reanudar(v.casa, v.dina)
    entregar_informe(v.dina, "final", "Informe final")
    assert "toca cerrar la elección" in v.dina.ir("revision/hoy/").texto
    assert "Constancia del cierre" in cerrar(v.dina).texto


def suprimir_lo_ultimo(v: Viaje) -> None:
    """31 de diciembre. Vencieron los noventa días de bloqueo: la última supresión, cada una con su certificado."""
    v.casa.ir_al("2024-12-31 09:00")
    v.dina.entrar()
    reanudar(v.casa, v.dina)
    for folio in (v.aurora, v.citlali, v.elvira, v.gloria, v.irene, v.norma):
        assert certificado(v.dina, folio).startswith(b"%PDF")
    v.casa.espera_en_el_perfil(v.aurora, "enfermera rural")  # lo curricular queda de archivo
