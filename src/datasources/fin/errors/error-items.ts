import {
  CODE_KEYS,
  CONTAINER_KEYS,
  FIELD_KEYS,
  MESSAGE_KEYS,
  META_KEYS,
  REQUEST_PARTS,
  WHOLE_REQUEST_KEYS,
} from './error-keys.ts';

/** An error of Fin.com's about one field, by Fin.com's name for it, or about the whole request. */
export interface UpstreamFieldError {
  readonly field: string | undefined;
  readonly message: string;
}

const MESSAGE_KEY_SET: ReadonlySet<string> = new Set(MESSAGE_KEYS);
const FIELD_KEY_SET: ReadonlySet<string> = new Set(FIELD_KEYS);
const CONTAINER_KEY_SET: ReadonlySet<string> = new Set(CONTAINER_KEYS);
const MAX_ERRORS = 100;
const MAX_DEPTH = 8;
/** A name or a path, not a sentence. */
const IDENTIFIER = /^[\w.[\]/$#-]{1,200}$/;

/** Collects the errors in a value of any format, without duplicates. */
export class ErrorItems {
  readonly #fieldErrors = new Map<string, UpstreamFieldError>();
  readonly #isField: (name: string) => boolean;

  /** @param isField whether the request has a field of this name */
  constructor(isField: (name: string) => boolean) {
    this.#isField = isField;
  }

  /** Without messages about the whole request that repeat a field's message. */
  get fieldErrors(): UpstreamFieldError[] {
    const all = [...this.#fieldErrors.values()];
    const fieldMessages = new Set(all.flatMap(({ field, message }) => (field === undefined ? [] : message)));
    return all.filter(({ field, message }) => field !== undefined || !fieldMessages.has(message));
  }

  /** @param path the field that the value is about, as far as it is known so far */
  add(value: unknown, path: readonly string[] = [], depth = 0): void {
    if (depth > MAX_DEPTH || this.#fieldErrors.size >= MAX_ERRORS) return;
    const message = asText(value);
    if (message !== undefined) this.#addMessage(path, message);
    else if (Array.isArray(value)) this.#addList(value, path, depth);
    else this.#addRecord(asRecord(value), path, depth);
  }

  /** Adds an error that names its field. @returns false if the record is not such an error */
  addFieldError(record: Record<string, unknown>): boolean {
    if (this.#fieldOf(record) === undefined || messageKeyOf(record) === undefined) return false;
    this.add(record);
    return true;
  }

  #addMessage(path: readonly string[], message: string): void {
    const field = path.filter((step) => step !== '').join('.') || undefined;
    this.#fieldErrors.set(JSON.stringify([field, message]), { field, message });
  }

  #fieldOf(record: Record<string, unknown>): string | undefined {
    for (const key of FIELD_KEYS) {
      const field = pathText(record[key]);
      if (field !== undefined && !REQUEST_PARTS.has(field)) return field;
    }
    if (messageKeyOf(record) === undefined) return undefined;
    // The key is not a standard one, but its value is the name of a field.
    const names = Object.entries(record).flatMap(([key, value]) =>
      isKnownKey(key) || this.#isField(key) ? [] : (asText(value) ?? []),
    );
    const [only, ...others] = names.filter((name) => IDENTIFIER.test(name) && this.#isField(name));
    return others.length === 0 ? only : undefined;
  }

  /** Field errors next to a message that names no field. */
  #errorsNextToMessage(record: Record<string, unknown>): Record<string, unknown> {
    const others = Object.entries(record).filter(([key, value]) => {
      if (isKnownKey(key)) return false;
      return this.#isField(key) || isFilled(value) || (typeof value === 'string' && !IDENTIFIER.test(value));
    });
    return Object.fromEntries(others);
  }

  /** If valid items are listed as empty placeholders, the index identifies the item. */
  #addList(list: readonly unknown[], path: readonly string[], depth: number): void {
    const isIndexed = path.length > 0 && list.some(isPlaceholder);
    for (const [index, item] of list.entries()) {
      if (this.#fieldErrors.size >= MAX_ERRORS) return;
      this.add(item, isIndexed ? [...path, String(index)] : path, depth + 1);
    }
  }

  #addRecord(record: Record<string, unknown>, path: readonly string[], depth: number): void {
    const field = this.#fieldOf(record);
    const about = field === undefined ? path : [...path, field];
    const messageKey = messageKeyOf(record) ?? (field === undefined ? undefined : codeKeyOf(record));
    const containers = Object.keys(record).filter(
      (key) => CONTAINER_KEY_SET.has(key) && isFilled(record[key]) && key !== messageKey,
    );
    if (messageKey === undefined && containers.length === 0) {
      this.#addMap(record, path, depth);
      return;
    }
    if (messageKey !== undefined) this.#addMessages(record[messageKey], about, depth);
    for (const key of containers) this.add(record[key], about, depth + 1);
    if (field === undefined) this.#addMap(this.#errorsNextToMessage(record), path, depth);
  }

  /** The keys of `constraints` and similar objects are rule names, not field names. */
  #addMessages(messages: unknown, path: readonly string[], depth: number): void {
    const record = asRecord(messages);
    const texts = Object.values(record);
    const isByRule = texts.length > 0 && texts.every((text) => asText(text) !== undefined);
    this.add(isByRule && messageKeyOf(record) === undefined ? texts : messages, path, depth + 1);
  }

  #addMap(record: Record<string, unknown>, path: readonly string[], depth: number): void {
    for (const [key, inner] of Object.entries(record)) {
      if (this.#fieldErrors.size >= MAX_ERRORS) return;
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

/** The message may be a text, a list, or an object that contains it. */
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
