import {
  CODE_KEYS,
  CONTAINER_KEYS,
  FIELD_KEYS,
  MESSAGE_KEYS,
  META_KEYS,
  REQUEST_PARTS,
  WHOLE_REQUEST_KEYS,
} from './error-keys.ts';

/** One complaint of Fin.com: about a field as Fin.com calls it, or about the whole request. */
export interface Complaint {
  readonly field: string | undefined;
  readonly message: string;
}

const MESSAGE_KEY_SET: ReadonlySet<string> = new Set(MESSAGE_KEYS);
const FIELD_KEY_SET: ReadonlySet<string> = new Set(FIELD_KEYS);
const CONTAINER_KEY_SET: ReadonlySet<string> = new Set(CONTAINER_KEYS);
const MAX_COMPLAINTS = 100;
const MAX_DEPTH = 8;
/** A name or a path, not a sentence. */
const IDENTIFIER = /^[\w.[\]/$#-]{1,200}$/;

/** Collects the errors that a value holds in any shape, each once. */
export class ErrorItems {
  readonly #complaints = new Map<string, Complaint>();
  readonly #isField: (name: string) => boolean;

  /** @param isField whether the request has a field of this name */
  constructor(isField: (name: string) => boolean) {
    this.#isField = isField;
  }

  /** A field's error says all that the same words without a field would say. */
  get complaints(): Complaint[] {
    const all = [...this.#complaints.values()];
    const said = new Set(all.flatMap(({ field, message }) => (field === undefined ? [] : message)));
    return all.filter(({ field, message }) => field !== undefined || !said.has(message));
  }

  /** @param path the field that the value is about, as far as it is known */
  add(value: unknown, path: readonly string[] = [], depth = 0): void {
    if (depth > MAX_DEPTH || this.#complaints.size >= MAX_COMPLAINTS) return;
    const message = asText(value);
    if (message !== undefined) this.#addComplaint(path, message);
    else if (Array.isArray(value)) this.#addList(value, path, depth);
    else this.#addRecord(asRecord(value), path, depth);
  }

  /** An error that says which field it is about. @returns false for one that does not, or is none */
  addFieldError(record: Record<string, unknown>): boolean {
    if (this.#fieldOf(record) === undefined || messageKeyOf(record) === undefined) return false;
    this.add(record);
    return true;
  }

  #addComplaint(path: readonly string[], message: string): void {
    const field = path.filter((step) => step !== '').join('.') || undefined;
    this.#complaints.set(JSON.stringify([field, message]), { field, message });
  }

  #fieldOf(record: Record<string, unknown>): string | undefined {
    for (const key of FIELD_KEYS) {
      const field = pathText(record[key]);
      if (field !== undefined && !REQUEST_PARTS.has(field)) return field;
    }
    if (messageKeyOf(record) === undefined) return undefined;
    // A key that no standard has, but whose value is the name of a field.
    const names = Object.entries(record).flatMap(([key, value]) =>
      isKnownKey(key) || this.#isField(key) ? [] : (asText(value) ?? []),
    );
    const [only, ...others] = names.filter((name) => IDENTIFIER.test(name) && this.#isField(name));
    return others.length === 0 ? only : undefined;
  }

  /** Of a message that names no field: further errors of fields, which may stand beside it. */
  #errorsBesideWords(record: Record<string, unknown>): Record<string, unknown> {
    const others = Object.entries(record).filter(([key, value]) => {
      if (isKnownKey(key)) return false;
      return this.#isField(key) || isFilled(value) || (typeof value === 'string' && !IDENTIFIER.test(value));
    });
    return Object.fromEntries(others);
  }

  /** Empty items keep the place of those that are right, so that an index means something. */
  #addList(list: readonly unknown[], path: readonly string[], depth: number): void {
    const isIndexed = path.length > 0 && list.some(isPlaceholder);
    for (const [index, item] of list.entries()) {
      if (this.#complaints.size >= MAX_COMPLAINTS) return;
      this.add(item, isIndexed ? [...path, String(index)] : path, depth + 1);
    }
  }

  #addRecord(record: Record<string, unknown>, path: readonly string[], depth: number): void {
    const field = this.#fieldOf(record);
    const about = field === undefined ? path : [...path, field];
    const wordsKey = messageKeyOf(record) ?? (field === undefined ? undefined : codeKeyOf(record));
    const containers = Object.keys(record).filter(
      (key) => CONTAINER_KEY_SET.has(key) && isFilled(record[key]) && key !== wordsKey,
    );
    if (wordsKey === undefined && containers.length === 0) {
      this.#addMap(record, path, depth);
      return;
    }
    if (wordsKey !== undefined) this.#addWords(record[wordsKey], about, depth);
    for (const key of containers) this.add(record[key], about, depth + 1);
    if (field === undefined) this.#addMap(this.#errorsBesideWords(record), path, depth);
  }

  /** The keys of `constraints` and the like are names of rules, not of fields. */
  #addWords(words: unknown, path: readonly string[], depth: number): void {
    const record = asRecord(words);
    const texts = Object.values(record);
    const isByRule = texts.length > 0 && texts.every((text) => asText(text) !== undefined);
    this.add(isByRule && messageKeyOf(record) === undefined ? texts : words, path, depth + 1);
  }

  #addMap(record: Record<string, unknown>, path: readonly string[], depth: number): void {
    for (const [key, inner] of Object.entries(record)) {
      if (this.#complaints.size >= MAX_COMPLAINTS) return;
      const isTransparent = CONTAINER_KEY_SET.has(key) || WHOLE_REQUEST_KEYS.has(key);
      this.add(inner, isTransparent ? path : [...path, key], depth + 1);
    }
  }
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function isPlaceholder(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && !isPlaceholder(value);
}

function codeKeyOf(record: Record<string, unknown>): string | undefined {
  return CODE_KEYS.find((key) => asText(record[key]) !== undefined);
}

/** A message may also be a list, or an object that has one. */
function messageKeyOf(record: Record<string, unknown>): string | undefined {
  return MESSAGE_KEYS.find((key) => asText(record[key]) !== undefined || isFilled(record[key]));
}

function isKnownKey(key: string): boolean {
  return [META_KEYS, MESSAGE_KEY_SET, FIELD_KEY_SET, CONTAINER_KEY_SET].some((keys) => keys.has(key));
}

/** `a.b`, `["a", 0, "b"]`, or JSON:API's `{ "pointer": "/a/b" }`. */
function pathText(value: unknown): string | undefined {
  if (Array.isArray(value)) return asText(value.filter((step) => !REQUEST_PARTS.has(step)).join('.'));
  const record = asRecord(value);
  return asText(value) ?? asText(record['pointer']) ?? asText(record['parameter']);
}
