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
import { validateText } from '../../rules/text-rules.ts';
import type { TextRule } from '../../schema/plugins/text-rule.ts';
import type { InputNotation } from './input-notation.ts';
import { misfit, missing, tooManyItems, unknownField, unknownValue } from './type-faults.ts';

/** More would help nobody, and an input may have as many as bytes. */
export const MAX_FAULTS = 50;
const TEXT_TYPES: ReadonlySet<string> = new Set(['String', 'ID']);
/** Of any list. Files and references to entities have lower bounds of their own. */
const MAX_ITEMS = 1_000;

export interface ReadInput {
  /** Without the values that have mistakes: members are missing, items are undefined. */
  readonly value: unknown;
  readonly faults: readonly FieldError[];
}

/**
 * Reads a value by its type and collects its mistakes, at most fifty. Unlike graphql-js, it stops there, whatever the
 * size of the value, and quotes nothing.
 */
export function readInput<Node>(
  notation: InputNotation<Node>,
  node: Node,
  type: GraphQLInputType,
  path: FieldPath = [],
): ReadInput {
  const reader = new InputReader(notation, path);
  const value = reader.read(node, type);
  return { value, faults: reader.faults };
}

class InputReader<Node> {
  readonly faults: FieldError[] = [];
  readonly #notation: InputNotation<Node>;
  /** Copied only for mistakes. */
  readonly #path: (string | number)[];

  constructor(notation: InputNotation<Node>, path: FieldPath) {
    this.#notation = notation;
    this.#path = [...path];
  }

  read(node: Node | undefined, type: GraphQLInputType, textRule: TextRule = validateText): unknown {
    const reference = node === undefined ? undefined : this.#notation.reference(node);
    if (reference) return reference.value;
    if (node === undefined || this.#notation.isNull(node)) {
      if (!isNonNullType(type)) return null;
      return this.#report(missing([...this.#path], type));
    }
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#readList(node, nullable, textRule);
    return isInputObjectType(nullable)
      ? this.#readObject(node, nullable)
      : this.#readLeaf(node, nullable, textRule);
  }

  /** A single value counts as a list of one. */
  #readList(node: Node, { ofType }: GraphQLList<GraphQLInputType>, textRule: TextRule): unknown {
    const items = this.#notation.items(node);
    if (!items) return [this.read(node, ofType, textRule)];
    if (items.length > MAX_ITEMS) return this.#report(tooManyItems([...this.#path], MAX_ITEMS));
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
    if (!members) return this.#report(misfit([...this.#path], type));
    const fields = type.getFields();
    const value: Record<string, unknown> = {};
    for (const field of Object.values(fields)) {
      if (this.#isFull()) return value;
      const member = this.#readMember(members.get(field.name), field);
      if (member !== undefined) value[field.name] = member;
    }
    for (const name of members.names()) {
      if (this.#isFull()) return value;
      if (!Object.hasOwn(fields, name)) this.#report(unknownField(this.#path, name, type));
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
    const faults = textRule(value, []);
    return faults.length > 0 ? this.#reportAll(faults) : value;
  }

  /** A scalar refuses by throwing or by having no value; what it says may quote the value. */
  #parse(node: Node, type: GraphQLLeafType): unknown {
    try {
      const value = this.#notation.parse(node, type);
      if (value !== undefined) return value;
    } catch (error) {
      const faults = error instanceof GatewayError ? error.details.fieldErrors : undefined;
      if (faults) return this.#reportAll(faults);
    }
    return this.#report(
      isEnumType(type) ? unknownValue([...this.#path], type) : misfit([...this.#path], type),
    );
  }

  #isFull(): boolean {
    return this.faults.length >= MAX_FAULTS;
  }

  #report(fieldError: FieldError): undefined {
    this.faults.push(fieldError);
  }

  /** @param faults with paths from here */
  #reportAll(faults: readonly FieldError[]): undefined {
    for (const fieldError of faults)
      this.#report({ ...fieldError, path: [...this.#path, ...fieldError.path] });
  }
}
