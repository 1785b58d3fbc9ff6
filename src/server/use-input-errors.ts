import {
  type ASTVisitor,
  type DocumentNode,
  type ExecutionArgs,
  execute,
  GraphQLError,
  parse,
  specifiedRules,
  type ValidationContext,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badUserInput, type FieldError } from '../errors.ts';
import { BoundedSelectionsRule } from './document-limits.ts';
import { literalFaults, variableFaults } from './input-faults.ts';
import { NoIntrospectionRule } from './introspection.ts';

/** Enough for the introspection query many times over; deeper or longer documents would only cost. */
const MAX_TOKENS = 2_000;

interface IntrospectionSetting {
  readonly isIntrospectionEnabled: boolean;
}

/**
 * Turns what graphql-js says of inputs that do not fit their types into the field errors that our rules and Fin.com's
 * refusals have too, so that one piece of a form's code shows them all and no value is ever quoted.
 */
export function useInputErrors({ isIntrospectionEnabled }: IntrospectionSetting): Plugin {
  const validateDocument = isIntrospectionEnabled ? validateWithoutQuoting : validateWithoutTelling;
  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ setValidationFn }) {
      setValidationFn(validateDocument);
    },
    onExecute({ args, setExecuteFn }) {
      // Yoga's own executor copies every input before it coerces it.
      setExecuteFn(execute);
      return {
        onExecuteDone({ result, setResult }) {
          // Without data nothing was executed: an input did not fit.
          if ('data' in result || Symbol.asyncIterator in result) return;
          const faults = faultsOf(args);
          if (faults.length > 0) setResult({ errors: [inputError(faults)] });
        },
      };
    },
  };
}

function parseBounded(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: MAX_TOKENS });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError)
      throw new GraphQLError('Syntax Error: The document is nested too deeply.');
    throw error;
  }
}

const RULES = [
  ...specifiedRules.filter((rule) => rule !== ValuesOfCorrectTypeRule),
  LiteralsOfCorrectTypeRule,
  BoundedSelectionsRule,
  OfferedOperationsRule,
];

const validateWithoutQuoting: typeof validate = (schema, document, _rules, options, typeInfo) =>
  validate(schema, document, RULES, options, typeInfo);

/** Without suggestions, from which names could be guessed one by one. */
const validateWithoutTelling: typeof validate = (schema, document, _rules, options, typeInfo) =>
  validate(
    schema,
    document,
    [...RULES, NoIntrospectionRule],
    { ...options, hideSuggestions: true },
    typeInfo,
  );

/** graphql-js says so only when it executes. */
function OfferedOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation }) {
      if (context.getSchema().getRootType(operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${operation}s.`));
    },
  };
}

function LiteralsOfCorrectTypeRule(context: ValidationContext): ASTVisitor {
  const report = (faults: FieldError[]) => {
    if (faults.length > 0) context.reportError(inputError(faults));
  };
  return {
    Argument(node) {
      const argument = context.getArgument();
      if (argument) report(literalFaults(node.value, argument.type, [node.name.value]));
    },
    VariableDefinition(node) {
      const type = context.getInputType();
      if (type && node.defaultValue)
        report(literalFaults(node.defaultValue, type, [node.variable.name.value]));
    },
  };
}

function faultsOf({ schema, document, operationName, variableValues }: ExecutionArgs): FieldError[] {
  return variableFaults(schema, document, operationName, variableValues ?? {});
}

function inputError(faults: readonly FieldError[]): GraphQLError {
  const originalError = badUserInput(faults);
  return new GraphQLError(originalError.message, { originalError });
}
