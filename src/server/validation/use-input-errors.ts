import {
  type ASTVisitor,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  specifiedRules,
  type ValidationContext,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../context.ts';
import { badUserInput, type FieldError, type GatewayError } from '../../errors.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';
import { withFileErrors } from '../../uploads/with-file-errors.ts';
import { BoundedSelectionsRule } from '../limits/operation-limits.ts';
import { parseBounded } from '../operations/parse-bounded.ts';
import { literalFaults } from './input-validation.ts';
import { NoIntrospectionRule } from './introspection.ts';
import { judgeInputs } from './judge-inputs.ts';

interface IntrospectionSetting {
  readonly isIntrospectionEnabled: boolean;
}

/** graphql-js would tell a hundred, and read the document for the place of each. */
const MAX_ERRORS = 50;

/** What is wrong with values that are written into a document that is otherwise valid. */
type FaultsByDocument = WeakMap<DocumentNode, readonly FieldError[]>;

/**
 * Judges every input before graphql-js does, whose errors quote values and cost as much as a client likes. What does not
 * fit becomes the field errors that our rules and Fin.com's refusals have too, so that one piece of a form's code shows
 * them all.
 */
export function useInputErrors({ isIntrospectionEnabled }: IntrospectionSetting): Plugin<GatewayContext> {
  const faultsInDocuments: FaultsByDocument = new WeakMap();
  const validateDocument = createValidate(isIntrospectionEnabled, faultsInDocuments);
  return {
    onParse({ setParseFn }) {
      setParseFn(parseBounded);
    },
    onValidate({ setValidationFn }) {
      setValidationFn(validateDocument);
    },
    onExecute({ args, setExecuteFn }) {
      const { contextValue, document } = args;
      // Also because yoga's own executor copies every input before it coerces it.
      setExecuteFn((): ReturnType<typeof execute> => {
        const { faults, files } = judgeInputs(
          args,
          faultsInDocuments.get(document) ?? [],
          contextValue.now(),
        );
        return faults.length > 0 ? refuse(badUserInput(faults), files, contextValue) : execute(args);
      });
    },
  };
}

/** Cheap, and a bound for what the others cost. */
const FIRST_RULES = [BoundedSelectionsRule];
const RULES = [...specifiedRules.filter((rule) => rule !== ValuesOfCorrectTypeRule), OfferedOperationsRule];

/** @param faultsInDocuments takes note of values that do not fit, which are reported together with those of variables */
function createValidate(
  isIntrospectionEnabled: boolean,
  faultsInDocuments: FaultsByDocument,
): typeof validate {
  const rules = isIntrospectionEnabled ? RULES : [...RULES, NoIntrospectionRule];
  return (schema, document, _rules, { ...given } = {}, typeInfo) => {
    // Without suggestions, from which names could be guessed one by one.
    const options = { ...given, maxErrors: MAX_ERRORS, hideSuggestions: !isIntrospectionEnabled };
    const errors = validate(schema, document, FIRST_RULES, options, typeInfo);
    if (errors.length > 0) return errors;
    const faults: FieldError[] = [];
    const judgeLiterals = (context: ValidationContext) => literalsRule(context, faults);
    const others = validate(schema, document, [...rules, judgeLiterals], options, typeInfo);
    if (faults.length === 0) return others;
    if (others.length > 0) return [inputError(faults.slice(0, MAX_ERRORS)), ...others];
    faultsInDocuments.set(document, faults);
    return [];
  };
}

/** graphql-js says so only when it executes. */
function OfferedOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation }) {
      if (context.getSchema().getRootType(operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${operation}s.`));
    },
  };
}

function literalsRule(context: ValidationContext, faults: FieldError[]): ASTVisitor {
  return {
    Argument(node) {
      const argument = context.getArgument();
      if (argument) faults.push(...literalFaults(node.value, argument.type, [node.name.value]));
    },
    VariableDefinition(node) {
      const type = context.getInputType();
      if (type && node.defaultValue)
        faults.push(...literalFaults(node.defaultValue, type, [node.variable.name.value]));
    },
  };
}

async function refuse(
  mistakes: GatewayError,
  files: readonly IncomingFile[],
  context: GatewayContext,
): Promise<ExecutionResult> {
  const originalError = await withFileErrors(mistakes, files, context);
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}

function inputError(faults: readonly FieldError[]): GraphQLError {
  const originalError = badUserInput(faults);
  return new GraphQLError(originalError.message, { originalError });
}
