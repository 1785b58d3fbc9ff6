import { type AnyShape, isPublic, readMember } from './shape.ts';

/** The values of all members that are not marked public, as texts. */
export function privateValuesOf(shape: AnyShape, request: unknown): string[] {
  return Object.entries(shape).flatMap(([name, member]) => {
    const value = readMember(request, name);
    if (isPublic(member)) return [];
    if (typeof member === 'object' && 'members' in member) return privateValuesOf(member.members, value);
    if (typeof member === 'object' && 'items' in member && Array.isArray(value))
      return value.flatMap((item: unknown) => privateValuesOf(member.items, item));
    return textsIn(value);
  });
}

/** Every string and number inside a value. Iterative, because clients choose the depth of free-form objects. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string' || typeof next === 'number') texts.push(String(next));
    // One by one: a list may be longer than a call may have arguments.
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) pending.push(inner);
  }
  return texts;
}
