import type {
  CustomerCapabilities as CustomerCapabilitiesShape,
  RailCapability as RailCapabilityShape,
  RampCapability as RampCapabilityShape,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { CountryCode, toCountryCode } from '../shared/country-code.ts';

type CapabilityReasonShape = NonNullable<RampCapabilityShape['reason']>;

export const CustomerCapabilities = builder.objectRef<CustomerCapabilitiesShape>('CustomerCapabilities');
const RampCapability = builder.objectRef<RampCapabilityShape>('RampCapability');
const RailCapability = builder.objectRef<RailCapabilityShape>('RailCapability');
const CapabilityReason = builder.objectRef<CapabilityReasonShape>('CapabilityReason');

CustomerCapabilities.implement({
  description: 'The currencies that a customer can deposit and withdraw.',
  fields: (t) => ({
    onRamp: t.expose('onRamp', {
      type: [RampCapability],
      extensions: listSize(2),
      description: 'Deposit capabilities, one per currency.',
    }),
    offRamp: t.expose('offRamp', {
      type: [RampCapability],
      extensions: listSize(5),
      description:
        'Withdrawal capabilities, one per currency and, if the customer was created through v2, corridor.',
    }),
  }),
});

RampCapability.implement({
  description: 'Whether and how a customer can deposit or withdraw one currency.',
  fields: (t) => ({
    currency: t.exposeString('currency', {
      nullable: true,
      description: 'ISO 4217 code, such as `USD`. Null if Fin.com does not provide it.',
    }),
    corridor: t.field({
      type: CountryCode,
      nullable: true,
      description:
        'The country that receives the money. Null for deposits and for customers that were created through v1, and if Fin.com sends a code that is not in the list.',
      resolve: ({ corridor }) => toCountryCode(corridor),
    }),
    status: t.exposeBoolean('status', {
      nullable: true,
      description:
        'Whether this is possible now, over at least one rail. Null if Fin.com does not provide it: treat null as false.',
    }),
    methods: t.exposeStringList('methods', {
      extensions: listSize(2),
      description: 'Payment methods, such as `ACH`, `FEDWIRE` or `BANK`. Expect new values.',
    }),
    rails: t.expose('rails', {
      type: [RailCapability],
      extensions: listSize(2),
      description:
        'The `methods`, each with its own status. For customers that were created through v1, Fin.com has one status for all of them.',
    }),
    reason: t.expose('reason', {
      type: CapabilityReason,
      nullable: true,
      description: 'Why `status` is false, if Fin.com gives a reason.',
    }),
  }),
});

RailCapability.implement({
  description: 'Whether a customer can use one payment rail.',
  fields: (t) => ({
    rail: t.exposeString('rail', {
      description: 'The rail, such as `ACH`, `FEDWIRE` or `SWIFT`. Expect new values.',
    }),
    status: t.exposeBoolean('status', {
      nullable: true,
      description:
        'Whether the rail can be used now. Null if Fin.com does not provide it: treat null as false.',
    }),
  }),
});

CapabilityReason.implement({
  description: 'Why a capability is not available yet.',
  fields: (t) => ({
    forCustomer: t.exposeString('forCustomer', {
      nullable: true,
      description: 'Explanation that may be shown to the person.',
    }),
    forDeveloper: t.exposeString('forDeveloper', {
      nullable: true,
      description: 'Explanation for developers. Do not show it to the person.',
    }),
  }),
});
