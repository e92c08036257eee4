// Busca en este mismo archivo, sin red. Primero quien se llama así o a quien postula esa fuerza; después, por el apartado
// donde está lo que se escribió, en el orden en que se leen; dentro de eso, la palabra entera y el orden de la boleta.
(() => {
  const campo = document.querySelector("#buscar"), lista = document.querySelector("[data-hallados]"), cuantos = document.querySelector("[data-cuantos]");
  const plano = (t) => t.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const dicho = (parte) => [...parte.querySelectorAll("h4, p, dt, dd:not(:has(p))")].map((e) => e.textContent).join("\n"); // lo plegado también
  const personas = [...document.querySelectorAll("article")].map((a) => {
    const titulo = a.querySelector("h3");
    return { id: titulo.id, nombre: titulo.textContent, fuerza: a.dataset.fuerza, partes: [`${titulo.textContent} ${a.dataset.busca}`, ...[...a.querySelectorAll("[data-parte]")].map(dicho)] };
  });
  const empieza = (p) => new RegExp(`(?<![\\p{L}\\p{N}])${p.replace(/[^\p{L}\p{N}]/gu, "\\$&")}`, "u");
  const entera = (p) => new RegExp(`${empieza(p).source}(?![\\p{L}\\p{N}])`, "u");

  function hallar(persona, palabras) {
    const planas = persona.partes.map(plano);
    const donde = palabras.map((p) => planas.findIndex((t) => empieza(p).test(t)));
    if (donde.includes(-1)) return null;
    const parte = Math.max(...donde);
    return { persona, parte, completa: palabras.every((p) => entera(p).test(planas.join("\n"))), pasaje: parte ? pasaje(persona.partes[parte], palabras) : "" };
  }

  function pasaje(texto, palabras) {
    const seguido = texto.normalize("NFC").replace(/\s+/g, " "), sin = plano(seguido);
    const lugar = Math.min(...palabras.map((p) => sin.search(empieza(p))).filter((n) => n >= 0));
    const desde = Math.max(0, seguido.lastIndexOf(" ", Math.max(0, lugar - 60)) + 1);
    return `${desde ? "…" : ""}${seguido.slice(desde, lugar + 140).replace(/\s\S*$/, "")}…`;
  }

  function mostrar() {
    const palabras = plano(campo.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const hallados = palabras.length ? personas.map((p) => hallar(p, palabras)).filter(Boolean) : [];
    hallados.sort((a, b) => a.parte - b.parte || b.completa - a.completa);
    cuantos.textContent = !palabras.length ? "" : hallados.length === 1 ? "1 persona" : `${hallados.length} personas`;
    lista.replaceChildren(...hallados.map(({ persona, pasaje: dicho }) => {
      const li = document.createElement("li"), enlace = document.createElement("a"), datos = document.createElement("span");
      enlace.href = `#${persona.id}`;
      enlace.textContent = persona.nombre;
      datos.textContent = persona.fuerza;
      li.append(enlace, " ", datos);
      if (dicho) li.append(Object.assign(document.createElement("p"), { textContent: dicho }));
      return li;
    }));
  }

  document.querySelector("[data-buscador]").hidden = false;
  document.querySelector("[data-sin-buscador]").hidden = true;
  campo.addEventListener("input", mostrar);

  // Un enlace del índice o de lo hallado abre lo plegado hasta su persona.
  const abrir = () => {
    for (let e = document.getElementById(location.hash.slice(1)); e; e = e.parentElement) if (e.localName === "details") e.open = true;
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  };
  addEventListener("hashchange", abrir);
  abrir();
})();
