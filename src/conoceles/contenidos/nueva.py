"""La carpeta de una elección nueva, preguntada en pantalla: la misma que escribe `proceso nuevo`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso.contenido.fuentes import paquete
from conoceles.proceso.contenido.nueva import PREGUNTAS, escribir_nueva, modelos, propuesta

TIPOS = {"modelo": "select", "jornada": "date", "correo": "email", "sitio": "url"}
AYUDAS = {
    "modelo": "Se copian sus cargos, su territorio y sus cuestionarios, y usted los cambia después.",
    "clave": "Será la dirección de la elección: minúsculas, números y guiones, como durango-2026-2027.",
    "unidad": "Si la deja vacía se escribe aquí la del modelo, para que la confirme o la cambie.",
    "zona": "El de su ciudad, como America/Tijuana. Si lo deja vacío se escribe aquí el del modelo, para que lo confirme.",
    "sitio": "Empieza con https://.",
    "jornada": "Las demás fechas se corren hasta ella y quedan por confirmar.",
}
ROTULOS = {
    "clave": "Clave",
    "zona": "Huso horario",
    "unidad": "Área responsable",
    "sitio": "Dirección de su sitio",
    "jornada": "Día de la jornada",
}


@vista("GET", "POST", para=ADMINISTRAN)
def nueva(request: HttpRequest) -> HttpResponse:
    """Pregunta y entrega la carpeta en un .zip. No carga nada: eso lo hace quien opera, cuando esté revisada."""
    dicho = {clave: request.POST.get(clave, "") for clave in PREGUNTAS}
    error: ErrorDeDominio | None = None
    if request.method == "POST":
        try:
            fuentes = escribir_nueva(dicho)
            clave = dicho["clave"].strip()
            return descarga(paquete(fuentes, clave), "application/zip", f"{clave}.zip")
        except ErrorDeDominio as razon:
            error = razon
    causas = por_campo(error)
    campos = [
        {
            "clave": clave,
            "rotulo": ROTULOS.get(clave, pregunta),
            "tipo": TIPOS.get(clave, "text"),
            "ayuda": AYUDAS.get(clave, ""),
            "valor": dicho[clave].strip() or propuesta(dicho["modelo"], clave),
            "error": causas.get(clave, ""),
        }
        for clave, pregunta in PREGUNTAS.items()
    ]
    contexto = {"campos": campos, "error": error, "opciones": [(m.clave, m.que_es) for m in modelos()]}
    return render(request, "contenidos/nueva.html", contexto, status=codigo(error))
