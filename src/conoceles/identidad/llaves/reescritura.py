"""Reescribir el llavero sin ser su dueño: en PostgreSQL, a quien no lo es `VACUUM` no le hace nada, y ni se queja."""

from __future__ import annotations

REESCRIBE = "conoceles_reescribir_llavero"
# Copia la tabla sin lo muerto y, al revés que `VACUUM FULL`, se puede dar en una transacción y desde una función.
COMPACTA = "CLUSTER identidad_llave USING identidad_llave_pkey"
# La crea el dueño, para quien no lo es.
PARA_REESCRIBIR = f"""CREATE OR REPLACE FUNCTION {REESCRIBE}() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS 'BEGIN {COMPACTA}; END';
REVOKE ALL ON FUNCTION {REESCRIBE}() FROM PUBLIC"""
