import {
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLList,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { type FieldError, type FieldPath, GatewayError } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import { validateText } from '../../rules/text-rules.ts';
import type { TextRule } from '../../schema/plugins/text-rule.ts';
import type { InputNotation } from './input-notation.ts';
import type { SuggestField } from './suggest-field.ts';
import {
  formatError,
  requiredError,
  tooManyItemsError,
  unknownFieldError,
  unknownValueError,
} from './type-errors.ts';

const TEXT_TYPES: ReadonlySet<string> = new Set(['String', 'ID']);
/** For every list. Files and entity representations have lower limits. */
const MAX_ITEMS = 1_000;

export interface ReadInput {
  /** Without invalid values: members are omitted, and items are undefined. */
  readonly value: unknown;
  readonly errors: readonly FieldError[];
}

export interface ReadOptions {
  /** The path of the value, for errors. Empty by default. */
  readonly path?: FieldPath;
  readonly suggestField: SuggestField;
}

/** Coerces a value to its type and collects at most `MAX_FIELD_ERRORS` errors. Unlike those of graphql-js, they quote no values. */
export function readInput<Node>(
  notation: InputNotation<Node>,
  node: Node,
  type: GraphQLInputType,
  options: ReadOptions,
): ReadInput {
  const reader = new InputReader(notation, options);
  const value = reader.read(node, type);
  return { value, errors: reader.errors };
}

class InputReader<Node> {
  readonly errors: FieldError[] = [];
  readonly #notation: InputNotation<Node>;
  readonly #suggestField: SuggestField;
  /** Copied only for errors. */
  readonly #path: (string | number)[];

  constructor(notation: InputNotation<Node>, { path = [], suggestField }: ReadOptions) {
    this.#notation = notation;
    this.#suggestField = suggestField;
    this.#path = [...path];
  }

  read(node: Node | undefined, type: GraphQLInputType, textRule: TextRule = validateText): unknown {
    const reference = node === undefined ? undefined : this.#notation.reference(node);
    if (reference) return reference.value;
    if (node === undefined || this.#notation.isNull(node)) {
      if (!isNonNullType(type)) return null;
      return this.#report(requiredError([...this.#path], type));
    }
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#readList(node, nullable, textRule);
    return isInputObjectType(nullable)
      ? this.#readObject(node, nullable)
      : this.#readLeaf(node, nullable, textRule);
  }

  /** Accepts a single value as a list of one, as GraphQL requires. */
  #readList(node: Node, { ofType }: GraphQLList<GraphQLInputType>, textRule: TextRule): unknown {
    const items = this.#notation.items(node);
    if (!items) return [this.read(node, ofType, textRule)];
    if (items.length > MAX_ITEMS) return this.#report(tooManyItemsError([...this.#path], MAX_ITEMS));
    const values: unknown[] = [];
    for (const [index, item] of items.entries()) {
      if (this.#isFull()) break;
      this.#path.push(index);
      values.push(this.read(item, ofType, textRule));
      this.#path.pop();
    }
    return values;
  }

  #readObject(node: Node, type: GraphQLInputObjectType): unknown {
    const members = this.#notation.members(node);
    if (!members) return this.#report(formatError([...this.#path], type));
    const fields = type.getFields();
    const value: Record<string, unknown> = {};
    for (const field of Object.values(fields)) {
      if (this.#isFull()) return value;
      const member = this.#readMember(members.get(field.name), field);
      if (member !== undefined) value[field.name] = member;
    }
    for (const name of members.names()) {
      if (this.#isFull()) return value;
      if (Object.hasOwn(fields, name)) continue;
      this.#report(unknownFieldError(this.#path, name, type, this.#suggestField(name, type)));
    }
    return value;
  }

  #readMember(node: Node | undefined, field: GraphQLInputField): unknown {
    if (node === undefined && !isRequiredInputField(field)) return field.defaultValue;
    this.#path.push(field.name);
    const value = this.read(node, field.type, field.extensions.textRule);
    this.#path.pop();
    return value;
  }

  #readLeaf(node: Node, type: GraphQLLeafType, textRule: TextRule): unknown {
    const value = this.#parse(node, type);
    if (typeof value !== 'string' || !TEXT_TYPES.has(type.name)) return value;
    const errors = textRule(value, []);
    return errors.length > 0 ? this.#reportAll(errors) : value;
  }

  /** Scalars reject a value by throwing, or by returning undefined. Their messages may quote the value. */
  #parse(node: Node, type: GraphQLLeafType): unknown {
    try {
      const value = this.#notation.parse(node, type);
      if (value !== undefined) return value;
    } catch (error) {
      const errors = error instanceof GatewayError ? error.details.fieldErrors : undefined;
      if (errors) return this.#reportAll(errors);
    }
    return this.#report(
      isEnumType(type) ? unknownValueError([...this.#path], type) : formatError([...this.#path], type),
    );
  }

  #isFull(): boolean {
    return this.errors.length >= MAX_FIELD_ERRORS;
  }

  #report(fieldError: FieldError): undefined {
    this.errors.push(fieldError);
  }

  /** @param errors with paths relative to the current path */
  #reportAll(errors: readonly FieldError[]): undefined {
    for (const fieldError of errors)
      this.#report({ ...fieldError, path: [...this.#path, ...fieldError.path] });
  }
}
