/** Names that an app has for fields, document types and options, by the names that the gateway uses. */
export type Labels = Readonly<Record<string, string>>;

export function labelOf(labels: Labels, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** Undefined unless there is a label for each: half a list would mislead. */
export function labelsOf(
  labels: Labels,
  names: readonly string[] | undefined,
): readonly string[] | undefined {
  const found = (names ?? []).flatMap((name) => labelOf(labels, name) ?? []);
  return found.length > 0 && found.length === names?.length ? found : undefined;
}
