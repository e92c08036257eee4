"""Lo que PostgreSQL admite junto a una tabla y cambia lo que se lee o lo que se impide, sin que la tabla diga otra cosa.

Este programa no pone nada de esto, así que en una instalación sana no hay renglones y la huella del esquema no cambia: lo que
haya se dice como «sobra», y quien opera lo ve y lo asienta por la misma puerta que un índice suyo.
"""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

_DE_FABRICA = 16_384  # de ahí en adelante, lo que alguien creó (FirstNormalObjectId)
_DE_SESION = "^(search_path|session_replication_role|row_security|transform_null_equals|session_preload_libraries|local_preload_libraries)="
_AJENOS = """
WITH suyas AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace),
  otros AS (SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname !~ '^(pg_|information_schema$|public$)')
SELECT 'regla', c.relname || '.' || r.rulename, pg_get_ruledef(r.oid), '' FROM suyas c JOIN pg_rewrite r ON r.ev_class = c.oid
  WHERE r.rulename <> '_RETURN'
UNION ALL SELECT 'política', c.relname || '.' || p.polname, p.polcmd::text, COALESCE(pg_get_expr(p.polqual, c.oid), '')
  FROM suyas c JOIN pg_policy p ON p.polrelid = c.oid
UNION ALL SELECT 'filas según quién', c.relname, c.relforcerowsecurity::text, '' FROM suyas c WHERE c.relrowsecurity OR c.relforcerowsecurity
UNION ALL SELECT 'tabla hija', h.inhrelid::regclass::text, c.relname, '' FROM suyas c JOIN pg_inherits h ON h.inhparent = c.oid WHERE c.relkind = 'r'
UNION ALL SELECT 'tabla sin registro', c.relname, c.relpersistence::text, '' FROM suyas c WHERE c.relpersistence = 'u' AND c.relkind = 'r'
UNION ALL SELECT 'índice apagado', c.relname, '', '' FROM suyas c JOIN pg_index i ON i.indexrelid = c.oid WHERE NOT (i.indisready AND i.indislive)
UNION ALL SELECT 'otra letra', c.relname || '.' || a.attname, a.attcollation::regcollation::text, '' FROM suyas c
  JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relkind = 'r' AND a.attcollation <> t.typcollation AND NOT a.attisdropped
UNION ALL SELECT 'candado interno', c.relname || '.' || t.tgname, t.tgenabled::text, t.tgfoid::regproc::text FROM suyas c
  JOIN pg_trigger t ON t.tgrelid = c.oid JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE t.tgisinternal AND (t.tgenabled <> 'O' OR p.pronamespace <> 'pg_catalog'::regnamespace)
UNION ALL SELECT 'permiso para cualquiera', c.relname, string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type), ''
  FROM suyas c CROSS JOIN aclexplode(c.relacl) a WHERE a.grantee = 0 GROUP BY c.relname
UNION ALL SELECT 'tabla de otro esquema', o.nspname || '.' || x.relname, x.relkind::text, '' FROM otros o
  JOIN pg_class x ON x.relnamespace = o.oid JOIN suyas c ON c.relname = x.relname AND c.relkind = 'r'
UNION ALL SELECT 'función que suplanta', p.oid::regprocedure::text, p.prosrc, '' FROM pg_proc p
  WHERE p.oid >= %(de_fabrica)s AND p.pronamespace <> 'pg_catalog'::regnamespace
  AND EXISTS (SELECT FROM pg_proc f WHERE f.proname = p.proname AND f.oid < %(de_fabrica)s)
UNION ALL SELECT 'operador', o.oid::regoperator::text, o.oprcode::text, '' FROM pg_operator o WHERE o.oid >= %(de_fabrica)s
UNION ALL SELECT 'conversión', x.castsource::regtype::text || ' a ' || x.casttarget::regtype::text, x.castfunc::regproc::text, ''
  FROM pg_cast x WHERE x.oid >= %(de_fabrica)s
UNION ALL SELECT 'candado de la base', e.evtname, e.evtevent, e.evtfoid::regproc::text FROM pg_event_trigger e
UNION ALL SELECT 'ajuste', COALESCE(r.rolname, 'todos'), dicho, '' FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
  CROSS JOIN unnest(s.setconfig) dicho WHERE dicho ~ %(de_sesion)s
  AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
UNION ALL SELECT 'ajuste', 'de la sesión', camino, papel FROM (SELECT array_to_string(ARRAY(
  SELECT e FROM unnest(current_schemas(true)) e WHERE e !~ '^pg_(toast_)?temp'), ',') camino, current_setting('session_replication_role') papel) a
  WHERE camino <> 'pg_catalog,public' OR papel <> 'origin'
ORDER BY 1, 2, 3"""


def ajenos(cursor: CursorWrapper) -> list[list[str]]:
    """Clase, nombre y cómo se declara cada uno; ninguno si nadie agregó nada."""
    cursor.execute(_AJENOS, {"de_fabrica": _DE_FABRICA, "de_sesion": _DE_SESION})
    return [[*fila] for fila in cursor.fetchall()]
