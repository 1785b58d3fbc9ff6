import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../../callers/caller.ts';
import {
  requireAllCustomers,
  requireOwnCustomer,
  requireScope,
  type Scope,
} from '../../callers/caller-access.ts';
import { scopesBelow } from './scopes-below.ts';

/** The callers that may use a root field. */
export interface FieldAccess<Args> {
  readonly scope: Scope | 'ANY_CALLER';
  /** The customer whose data the field exposes: the one named in the arguments, all, or none; or its resolver checks. */
  readonly customer: ((args: Args) => string) | 'ALL' | 'NONE' | 'CHECKED_BY_RESOLVER';
}

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has these parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    /** Whether a root field names a customer, or returns customers. */
    readonly concernsPersons?: boolean;
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      access: AccessPlugin<Types>;
    }
    export interface SchemaBuilderOptions<Types extends SchemaTypes> {
      /** Callers are not checked if this returns undefined. */
      callerOf: (context: Types['Context']) => Caller | undefined;
    }
    export interface ObjectTypeOptions<Types extends SchemaTypes, Shape> {
      /** The scope needed to read any field except `id`. */
      readScope?: Scope;
    }
    export interface QueryFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > {
      access: FieldAccess<InputShapeFromFields<Args>>;
    }
    export interface MutationFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > {
      access: FieldAccess<InputShapeFromFields<Args>>;
    }
    export interface SubscriptionFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      access: FieldAccess<InputShapeFromFields<Args>>;
    }
  }
}

/**
 * Checks the access that each field declares before its resolver runs, and appends the scope to its description. A
 * mutation or a subscription is rejected before it starts if the caller may not read the selected part of its result.
 */
class AccessPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const scope = this.#scopeOf(field);
    if (!scope) return field;
    const description = [field.description, `Requires the scope \`${scope}\`.`].join(' ');
    const access = accessOf(field);
    const concernsPersons = access !== undefined && access.customer !== 'NONE';
    return { ...field, description, extensions: { ...field.extensions, scope, concernsPersons } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    // Checked once, when the client subscribes.
    if (field.kind === 'Subscription') return resolve;
    return this.#withCheck(resolve, field);
  }

  override wrapSubscribe(
    subscribe: GraphQLFieldResolver<unknown, Types['Context'], object> | undefined,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> | undefined {
    return subscribe && this.#withCheck(subscribe, field);
  }

  #withCheck(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const scope = this.#scopeOf(field);
    const customer = accessOf(field)?.customer;
    if (!scope && !customer) return resolve;
    const { callerOf } = this.builder.options;
    const checksBelow = field.kind === 'Mutation' || field.kind === 'Subscription';
    const check = (caller: Caller, args: object, info: GraphQLResolveInfo): void => {
      if (scope) requireScope(caller, scope);
      if (checksBelow) for (const below of scopesBelow(info)) requireScope(caller, below);
      if (typeof customer === 'function') requireOwnCustomer(caller, customer({ ...args }));
      if (customer === 'ALL') requireAllCustomers(caller);
    };
    return (parent, args, context, info) => {
      const caller = callerOf(context);
      if (caller) check(caller, args, info);
      return resolve(parent, args, context, info);
    };
  }

  #scopeOf(field: PothosOutputFieldConfig<Types>): Scope | undefined {
    const access = accessOf(field);
    if (access) return access.scope === 'ANY_CALLER' ? undefined : access.scope;
    if (field.name === 'id') return undefined;
    const type = this.builder.configStore.getTypeConfig(field.parentType);
    return type.kind === 'Object' ? type.pothosOptions.readScope : undefined;
  }
}

function accessOf<Types extends SchemaTypes>(field: PothosOutputFieldConfig<Types>) {
  const { kind } = field;
  return kind === 'Query' || kind === 'Mutation' || kind === 'Subscription'
    ? field.pothosOptions.access
    : undefined;
}

SchemaBuilder.registerPlugin('access', AccessPlugin);
