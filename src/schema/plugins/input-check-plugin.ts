import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { InputCheck } from '../../resolvers/input-check.ts';

/** An `InputCheck` with untyped arguments. */
export type UntypedInputCheck = Required<InputCheck<Readonly<Record<string, unknown>>>>;

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has these parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    readonly inputCheck?: UntypedInputCheck;
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      inputCheck: InputCheckPlugin<Types>;
    }
    export interface QueryFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > {
      inputCheck?: InputCheck<InputShapeFromFields<Args>>;
    }
    export interface MutationFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > {
      inputCheck?: InputCheck<InputShapeFromFields<Args>>;
    }
    export interface SubscriptionFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      inputCheck?: InputCheck<InputShapeFromFields<Args>>;
    }
  }
}

/** Copies a field's `inputCheck` option to its extensions, where the server finds it. */
class InputCheckPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { kind } = field;
    const check =
      kind === 'Query' || kind === 'Mutation' || kind === 'Subscription'
        ? field.pothosOptions.inputCheck
        : undefined;
    if (!check) return field;
    const inputCheck: UntypedInputCheck = {
      rules: (args, context) => check.rules({ ...args }, context),
      files: (args) => check.files?.({ ...args }) ?? [],
    };
    return { ...field, extensions: { ...field.extensions, inputCheck } };
  }
}

SchemaBuilder.registerPlugin('inputCheck', InputCheckPlugin);
