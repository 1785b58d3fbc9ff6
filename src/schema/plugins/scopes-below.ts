import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isScope, type Scope } from '../../callers/caller-access.ts';

/** The scopes that the selected subfields need. Lets a write be rejected up front if its result could not be read. */
export function scopesBelow({ returnType, fieldNodes, ...info }: GraphQLResolveInfo): ReadonlySet<Scope> {
  const { schema, fragments, variableValues } = info;
  const scopes = new Set<Scope>();

  function visitAll(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): void {
    for (const selection of set?.selections ?? []) visit(selection, type);
  }

  function visit(selection: SelectionNode, type: GraphQLNamedType | undefined): void {
    if (!isIncluded(selection, variableValues)) return;
    if (selection.kind === Kind.FIELD) {
      visitField(selection, type);
      return;
    }
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    const condition = part?.typeCondition?.name.value;
    visitAll(part?.selectionSet, condition === undefined ? type : schema.getType(condition));
  }

  function visitField({ name, selectionSet }: FieldNode, type: GraphQLNamedType | undefined): void {
    const field = isObjectType(type) ? type.getFields()[name.value] : undefined;
    if (!field) return;
    if (isScope(field.extensions['scope'])) scopes.add(field.extensions['scope']);
    visitAll(selectionSet, getNamedType(field.type));
  }

  for (const { selectionSet } of fieldNodes) visitAll(selectionSet, getNamedType(returnType));
  return scopes;
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
