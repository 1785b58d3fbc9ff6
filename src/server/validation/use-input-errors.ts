import {
  type ASTVisitor,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLInputType,
  specifiedRules,
  subscribe,
  type ValidationContext,
  type ValueNode,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../context.ts';
import { badUserInput, type FieldError, type GatewayError } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import { withFileErrors } from '../../uploads/errors/with-file-errors.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';
import { BoundedSelectionsRule } from '../limits/operation-limits.ts';
import type { OperationArgs } from '../operations/operation-reader.ts';
import { parseBounded } from '../operations/parse-bounded.ts';
import { validateLiteral } from './input-validation.ts';
import { NoIntrospectionRule } from './no-introspection-rule.ts';
import { createSuggestField, type SuggestField, suggestNothing } from './suggest-field.ts';
import { validateInputs } from './validate-inputs.ts';

/** Errors in the literals of operations that are otherwise valid. */
type LiteralErrors = WeakMap<DocumentNode, readonly FieldError[]>;

interface Context {
  readonly contextValue: GatewayContext;
}

/**
 * Validates every input before graphql-js does. Errors of graphql-js quote values, and a client can make them arbitrarily
 * expensive. Invalid inputs become field errors, like those of rules and of Fin.com, so that forms show all of them alike.
 */
export function useInputErrors(isIntrospectionEnabled: boolean): Plugin<GatewayContext> {
  const literalErrors: LiteralErrors = new WeakMap();
  const validateOperation = createValidate(isIntrospectionEnabled, literalErrors);

  function findErrors(args: OperationArgs & Context): Promise<ExecutionResult> | undefined {
    const { contextValue, document } = args;
    const known = literalErrors.get(document) ?? [];
    const ruleContext = toRuleContext(contextValue);
    const suggestField = isIntrospectionEnabled ? createSuggestField() : suggestNothing;
    const { errors, files } = validateInputs(args, known, ruleContext, suggestField);
    return errors.length > 0 ? toResult(badUserInput(errors), files, contextValue) : undefined;
  }

  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ setValidationFn }) {
      setValidationFn(validateOperation);
    },
    // Also replaces yoga's executor, which copies every input before it coerces it.
    onExecute({ args, setExecuteFn }) {
      setExecuteFn((): ReturnType<typeof execute> => findErrors(args) ?? execute(args));
    },
    onSubscribe({ args, setSubscribeFn }) {
      setSubscribeFn(() => findErrors(args) ?? subscribe(args));
    },
  };
}

/** Runs first, because it limits the cost of the other rules. */
const FIRST_RULES = [BoundedSelectionsRule];
const RULES = specifiedRules.filter((rule) => rule !== ValuesOfCorrectTypeRule);

/** @param literalErrors stores errors in literals, which are reported together with those in variables */
function createValidate(isIntrospectionEnabled: boolean, literalErrors: LiteralErrors): typeof validate {
  const rules = isIntrospectionEnabled ? RULES : [...RULES, NoIntrospectionRule];
  return (schema, document, _rules, { ...given } = {}, typeInfo) => {
    // Suggestions would reveal the schema, name by name.
    const options = { ...given, maxErrors: MAX_FIELD_ERRORS, hideSuggestions: !isIntrospectionEnabled };
    const sizeErrors = validate(schema, document, FIRST_RULES, options, typeInfo);
    if (sizeErrors.length > 0) return sizeErrors;
    const found: FieldError[] = [];
    const suggestField = isIntrospectionEnabled ? createSuggestField() : suggestNothing;
    const literalsRule = (context: ValidationContext) => createLiteralsRule(context, found, suggestField);
    const otherErrors = validate(schema, document, [...rules, literalsRule], options, typeInfo);
    if (found.length === 0) return otherErrors;
    if (otherErrors.length > 0)
      return [toGraphQLError(badUserInput(found.slice(0, MAX_FIELD_ERRORS))), ...otherErrors];
    literalErrors.set(document, found);
    return [];
  };
}

function createLiteralsRule(
  context: ValidationContext,
  errors: FieldError[],
  suggestField: SuggestField,
): ASTVisitor {
  const validateValue = (node: ValueNode, type: GraphQLInputType, name: string) =>
    errors.push(...validateLiteral(node, type, [name], suggestField));
  return {
    Argument(node) {
      const argument = context.getArgument();
      if (argument) validateValue(node.value, argument.type, node.name.value);
    },
    VariableDefinition(node) {
      const type = context.getInputType();
      if (type && node.defaultValue) validateValue(node.defaultValue, type, node.variable.name.value);
    },
  };
}

async function toResult(
  error: GatewayError,
  files: readonly IncomingFile[],
  context: GatewayContext,
): Promise<ExecutionResult> {
  return { errors: [toGraphQLError(await withFileErrors(error, files, context))] };
}

function toGraphQLError(originalError: GatewayError): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}
