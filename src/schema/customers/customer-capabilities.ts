import type {
  CustomerCapabilities as CustomerCapabilitiesShape,
  RampCapability as RampCapabilityShape,
} from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';

type CapabilityReasonShape = NonNullable<RampCapabilityShape['reason']>;

export const CustomerCapabilities = builder.objectRef<CustomerCapabilitiesShape>('CustomerCapabilities');
const RampCapability = builder.objectRef<RampCapabilityShape>('RampCapability');
const CapabilityReason = builder.objectRef<CapabilityReasonShape>('CapabilityReason');

CustomerCapabilities.implement({
  description: 'The currencies that a customer can deposit and withdraw.',
  fields: (t) => ({
    onRamp: t.expose('onRamp', {
      type: [RampCapability],
      extensions: listSize(5),
      description: 'Deposit capabilities, one per currency.',
    }),
    offRamp: t.expose('offRamp', {
      type: [RampCapability],
      extensions: listSize(5),
      description: 'Withdrawal capabilities, one per currency.',
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
    status: t.exposeBoolean('status', {
      nullable: true,
      description: 'Whether this is possible now. Null if Fin.com does not provide it: treat null as false.',
    }),
    methods: t.exposeStringList('methods', {
      extensions: listSize(3),
      description: 'Payment methods, such as `ACH`, `FEDWIRE` or `BANK`. Expect new values.',
    }),
    reason: t.expose('reason', {
      type: CapabilityReason,
      nullable: true,
      description: 'Why `status` is false, if Fin.com gives a reason.',
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
