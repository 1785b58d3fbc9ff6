/** @typedef {Readonly<Record<string, unknown>> & { readonly key: string }} Row */

/**
 * Changes rows in place, so that the focus stays where it is.
 *
 * @param {string} name
 * @param {readonly Row[]} rows
 */
export function showList(name, rows) {
  const list = element(`[data-list="${name}"]`, HTMLElement);
  const known = new Map([...list.children].map((item) => [item.getAttribute('data-key'), item]));
  const keys = new Set(rows.map(({ key }) => key));
  for (const [key, item] of known) if (!keys.has(key ?? '')) item.remove();
  for (const [index, row] of rows.entries()) {
    const item = known.get(row.key) ?? createItem(name, row);
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    showRow(item, row);
  }
  const hint = document.querySelector(`[data-empty="${name}"]`);
  if (hint) hint.toggleAttribute('hidden', rows.length > 0);
}

/**
 * @param {string} name
 * @param {Row} row
 */
function createItem(name, row) {
  const { children } = document.importNode(element(`#${name}-row`, HTMLTemplateElement).content, true);
  const [item] = children;
  if (!item) throw new Error(`The template of ${name} is empty`);
  item.setAttribute('data-key', row.key);
  return item;
}

/**
 * @param {Element} item
 * @param {Row} row
 */
function showRow(item, row) {
  for (const part of item.querySelectorAll('[data-text], [data-value], [data-copy], [data-only]')) {
    if (!(part instanceof HTMLElement)) continue;
    const { text, value, copy: copied, only } = part.dataset;
    if (text !== undefined && part.textContent !== String(row[text])) part.textContent = String(row[text]);
    if (only !== undefined) part.hidden = row['version'] !== only;
    const name = value ?? copied;
    if (name !== undefined) part.setAttribute('value', String(row[name]));
  }
}

/**
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function element(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}`);
  return found;
}
