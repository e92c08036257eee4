// Buscar y comparar sin lector: las mismas reglas, los mismos fragmentos y el mismo orden, con el índice en trozos.
const POR_PAGINA = 10, MAX_PARAMETROS = 60, MAX_PALABRAS = 8, MAX_LETRAS = 40, MAX_CON_ERRATA = 5, MAX_NOMBRADOS = 4;
const MAXIMO = 4, MAX_FOLIO = 40, ANTES = 70, DESPUES = 170;
const A_LA_VISTA = ["distrito", "municipio", "tema", "fuerza", "cargo", "ocupa"];
const SIN_NOMBRE = ["cargo", "contienda", "edad", "informacion"];
const GENERICAS = new Set("partido municipio candidata candidato candidatas candidatos candidaturas".split(" "));
const VACIAS = new Set("a al con de del e el en es la las lo los o para por que se su sus un una y".split(" "));
const VARIANTES = { a: "aáàäâã", e: "eéèëê", i: "iíìïî", o: "oóòöôõ", u: "uúùüû", n: "nñ", c: "cç" };
const ALFABETO = [..."abcdefghijklmnopqrstuvwxyz"];

// --- Trozos ---------------------------------------------------------------------------------------------------------
const guardados = new Map();
let desdeCuando = 0; // una página abierta no mezcla mucho tiempo dos publicaciones
const trozo = (ruta) => {
  if (Date.now() - desdeCuando > 60_000) { guardados.clear(); desdeCuando = Date.now(); }
  if (!guardados.has(ruta)) guardados.set(ruta, traer(ruta).catch((error) => { guardados.delete(ruta); throw error; }));
  return guardados.get(ruta);
};
async function traer(ruta) {
  const respuesta = await fetch(`../indice/${ruta}.trozo`);
  if (respuesta.status === 404) return null;
  if (!respuesta.ok) throw new Error(respuesta.status);
  const octetos = await respuesta.blob();
  return new Response(octetos.stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// --- Quiénes: un octeto por persona, en el orden anunciado ------------------------------------------------------------
const y = (a, b) => a.map((v, i) => v & b[i]);
const o = (a, b) => a.map((v, i) => v | b[i]);
const menos = (a, b) => a.map((v, i) => v & ~b[i]);
const cuantas = (mapa) => mapa.reduce((suma, v) => suma + v, 0);
const cuantasEnLasDos = (a, b) => { let n = 0; for (let i = 0; i < a.length; i++) n += a[i] & b[i]; return n; };
const nadie = (total) => new Uint8Array(total);
const anotar = (diferencias, mapa) => { let orden = 0; for (const d of diferencias) mapa[orden += d] = 1; return mapa; };

// --- Texto ------------------------------------------------------------------------------------------------------------
const escapar = (t) => String(t).replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" })[c]);
const plano = (t) => t.toUpperCase().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const palabras = (t) => plano(t).match(/[\p{L}\p{N}]+/gu) || [];
function utiles(todas) {
  const conSentido = todas.filter((p) => !VACIAS.has(p));
  return [...new Set((conSentido.length ? conSentido : todas).map((p) => [...p].slice(0, MAX_LETRAS).join("")))].slice(0, MAX_PALABRAS);
}
function vecinas(palabra) {
  const hechas = new Set();
  for (let i = 0; i <= palabra.length; i++) {
    const a = palabra.slice(0, i), b = palabra.slice(i);
    for (const c of ALFABETO) { hechas.add(a + c + b); if (b) hechas.add(a + c + b.slice(1)); }
    if (b) hechas.add(a + b.slice(1)).add(a + b.slice(1, 2) + b[0] + b.slice(2));
  }
  return hechas;
}
function patron(buscadas) {
  const formas = [...buscadas].sort((a, b) => b.length - a.length).map((p) => [...p].map((c) => (VARIANTES[c] ? `[${VARIANTES[c]}]` : c)).join(""));
  return formas.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${formas.join("|")})[\\p{L}\\p{N}_]*`, "giu") : null;
}
function pasaje(texto, buscado) {
  buscado.lastIndex = 0;
  const hallado = buscado.exec(texto);
  if (!hallado) return null;
  const empieza = hallado.index, acaba = empieza + hallado[0].length;
  const inicio = empieza ? texto.lastIndexOf("\n", empieza - 1) + 1 : 0;
  const salto = texto.indexOf("\n", acaba), fin = salto < 0 ? texto.length : salto;
  let desde = Math.max(inicio, empieza - ANTES), hasta = Math.min(fin, acaba + DESPUES);
  if (desde > inicio) { const espacio = texto.indexOf(" ", desde); desde = espacio >= 0 && espacio < empieza ? espacio + 1 : empieza; }
  if (hasta < fin) { const espacio = texto.lastIndexOf(" ", hasta - 1); hasta = Math.max(espacio >= acaba ? espacio : -1, acaba); }
  const corto = texto.slice(desde, hasta);
  return (desde > inicio ? "…" : "") + marcar(hasta < fin ? corto.replace(/[ .,;:]+$/, "") : corto, buscado) + (hasta < fin ? "…" : "");
}
function marcar(texto, buscado) {
  let fin = 0, hecho = "";
  buscado.lastIndex = 0;
  for (const m of texto.matchAll(buscado)) {
    hecho += `${escapar(texto.slice(fin, m.index))}<mark>${escapar(m[0])}</mark>`;
    fin = m.index + m[0].length;
  }
  return hecho + escapar(texto.slice(fin));
}

// --- Índice -------------------------------------------------------------------------------------------------------------
async function abrir() {
  const { total, bloque, piezas, campos, filtros, palabras: primero, mas, con_secciones } = await trozo("inicio");
  const pieza = (nombre, valores = {}, html = {}) =>
    (piezas[nombre] || "").replace(/<!--([a-z_]+)-->/g, (_, marca) => (marca in html ? html[marca] : escapar(valores[marca] ?? "")));
  const leidos = filtros.map(([campo, etiqueta, opciones]) => ({
    campo, etiqueta,
    opciones: new Map(opciones.map(([valor, nombre, quienes]) =>
      [valor, { valor, etiqueta: nombre, mapa: anotar(quienes, nadie(total)), palabras: new Set([...palabras(nombre), valor.toLowerCase()]) }])),
  }));
  return { total, bloque, piezas, pieza, campos, filtros: leidos, repartidos: { "": primero, ...mas }, con_secciones, todas: nadie(total).fill(1) };
}
const archivoDe = (bloque, prefijo) => `palabras/${bloque}_${/^[\x00-\x7f]*$/.test(prefijo) ? prefijo : `-${[...new TextEncoder().encode(prefijo)].map((n) => n.toString(16).padStart(2, "0")).join("")}`}`;
// [en el nombre, en las propuestas, en cualquier texto] de una palabra y, con «*», de las que empiezan así.
async function mapas(indice, palabra, comienzo) {
  const hallados = [nadie(indice.total), nadie(indice.total), nadie(indice.total)];
  await Promise.all(Object.entries(indice.repartidos).map(async ([bloque, repartidos]) => {
    const prefijo = Object.keys(repartidos).findLast((p) => palabra.startsWith(p));
    const dicho = (prefijo && (await trozo(archivoDe(bloque, prefijo)))) || {};
    const junta = `${palabra}*`;
    for (const [renglon, listas] of Object.entries(dicho))
      if (comienzo && junta in dicho ? renglon === junta : renglon === palabra || (comienzo && renglon.startsWith(palabra) && !renglon.endsWith("*")))
        listas.forEach((lista, lugar) => anotar(lista, hallados[lugar]));
  }));
  hallados[2] = o(o(hallados[0], hallados[1]), hallados[2]);
  return hallados;
}
async function conTodas(indice, grupos) {
  let hechos = [indice.todas, indice.todas, indice.todas];
  for (const grupo of grupos) {
    const suyos = await Promise.all(grupo.map(([palabra, comienzo]) => mapas(indice, palabra, comienzo)));
    hechos = suyos.reduce((a, b) => a.map((m, n) => o(m, b[n]))).map((m, n) => y(m, hechos[n]));
  }
  return hechos;
}
async function hallar(indice, q, buscadas) {
  if (!buscadas.length) return { grupos: q ? [] : [indice.todas], buscadas, parecidas: false };
  const ultima = buscadas.at(-1);
  const comienzo = await conTodas(indice, buscadas.map((p) => [[p, p === ultima && p.length >= 2]]));
  if (cuantas(comienzo[2])) {
    const entera = await conTodas(indice, buscadas.map((p) => [[p, false]]));
    return deSuFuerza(indice, buscadas, { grupos: [...entera, ...comienzo], buscadas, parecidas: false });
  }
  return deSuFuerza(indice, buscadas, await parecidas(indice, buscadas));
}
async function parecidas(indice, buscadas) {
  const vocabulario = new Set(buscadas.length <= MAX_CON_ERRATA ? await trozo("nombres") : []);
  const opciones = buscadas.map((p) => [...(p.length >= 4 ? vecinas(p).add(p) : [p])].filter((v) => vocabulario.has(v)).sort());
  if (!opciones.every((grupo) => grupo.length)) return { grupos: [], buscadas, parecidas: false };
  const [nombre] = await conTodas(indice, opciones.map((grupo) => grupo.map((p) => [p, false])));
  return { grupos: [nombre], buscadas: opciones.flat(), parecidas: true };
}
function deSuFuerza(indice, buscadas, hallazgo) {
  const dicho = buscadas.filter((p) => !GENERICAS.has(p));
  const mismas = (otras) => dicho.length === otras.size && dicho.every((p) => otras.has(p));
  const fuerzas = [...(indice.filtros.find((f) => f.campo === "fuerza")?.opciones.values() || [])].filter((f) =>
    dicho.length && (mismas(new Set([f.valor.toLowerCase()])) || mismas(new Set(utiles(palabras(f.etiqueta)).filter((p) => !GENERICAS.has(p))))));
  const suya = fuerzas.reduce((mapa, f) => o(mapa, f.mapa), nadie(indice.total));
  if (!cuantas(suya)) return hallazgo;
  return { grupos: hallazgo.parecidas ? [suya] : [suya, ...hallazgo.grupos], buscadas, parecidas: false };
}

// --- La consulta ------------------------------------------------------------------------------------------------------
const codificar = (t) => encodeURIComponent(t.toWellFormed ? t.toWellFormed() : t).replace(/[!*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll("%20", "+");
const consultaDe = (pares) => `?${pares.map((par) => par.map(codificar).join("=")).join("&")}`;
const paresDe = (consulta) => [...new URLSearchParams(consulta)].slice(0, MAX_PARAMETROS).map((par) => par.map((t) => t.replaceAll("\0", "")));
function leer(consulta, filtros) {
  const pares = new Map();
  for (const [clave, valor] of paresDe(consulta)) if (valor.trim() && !pares.has(clave)) pares.set(clave, valor.trim());
  const pagina = pares.get("pagina") || "1";
  const puestos = filtros.filter((f) => pares.has(f.campo)).map((f) => [f.campo, pares.get(f.campo)]);
  return { q: pares.get("q") || "", puestos: new Map(puestos), pagina: Math.max(1, /^\d{1,6}$/.test(pagina) ? Number(pagina) : 1) };
}
const enlace = (pedido, { pagina = 1, sin = "" } = {}) => consultaDe([
  ...(pedido.q ? [["q", pedido.q]] : []), ...[...pedido.puestos].filter(([campo]) => campo !== sin), ...(pagina > 1 ? [["pagina", String(pagina)]] : []),
]);
const mapaDelFiltro = (indice, pedido, f) =>
  (pedido.puestos.has(f.campo) ? f.opciones.get(pedido.puestos.get(f.campo))?.mapa || nadie(indice.total) : indice.todas);
const conLosDemas = (indice, pedido, filtro, base) =>
  indice.filtros.filter((f) => f !== filtro && pedido.puestos.has(f.campo)).reduce((m, f) => y(m, mapaDelFiltro(indice, pedido, f)), base);

// --- La página de resultados --------------------------------------------------------------------------------------------
export async function buscar(consulta) {
  const indice = await abrir(), { pieza } = indice;
  const pedido = leer(consulta, indice.filtros), todas = palabras(pedido.q), buscadas = utiles(todas);
  const hallazgo = await hallar(indice, pedido.q, buscadas);
  const todo = hallazgo.grupos.reduce(o, nadie(indice.total));
  let base = conLosDemas(indice, pedido, null, todo);
  const total = cuantas(base), desde = Math.min(pedido.pagina - 1, Math.max(0, Math.floor((total - 1) / POR_PAGINA))) * POR_PAGINA;
  const ordenes = [];
  for (const grupo of hallazgo.grupos) {
    y(base, grupo).forEach((esta, orden) => { if (esta) ordenes.push(orden); });
    base = menos(base, grupo);
  }
  const suyos = ordenes.slice(desde, desde + POR_PAGINA);
  const nombre = { 0: "resumen_cero", 1: "resumen_uno" }[total] || (total <= POR_PAGINA ? "resumen_todas" : "resumen");
  const resumen = pieza(nombre, { total: String(total).replace(/\B(?=(\d{3})+$)/g, ","), desde: desde + 1, hasta: desde + suyos.length });
  const seccion = laSeccion(todas), boletas = await boletasDe(indice, seccion);
  const deSeccion = seccion ? deLaSeccion(pieza, seccion, boletas) : "";
  const sinNadie = !total && boletas.size; // ya se le dio lo que buscaba
  const resultados = [losAvisos(indice, pedido, hallazgo, total, todas, buscadas, deSeccion), sinNadie ? "" : await lasTarjetas(indice, pedido, hallazgo, suyos, desde), lasPaginas(pieza, pedido, total, desde)];
  const filtros = (aLaVista) => indice.filtros.filter((f) => A_LA_VISTA.includes(f.campo) === aLaVista).map((f) => elFiltro(indice, pedido, todo, f)).join("");
  return `<form data-buscar><div data-filtros="primeros">${filtros(true)}</div><div data-filtros="demas">${filtros(false)}</div></form>
<div data-cambia="activos">${losActivos(indice, pedido)}</div><p data-cambia="resumen">${resumen}</p>
<div data-cambia="resultados">${resultados.join("\n")}</div>`;
}
function elFiltro(indice, pedido, todo, filtro) {
  const base = conLosDemas(indice, pedido, filtro, todo), elegido = pedido.puestos.get(filtro.campo);
  const opciones = [...filtro.opciones.values()].map((p) =>
    indice.pieza("opcion", { valor: p.valor, etiqueta: p.etiqueta, cuenta: cuantasEnLasDos(base, p.mapa) }, { marcada: p.valor === elegido ? " selected" : "" }));
  return indice.pieza("filtro", { campo: filtro.campo, etiqueta: filtro.etiqueta }, { opciones: opciones.join("") });
}
function losActivos(indice, pedido) {
  const lista = indice.filtros.filter((f) => pedido.puestos.has(f.campo)).map((f) => {
    const valor = pedido.puestos.get(f.campo);
    return indice.pieza("activo", { etiqueta: f.etiqueta, valor: f.opciones.get(valor)?.etiqueta ?? valor, enlace: enlace(pedido, { sin: f.campo }) });
  });
  return lista.length ? indice.pieza("activos", {}, { lista: lista.join("") }) : "";
}
// Cuatro cifras, como en la credencial, o la palabra «sección» con las que sean.
function laSeccion(todas) {
  const numero = todas.find((p) => /^[0-9]{1,4}$/.test(p));
  return numero && (numero.length === 4 || ["seccion", "secciones"].includes(todas[0])) && todas.length <= 2 ? numero : "";
}
async function boletasDe(indice, seccion) {
  const suyas = seccion && indice.con_secciones ? await trozo("secciones") : [];
  return new Map(suyas.filter(([desde, hasta]) => desde <= seccion && seccion <= hasta).map(([, , boleta, nombre]) => [boleta, nombre]));
}
function deLaSeccion(pieza, seccion, boletas) {
  const lista = [...boletas].map(([boleta, nombre]) => pieza("boleta_de_seccion", { boleta, nombre })).join("");
  return lista ? pieza("aviso_boleta", { seccion }, { lista }) : pieza("aviso_seccion");
}
function losAvisos(indice, pedido, hallazgo, total, todas, buscadas, deSeccion) {
  const avisos = [];
  if ([...new Set(todas)].filter((p) => !VACIAS.has(p)).length > buscadas.length) avisos.push(indice.pieza("aviso_recortada", { maximo: MAX_PALABRAS }));
  if (deSeccion) avisos.push(deSeccion);
  const propias = buscadas.filter((p) => !GENERICAS.has(p)), dichas = propias.length ? propias : buscadas;
  const nombrados = indice.filtros.filter((f) => dichas.length && !SIN_NOMBRE.includes(f.campo)).flatMap((f) =>
    [...f.opciones.values()].filter((p) => dichas.every((d) => p.palabras.has(d))).map((p) => indice.pieza("nombrado", {
      etiqueta: f.etiqueta, valor: p.etiqueta, cuenta: cuantasEnLasDos(conLosDemas(indice, pedido, f, indice.todas), p.mapa),
      enlace: consultaDe([...[...pedido.puestos].filter(([campo]) => campo !== f.campo), [f.campo, p.valor]]),
    })));
  if (nombrados.length && nombrados.length <= MAX_NOMBRADOS) avisos.push(indice.pieza("aviso_nombrados", {}, { lista: nombrados.join("") }));
  if (hallazgo.parecidas && total) avisos.push(indice.pieza("aviso_parecidas", { q: pedido.q }));
  return avisos.join("");
}
async function lasTarjetas(indice, pedido, hallazgo, ordenes, desde) {
  if (!ordenes.length) return indice.pieza("vacio", {}, { filtros: pedido.puestos.size ? indice.pieza("vacio_filtros") : "" });
  const buscado = patron(hallazgo.buscadas);
  const lista = await Promise.all(ordenes.map(async (orden) => {
    const folios = await trozo(`folios/${Math.floor(orden / indice.bloque)}`);
    const { tarjeta, textos } = await trozo(`personas/${folios[orden % indice.bloque]}`);
    const hallado = buscado && textos.slice(1).map((t) => t && pasaje(t, buscado)).find(Boolean);
    return indice.pieza("resultado", {}, { tarjeta, pasaje: hallado ? indice.pieza("pasaje", {}, { texto: hallado }) : "" });
  }));
  return indice.pieza("resultados", { desde: desde + 1 }, { lista: lista.join("") });
}
function lasPaginas(pieza, pedido, total, desde) {
  const ultima = Math.ceil(total / POR_PAGINA), actual = desde / POR_PAGINA + 1;
  if (ultima < 2) return "";
  let anterior = 0, lista = "";
  for (const numero of [...new Set([1, actual - 1, actual, actual + 1, ultima])].filter((n) => n >= 1 && n <= ultima).sort((a, b) => a - b)) {
    if (numero - anterior > 1) lista += pieza("pagina_salto");
    lista += pieza(numero === actual ? "pagina_actual" : "pagina_enlace", { numero, enlace: enlace(pedido, { pagina: numero }) });
    anterior = numero;
  }
  return pieza("paginas", {}, { lista });
}

// --- La comparación -----------------------------------------------------------------------------------------------------
export async function comparar(consulta) {
  const indice = await abrir(), { pieza } = indice;
  const pedidos = [...new Set(paresDe(consulta).filter(([c, v]) => c === "c" && v.trim()).map(([, v]) => [...v.trim()].slice(0, MAX_FOLIO).join("")))].slice(0, MAXIMO * 2);
  const halladas = await Promise.all(pedidos.map(async (folio) => [folio, await trozo(`personas/${encodeURIComponent(folio)}`)]));
  const columnas = halladas.filter(([, persona]) => persona).map(([folio, persona]) => ({ folio, ...persona }));
  const avisos = halladas.filter(([, persona]) => !persona).map(([folio]) => pieza("comparar_desconocida", { folio }));
  if (columnas.length > MAXIMO) avisos.push(pieza("comparar_muchas", { maximo: MAXIMO }));
  if (columnas.length < 2) avisos.push(pieza("comparar_pocas"));
  const agregar = await laQueFalta(pieza, columnas), tabla = laTabla(indice, columnas.slice(0, MAXIMO));
  return (columnas.length === 1 ? [...avisos, agregar, tabla] : [...avisos, tabla, agregar]).join("\n");
}
async function laQueFalta(pieza, columnas) {
  if (!columnas.length || columnas.length >= MAXIMO) return "";
  const [boleta, quienes] = await trozo(`boletas/${columnas[0].boleta}`), elegidos = columnas.map((c) => c.folio);
  const otras = quienes.filter(([folio]) => !elegidos.includes(folio));
  if (!otras.length) return "";
  return pieza("comparar_agregar", { boleta }, {
    elegidas: elegidos.map((folio) => pieza("comparar_elegida", { folio })).join(""),
    opciones: otras.map(([folio, quien]) => pieza("comparar_opcion", { folio, quien })).join(""),
  });
}
function laTabla({ pieza, campos }, columnas) {
  if (!columnas.length) return "";
  const renglones = campos.filter(([clave]) => clave !== "encabezado" && columnas.some((c) => c.celdas[clave]));
  return pieza("comparar_tabla", { total: columnas.length }, {
    columnas: columnas.map((columna) => pieza("comparar_columna", { nombre: columna.nombre }, {
      celda: columna.celdas.encabezado || escapar(columna.nombre),
      quitar: pieza("comparar_quitar", { nombre: columna.nombre, enlace: consultaDe(columnas.filter((c) => c !== columna).map((c) => ["c", c.folio])) }),
    })).join(""),
    renglones: renglones.map(([clave, etiqueta], n) => pieza("comparar_renglon", { numero: n + 1, etiqueta }, {
      pasos: losPasos(pieza, renglones, n),
      celdas: columnas.map((c) => pieza("comparar_celda", { nombre: c.nombre }, { celda: c.celdas[clave] || pieza("comparar_vacia") })).join(""),
    })).join(""),
  });
}
// Enlaces a la pregunta anterior y a la que sigue.
function losPasos(pieza, renglones, n) {
  const paso = (destino, texto, hacia) => renglones[destino] ? pieza("comparar_paso", { numero: destino + 1, texto, hacia, etiqueta: renglones[destino][1] }) : "";
  return pieza("comparar_pasos", { numero: n + 1, total: renglones.length }, { antes: paso(n - 1, "Anterior", "antes"), despues: paso(n + 1, "Siguiente", "despues") });
}
