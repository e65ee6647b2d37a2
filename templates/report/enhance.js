"use strict";
(() => {
  /* What a reader can do on the page itself: sort, filter, try other weights. All of it is extra:
     without script the page is whole. Nothing is asked for, kept or sent. Ranks are worked out in
     whole numbers, so that they are exact. */
  const says = document.body.dataset;
  const lang = document.documentElement.lang;
  const order = new Intl.Collator(lang, { numeric: true });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /* Text as a reader reads it: a sign and an amount are joined by what nobody sees. */
  const seen = (node) => node.textContent.replaceAll("\u2060", "");

  /* A cell without the remark under it. */
  const words = (cell) => [...cell.childNodes]
    .filter((node) => !(node.classList && node.classList.contains("note")))
    .map(seen).join("").trim();

  /* The first number in a cell, in units of a millionth of a millionth; null where there is none. */
  const amount = (text) => {
    const found = /[−-]?\s?[€]?\s?(\d[\d.,]*)/.exec(text);
    if (!found) return null;
    const [group, point] = lang === "nl" ? [".", ","] : [",", "."];
    const [whole, rest = ""] = found[1].split(group).join("").split(point);
    const value = BigInt(whole + rest.padEnd(12, "0").slice(0, 12));
    return /[−-]/.test(found[0]) ? -value : value;
  };

  const compare = (numbers, one, other) => {
    if (!numbers) return order.compare(one, other);
    const [a, b] = [amount(one), amount(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };

  const sorted = (rows, column, numbers, down) => {
    const key = (row) => words(row.cells[column]);
    const known = (row) => (numbers ? amount(key(row)) !== null : key(row) !== "–");
    const there = rows.filter(known).sort((a, b) => compare(numbers, key(a), key(b)) * down);
    return [...there, ...rows.filter((row) => !known(row))];
  };

  const sortable = (table, told) => {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    heads.forEach((head, column) => {
      if (head.classList.contains("m")) return;
      const label = head.textContent.trim();
      const button = make("button", { type: "button", class: "sort", title: says.sort }, label);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const next = now === "ascending" ? "descending" : now === "descending" ? "" : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        const numbers = head.classList.contains("n");
        const down = next === "descending" ? -1 : 1;
        table.tBodies[0].append(...(next ? sorted(rows, column, numbers, down) : rows));
        told.textContent = fill(says[next || "original"], { column: label });
      });
    });
  };

  const filterable = (table, number) => {
    const rows = [...table.tBodies[0].rows];
    const id = `filter-${number}`;
    const about = make("span", { class: "hidden" }, ` – ${table.caption.textContent.trim()}`);
    const input = make("input", { type: "search", id, autocomplete: "off" });
    const count = make("span", { role: "status" });
    const label = make("label", { for: id }, says.filter, about);
    table.closest(".scroll").before(make("p", { class: "tools" }, label, " ", input, " ", count));
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase(lang).split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = seen(row).toLocaleLowerCase(lang);
        row.hidden = !wanted.every((word) => text.includes(word));
      }
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = wanted.length ? fill(says.count, { shown, all: rows.length }) : "";
    });
  };

  /* Points in hundredths, rounded half up. */
  const points = (above, below) => {
    const hundredths = (above * 200n + below) / (below * 2n);
    const digits = String(hundredths).padStart(3, "0");
    return `${digits.slice(0, -2)}${lang === "nl" ? "," : "."}${digits.slice(-2)}`;
  };

  const tried = (box) => {
    const own = box.dataset;
    const inputs = [...box.querySelectorAll("input")];
    const [status, body] = [box.querySelector("[role=status]"), box.querySelector("tbody")];
    const bids = [...body.rows].map((row) => ({
      row,
      shares: row.dataset.shares.split(" ").map(BigInt),
      rank: Number(row.dataset.rank),
      name: row.dataset.name,
    }));
    const places = Number(own.places);
    const inside = (rank) => bids.filter((bid) => bid[rank] <= places).map((bid) => bid.name);
    const recount = () => {
      const weights = inputs.map((input) => BigInt(input.value));
      const whole = weights.reduce((sum, weight) => sum + weight, 0n);
      inputs.forEach((input) => {
        const value = Number(input.value) / Number(own.unit);
        const told = value.toLocaleString(lang, { maximumFractionDigits: 2 });
        input.closest("p").querySelector("output").textContent = told;
        input.setAttribute("aria-valuetext", told);
      });
      if (whole === 0n) { status.textContent = own.nothing; return; }
      for (const bid of bids) {
        bid.total = bid.shares.reduce((sum, share, at) => sum + share * weights[at], 0n);
      }
      for (const bid of bids) {
        bid.now = 1 + bids.filter((other) => other.total > bid.total).length;
        const [, rank, total, , moved] = bid.row.cells;
        rank.textContent = bid.now;
        total.textContent = points(bid.total * BigInt(own.whole), BigInt(own.part) * whole);
        const by = Math.abs(bid.rank - bid.now);
        moved.textContent = by ? fill(bid.now < bid.rank ? own.higher : own.lower, { by }) : own.level;
      }
      const placed = [...bids].sort((a, b) => a.now - b.now || a.rank - b.rank);
      body.append(...placed.map((bid) => bid.row));
      const [now, published] = [inside("now"), inside("rank")];
      const same = now.length === published.length && now.every((name) => published.includes(name));
      const names = new Intl.ListFormat(lang).format(now.sort(order.compare));
      status.textContent = `${fill(own.first, { names })} ${same ? own.same : own.other}`;
    };
    inputs.forEach((input) => input.addEventListener("input", recount));
    box.querySelector(".reset").addEventListener("click", () => {
      inputs.forEach((input) => { input.value = input.dataset.published; });
      recount();
    });
    box.hidden = false;
    recount();
  };

  /* On a small screen the contents would push the summary off it. */
  const contents = document.querySelector(".toc");
  if (contents && matchMedia("(max-width: 74.99rem)").matches) contents.open = false;

  const told = make("p", { class: "hidden", role: "status" });
  document.querySelector("main").append(told);
  const plain = [...document.querySelectorAll("main table")].filter((table) =>
    !table.closest(".weights") && table.tHead && !table.querySelector("tr.group"));
  plain.forEach((table, number) => {
    const rows = table.tBodies[0].rows.length;
    if (rows > 2) sortable(table, told);
    if (rows > 12 && says.filter) filterable(table, number);
  });
  document.querySelectorAll(".weights").forEach(tried);
})();
