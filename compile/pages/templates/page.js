"use strict";
(() => {
  // What is remembered between two loads of a page that renews itself.
  const memory = {
    get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { sessionStorage.setItem(name, value); } catch { /* does without */ } },
  };
  const key = (name) => `${location.pathname} ${name}`;
  const swedish = new Intl.Collator("sv", { numeric: true });

  const valueOf = (row, index) => {
    const cell = row.cells[index];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? swedish.compare(a, b) : x - y;
  };

  const sort = (table, index, direction) => {
    const body = table.tBodies[0];
    const sign = direction === "descending" ? -1 : 1;
    const rows = [...body.rows].sort((one, other) => {
      const [a, b] = [valueOf(one, index), valueOf(other, index)];
      return compare(a, b) * (a === "" || b === "" ? 1 : sign);
    });
    body.append(...rows);
    [...table.tHead.rows[0].cells].forEach((cell, i) => {
      if (i === index) cell.setAttribute("aria-sort", direction);
      else cell.removeAttribute("aria-sort");
    });
    memory.set(key(`sort ${table.id}`), `${index} ${direction}`);
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((cell, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `${table.id}-sort-${index}`;
      button.append(...cell.childNodes);
      button.addEventListener("click", () => {
        const rising = cell.getAttribute("aria-sort") === "ascending";
        sort(table, index, rising ? "descending" : "ascending");
      });
      cell.append(button);
    });
    const kept = document.body.dataset.refresh && memory.get(key(`sort ${table.id}`));
    if (kept) {
      const [index, direction] = kept.split(" ");
      if (table.tHead.rows[0].cells[index]) sort(table, Number(index), direction);
    }
  };

  const copy = async (button) => {
    const text = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Kopierad.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "Texten är markerad. Kopiera med Ctrl+C.";
    }
  };

  const renew = (seconds, button) => {
    const said = button.parentElement.querySelector("[role=status]");
    let paused = memory.get(key("paused")) === "yes";
    const show = () => {
      button.textContent = paused ? "Fortsätt uppdatera" : "Pausa uppdateringen";
      said.textContent = paused
        ? "Uppdateringen är pausad."
        : `Sidan läses in på nytt av sig själv, med ${seconds} s mellanrum.`;
      memory.set(key("paused"), paused ? "yes" : "no");
    };
    button.hidden = false;
    button.id = "paus";
    button.addEventListener("click", () => { paused = !paused; show(); });
    show();
    setInterval(() => {
      if (paused || document.hidden || !getSelection().isCollapsed) return;
      memory.set(key("focus"), document.activeElement?.id ?? "");
      location.reload();
    }, seconds * 1000);
    const focused = document.getElementById(memory.get(key("focus")) || " ");
    focused?.focus({ preventScroll: true });
  };

  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
  const pause = document.querySelector("[data-pause]");
  if (pause) renew(Number(document.body.dataset.refresh), pause);
})();
