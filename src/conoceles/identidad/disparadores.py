"""Lo que la base B no deja cambiar, venga de donde venga.

La supresión no borra filas: destruye la llave, y la base no deja que reviva.
"""

from __future__ import annotations

from conoceles.nucleo.disparadores import Disparador, inmutable, permanente

_ACREDITADA = """EXISTS (SELECT 1 FROM identidad_acreditacion a WHERE a.id = NEW.acreditacion_id
  AND a.clave = NEW.clave AND a.vale AND a.id = (SELECT MAX(u.id) FROM identidad_acreditacion u
  WHERE u.clave = a.clave AND u.cuenta = a.cuenta))"""
_ULTIMO = """COALESCE((SELECT v.estado FROM identidad_vinculo v
  WHERE v.clave = NEW.clave AND v.otra = NEW.otra ORDER BY v.id DESC LIMIT 1), 'ninguno')"""

DISPARADORES: tuple[Disparador, ...] = (
    *inmutable("identidad_documentoidentidad", base="identidad"),
    *inmutable("identidad_consentimiento", base="identidad"),
    *inmutable("identidad_formatofirmado", base="identidad"),
    *inmutable("identidad_resoluciondeformato", base="identidad"),
    Disparador(
        "identidad_consentimiento_si_ajeno_espera",
        "identidad_consentimiento",
        "INSERT",
        "NEW.medio IN ('captura', 'sesion') AND (NEW.surten IS NULL OR NEW.surten <> '[]') AND NOT EXISTS (SELECT 1 FROM "
        "identidad_consentimiento c WHERE c.publicacion AND (c.surten IS NULL OR (c.surten <> '[]' AND "
        "NEW.surten IS NOT NULL)) AND c.id = (SELECT MAX(u.id) FROM identidad_consentimiento u "
        "WHERE u.clave = NEW.clave))",
        "identidad_consentimiento: el sí espera el formato firmado",
        "identidad",
    ),
    Disparador(
        "identidad_consentimiento_de_otras_respuestas",
        "identidad_consentimiento",
        "INSERT",
        "NEW.medio IN ('captura', 'sesion') AND (NEW.surten IS NULL OR NEW.surten <> '[]') AND (SELECT MAX(d.en) FROM "
        "identidad_documentoidentidad d WHERE d.clave = NEW.clave AND d.origen IN ('envio', 'subsanacion')) > "
        "(SELECT MAX(c.en) FROM identidad_consentimiento c WHERE c.clave = NEW.clave AND c.medio IN ('formato', 'acreditada'))",
        "identidad_consentimiento: el sí que consta es de otras respuestas y espera el formato firmado",
        "identidad",
    ),
    *inmutable("identidad_acreditacion", base="identidad"),
    Disparador(
        "identidad_consentimiento_acreditado",
        "identidad_consentimiento",
        "INSERT",
        f"NEW.medio = 'acreditada' AND NOT {_ACREDITADA}",
        "identidad_consentimiento: sin acreditación vigente, el sí espera el formato firmado",
        "identidad",
    ),
    *inmutable("identidad_vinculo", base="identidad"),
    Disparador(
        "identidad_vinculo_acreditado",
        "identidad_vinculo",
        "INSERT",
        f"NEW.estado IN ('pedido', 'reconocido') AND NOT {_ACREDITADA}",
        "identidad_vinculo: lo pide la propia persona, en una cuenta acreditada",
        "identidad",
    ),
    Disparador(
        "identidad_vinculo_en_orden",
        "identidad_vinculo",
        "INSERT",
        f"""NOT ((NEW.estado = 'pedido' AND {_ULTIMO} IN ('ninguno', 'negado', 'retirado'))
  OR (NEW.estado IN ('reconocido', 'negado') AND {_ULTIMO} = 'pedido')
  OR (NEW.estado = 'retirado' AND {_ULTIMO} IN ('pedido', 'reconocido')))""",
        "identidad_vinculo: ese paso no sigue al que está",
        "identidad",
    ),
    *inmutable("identidad_bloqueo", base="identidad"),
    *permanente(
        "identidad_candado", "identidad_candado: se abre o se cierra, y no se quita", base="identidad"
    ),
    *inmutable("identidad_versiondescartada", base="identidad"),
    *inmutable("identidad_pedidodeajuste", base="identidad"),
    *inmutable("identidad_conteosuelto", base="identidad"),
    *inmutable("identidad_tablaasentada", base="identidad"),
    *inmutable("identidad_retiro", base="llaves"),
    *(
        Disparador(
            f"identidad_borrador_{evento.lower()}_abierto",
            "identidad_borradoridentidad",
            evento,
            "EXISTS (SELECT 1 FROM identidad_candado c WHERE c.clave = NEW.clave AND c.cerrado)",
            "identidad_borradoridentidad: las respuestas ya se enviaron",
            "identidad",
        )
        for evento in ("INSERT", "UPDATE")
    ),
    Disparador(
        "identidad_llave_no_renace",
        "identidad_llave",
        "UPDATE",
        "NEW.clave <> OLD.clave OR (length(OLD.envuelta) = 0 AND length(NEW.envuelta) > 0)",
        "identidad_llave: una llave destruida no vuelve",
        "llaves",
    ),
    *permanente(
        "identidad_llave", "identidad_llave: se destruye vaciándola, la fila permanece", base="llaves"
    ),
)
