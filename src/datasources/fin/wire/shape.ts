/**
 * Maps our names of a request's members to Fin.com's, in the order in which they are sent. Every value is private unless
 * it is marked public. The compiler compares a shape with the type of its request: neither can have extra members.
 */
export type Shape<Request> = { readonly [Name in keyof Request]-?: MemberOf<NonNullable<Request[Name]>> };

type MemberOf<Value> = Value extends string | number | boolean
  ? Field
  : Value extends readonly (string | number)[]
    ? ValuesMember
    : Value extends readonly (infer Item)[]
      ? ListMember<Item>
      : ObjectMember<Value> | ElementMember<Value> | FreeFormMember;

/** A plain string is the wire name of a private field that is sent in the body or query. */
type Field = string | FieldOptions;
interface FieldOptions {
  readonly wireName: string;
  /** The value reveals nothing about a person, so error messages may repeat it. */
  readonly isPublic: boolean;
  readonly isInPath: boolean;
  /** The list in which the field is sent, as the only member of the only element. */
  readonly listName?: string;
}
/** A list of texts or numbers. */
interface ValuesMember extends FieldOptions {
  readonly hasValues: true;
}
interface ObjectMember<Value> {
  readonly wireName: string;
  readonly members: Shape<Value>;
}
interface ElementMember<Value> {
  /** The list in which the object is sent as one element. */
  readonly listName: string;
  readonly members: Shape<Value>;
  readonly constants: Constants;
}
/** Wire names and values of members that never change. */
type Constants = Readonly<Record<string, string>>;
interface ListMember<Item> {
  readonly wireName: string;
  readonly items: Shape<Item>;
}
interface FreeFormMember {
  readonly wireName: string;
  readonly isFreeForm: true;
}

/** A shape whose request type does not matter, for code that walks over it. */
export interface AnyShape {
  readonly [name: string]: AnyMember;
}
export type AnyMember =
  | Field
  | ValuesMember
  | { readonly wireName: string; readonly members: AnyShape }
  | { readonly listName: string; readonly members: AnyShape; readonly constants: Constants }
  | { readonly wireName: string; readonly items: AnyShape }
  | FreeFormMember;

/** Fixes the type of the request that a shape is compared with. */
export function shape<Request>(members: Shape<Request>): Shape<Request> {
  return members;
}

export function publicField(wireName: string): FieldOptions {
  return { wireName, isPublic: true, isInPath: false };
}

/** A list of texts or numbers that reveal nothing about a person. */
export function publicValues(wireName: string): ValuesMember {
  return { ...publicField(wireName), hasValues: true };
}

export function pathParameter(wireName: string): FieldOptions {
  return { wireName, isPublic: false, isInPath: true };
}

export function publicPathParameter(wireName: string): FieldOptions {
  return { wireName, isPublic: true, isInPath: true };
}

export function object<Value>(wireName: string, members: Shape<NoInfer<Value>>): ObjectMember<Value> {
  return { wireName, members };
}

/**
 * An object that is sent as one element of a list. Several members may name the same list: its elements have the order of
 * the shape, without those that are missing in the request.
 */
export function element<Value>(
  listName: string,
  members: Shape<NoInfer<Value>>,
  constants: Constants = {},
): ElementMember<Value> {
  return { listName, members, constants };
}

/** A private field that is sent inside a list: `[{ wireName: value }]`. */
export function fieldInList(listName: string, wireName: string): FieldOptions {
  return { wireName, isPublic: false, isInPath: false, listName };
}

/** A list of objects. */
export function list<Item>(wireName: string, items: Shape<NoInfer<Item>>): ListMember<Item> {
  return { wireName, items };
}

/** An object whose member names are the client's own. It is sent unchanged. */
export function freeForm(wireName: string): FreeFormMember {
  return { wireName, isFreeForm: true };
}

export function wireNameOf(member: AnyMember): string {
  if (typeof member === 'string') return member;
  return 'wireName' in member ? member.wireName : member.listName;
}

/** The list in which a member is sent as one element. */
export function listNameOf(member: AnyMember): string | undefined {
  return typeof member === 'object' && 'listName' in member ? member.listName : undefined;
}

export function isPublic(member: AnyMember): boolean {
  return typeof member === 'object' && 'isPublic' in member && member.isPublic;
}

export function isInPath(member: AnyMember): boolean {
  return typeof member === 'object' && 'isInPath' in member && member.isInPath;
}

/** Reads a member of a value that need not be an object. */
export function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
